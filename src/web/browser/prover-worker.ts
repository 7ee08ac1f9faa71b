import { type PatternProof, provePattern } from "../../core/catalog/index.ts";
import {
  explainMismatch,
  hasText,
  type Mismatch,
  parsePattern,
  quoted,
  railroadDiagram,
} from "../../core/pattern/index.ts";
import { drawnRailroad } from "../view/drawn-railroad.ts";
import type { TriedSerial } from "../view/tried-serials.ts";
import type { ProveAnswer, ProveRequest, WorkerMessage } from "./prover-message.ts";

type Parsed = ReturnType<typeof parsePattern>;
type Meaning = NonNullable<Extract<Parsed, { readonly ok: false }>["meaning"]>;

/** The last proof: trying another serial does not prove the pattern again. */
let last: { readonly key: string; readonly proof: PatternProof; readonly ms: number } | undefined;

function answerTo(request: ProveRequest): ProveAnswer {
  const { proof, ms } = proofOf(request);
  const meaning = meaningOf(parsePattern(request.regex));
  return {
    proof,
    ...(meaning === undefined
      ? {}
      : { diagram: drawnRailroad(railroadDiagram(meaning.tree, { width: request.diagramWidth })) }),
    serials: request.serials.map((text) => tried(meaning, text)),
    ms,
  };
}

function proofOf({ regex, against, symbology, planned }: ProveRequest) {
  const key = JSON.stringify([regex, against, symbology, planned]);
  if (last?.key === key) return last;
  const startMs = performance.now();
  const proof = provePattern(regex, {
    ...(against.length === 0 ? {} : { against }),
    ...(symbology === undefined ? {} : { symbology }),
    ...(planned === undefined ? {} : { planned: BigInt(planned) }),
  });
  last = { key, proof, ms: performance.now() - startMs };
  return last;
}

function meaningOf(result: Parsed): Meaning | undefined {
  return result.ok ? result.pattern : result.meaning;
}

function tried(meaning: Meaning | undefined, text: string): TriedSerial {
  if (meaning === undefined) return { text };
  if (hasText(meaning.language, text)) return { text, matches: true };
  const mismatch = explainMismatch(meaning, text);
  if (mismatch === undefined) return { text, matches: false };
  const { at, patternAt } = mismatch;
  return { text, matches: false, mismatch: { at, patternAt, sentence: sentenceOf(mismatch) } };
}

function sentenceOf({ at, found, expected }: Mismatch): string {
  if (found === undefined) return `It ends after ${at} characters; ${expected} is expected there.`;
  return `Character ${at + 1} is ${quoted(found)}; ${expected} is expected there.`;
}

function say(message: WorkerMessage): void {
  postMessage(message);
}

addEventListener("message", ({ data }: MessageEvent<ProveRequest>) => {
  try {
    say({ kind: "answer", id: data.id, answer: answerTo(data) });
  } catch (error) {
    say({ kind: "failed", id: data.id, message: error instanceof Error ? error.message : String(error) });
  }
});
say({ kind: "ready" });
