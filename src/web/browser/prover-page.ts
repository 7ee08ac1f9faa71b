import { symbologies } from "../../core/symbol/index.ts";
import { durationWords } from "../view/numbers.ts";
import {
  againstView,
  asIsView,
  diagramView,
  examplesView,
  fixedView,
  liveFindings,
  proofFacts,
  proofHeadline,
  proofSentence,
} from "../view/proof-view.ts";
import { hashOfState, linesOf, type ProverState, plannedOf, proverLimits, stateOfHash } from "../view/prover-state.ts";
import { triedSerials } from "../view/tried-serials.ts";
import { byId, fill } from "./fill.ts";
import { createProverClient } from "./prover-client.ts";
import type { ProveAnswer } from "./prover-message.ts";
import { type RegexField, regexField } from "./regex-field.ts";

/** Typing goes on: the proof waits for a pause of this length. */
const typingPauseMs = 50;
/** Screen readers hear the verdict after a pause of this length, not with every character. */
const announcePauseMs = 900;
/** A proof that takes longer shows that it is running. */
const busyAfterMs = 250;
const diagramWidthMax = 1_000;

/** Makes the prover of this page live; `startWorker` starts `prover-worker`, however the page came here. */
export function startProver(startWorker: () => Worker): void {
  const fields = proverFields();
  const results = proverResults(fields.regex);
  const client = createProverClient(startWorker, results);
  let pause = 0;

  function ask(): void {
    const state = fields.read();
    if (state.regex === "") {
      results.clear();
      return;
    }
    results.wait();
    client.ask({ ...state, diagramWidth: results.diagramWidth() });
  }
  function changed(): void {
    clearTimeout(pause);
    pause = window.setTimeout(() => {
      ask();
      keepInAddress(fields.read());
    }, typingPauseMs);
  }
  function load(): void {
    fields.write(location.hash.length > 1 ? stateOfHash(location.hash) : fields.example(fields.firstExample()));
    ask();
  }

  fields.onChange(changed);
  byId("results", HTMLElement).addEventListener("click", (event) => act(event, fields.regex));
  byId("tried", HTMLElement).addEventListener("click", (event) => act(event, fields.regex));
  addEventListener("hashchange", load);
  addEventListener("resize", changed);
  load();
}

/** Without a new entry in the history for every character. */
function keepInAddress(state: ProverState): void {
  history.replaceState(null, "", `#${hashOfState(state)}`);
}

interface ProverFields {
  readonly regex: RegexField;
  read(): ProverState;
  write(state: ProverState): void;
  firstExample(): HTMLOptionElement | undefined;
  example(option: HTMLOptionElement | undefined): ProverState;
  onChange(changed: () => void): void;
}

function proverFields(): ProverFields {
  const regex = regexField();
  const against = byId("against", HTMLTextAreaElement);
  const symbology = byId("symbology", HTMLSelectElement);
  const planned = byId("planned", HTMLInputElement);
  const plannedFault = byId("planned-fault", HTMLElement);
  const serials = byId("serials", HTMLTextAreaElement);
  const example = byId("example", HTMLSelectElement);
  const options = [...example.options].filter(({ dataset }) => dataset["state"] !== undefined);

  function stateOf(option: HTMLOptionElement | undefined): ProverState {
    return stateOfHash(option?.dataset["state"] ?? "");
  }
  return {
    regex,
    read() {
      const name = symbologies.find((one) => one === symbology.value);
      const units = plannedOf(planned.value);
      const isWrong = planned.value !== "" && units === undefined;
      planned.setAttribute("aria-invalid", String(isWrong));
      plannedFault.textContent = isWrong ? "Not a number of units: write digits only, such as 500,000." : "";
      return {
        regex: regex.element.value,
        against: linesOf(against.value, proverLimits.againstCount).filter((line) => line !== ""),
        ...(name === undefined ? {} : { symbology: name }),
        ...(units === undefined ? {} : { planned: units }),
        serials: linesOf(serials.value, proverLimits.serialCount),
      };
    },
    write(state) {
      regex.element.value = state.regex;
      against.value = state.against.join("\n");
      symbology.value = state.symbology ?? "";
      planned.value = state.planned ?? "";
      serials.value = state.serials.join("\n");
      regex.mark(state.regex, []);
    },
    firstExample: () => options[0],
    example: stateOf,
    onChange(changed) {
      for (const field of [regex.element, against, symbology, planned, serials])
        field.addEventListener("input", changed);
      example.addEventListener("change", () => {
        const [option] = example.selectedOptions;
        if (option?.dataset["state"] === undefined) return;
        location.hash = option.dataset["state"];
        example.value = "";
      });
    },
  };
}

/** What stands in each place of the results, by the id of the place. */
const resultViews = {
  "as-is": ({ proof }) => asIsView(proof),
  verdict: ({ proof }) => proofHeadline(proof),
  fixed: ({ proof }) => fixedView(proof),
  findings: ({ proof }) => liveFindings(proof),
  "against-result": ({ proof }) => againstView(proof),
  diagram: ({ diagram }) => diagramView(diagram),
  facts: ({ proof }) => proofFacts(proof),
  examples: ({ proof }) => examplesView(proof),
  tried: ({ serials }) => triedSerials(serials),
} satisfies Readonly<Record<string, (answer: ProveAnswer) => Parameters<typeof fill>[1]>>;

function proverResults(regex: RegexField) {
  const results = byId("results", HTMLElement);
  const place = (id: string) => byId(id, HTMLElement);
  const [verdict, timing, status] = [place("verdict"), place("timing"), place("status")];
  let announcement = 0;
  let busy = 0;

  function settle(): void {
    clearTimeout(busy);
    results.removeAttribute("aria-busy");
  }
  function announce(sentence: string): void {
    clearTimeout(announcement);
    announcement = window.setTimeout(() => {
      status.textContent = sentence;
    }, announcePauseMs);
  }
  function show(answer: ProveAnswer): void {
    regex.mark(answer.proof.regex, answer.proof.findings);
    for (const [id, view] of Object.entries(resultViews)) fill(place(id), view(answer));
    timing.textContent = `proved in ${durationWords(answer.ms)}, in this browser`;
  }
  return {
    diagramWidth: () => Math.min(diagramWidthMax, Math.max(260, place("diagram").clientWidth - 14)),
    wait() {
      clearTimeout(busy);
      busy = window.setTimeout(() => {
        results.setAttribute("aria-busy", "true");
        timing.textContent = "proving …";
      }, busyAfterMs);
    },
    clear() {
      settle();
      delete results.dataset["regex"];
      regex.mark("", []);
      for (const id of Object.keys(resultViews)) fill(place(id), undefined);
      timing.textContent = "Type a pattern, or choose an example.";
    },
    onAnswer(answer: ProveAnswer) {
      settle();
      // Typed on meanwhile: the next answer is on its way.
      if (answer.proof.regex !== regex.element.value) return;
      results.classList.remove("failed");
      results.dataset["regex"] = answer.proof.regex;
      show(answer);
      announce(proofSentence(answer.proof));
    },
    onFailure(message: string) {
      settle();
      results.classList.add("failed");
      fill(verdict, undefined);
      timing.textContent = message;
      announce(message);
    },
  };
}

/** Buttons in the results: show a place of the pattern, apply one fix, or take the fixed pattern. */
function act(event: Event, regex: RegexField): void {
  const button = event.target instanceof Element ? event.target.closest("button[data-action]") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  const { action, from, to, fix = "" } = button.dataset;
  if (action === "show") regex.select(Number(from), Number(to));
  if (action === "apply") regex.replace(Number(from), Number(to), fix);
  if (action === "replace") regex.replace(0, regex.element.value.length, fix);
}
