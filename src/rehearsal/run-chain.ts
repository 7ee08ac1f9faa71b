import type { DeviceModel } from "../core/catalog/index.ts";
import type { Dsn } from "../core/dsn/index.ts";
import type { SnsReception } from "../exchange/index.ts";
import type { ChainRun } from "./chain-run.ts";
import { isLabelFault } from "./observe-each.ts";
import type { Photo, PrintedLabel } from "./printed-label.ts";
import { type ChainResult, type Hop, type HopId, worstState } from "./rehearsal-result.ts";
import type { Stage } from "./stage.ts";

/** What to send on its way, and what goes wrong on purpose. */
export interface ChainRequest {
  readonly model: DeviceModel;
  readonly serial: Dsn;
  /** Makes another text of the serial before it is printed: a planted mistake. */
  readonly printedAs?: string;
}

const titles: Readonly<Record<HopId, string>> = {
  drawn: "Drawn",
  label: "Printed",
  photo: "Photographed",
  read: "Read",
  verdict: "Judged",
  ledger: "Recorded",
  purchase: "Bought",
  "fulfilment-scan": "Scanned by Amazon",
  notification: "Notified",
  exchange: "Exchanged",
};

/** Sends one serial the whole way. Each hop works on what the one before gave; where that was lost, on the drawn one. */
export async function runChain(stage: Stage, request: ChainRequest): Promise<ChainRun> {
  const way = new Way(stage, request);
  await way.throughFactory();
  await way.throughAmazon();
  return way.finish();
}

/** The state of one chain while it runs: what the last hop gave is what the next one takes. */
class Way {
  readonly #stage: Stage;
  readonly #request: ChainRequest;
  readonly #hops: Hop[] = [];
  /** What is known of the serial so far; undefined once it was lost. */
  #carried: string | undefined;
  #printed: PrintedLabel | undefined;
  #photo: Photo | undefined;
  #result: Pick<ChainResult, "verdict" | "outcome"> = {};
  #requestId: string | undefined;

  constructor(stage: Stage, request: ChainRequest) {
    this.#stage = stage;
    this.#request = request;
    this.#carried = request.serial;
  }

  async throughFactory(): Promise<void> {
    const { model, serial, printedAs = serial } = this.#request;
    const origin = model.serial.scheme === undefined ? "of the model's pattern" : "from the model's scheme";
    this.#carry("drawn", { text: serial, got: `${serial}, ${origin}` });
    if (model.label === undefined) {
      for (const id of ["label", "photo", "read", "verdict", "ledger"] as const)
        this.#skip(id, "the model has no label");
      return;
    }
    this.#printed = await this.#stage.print(model, printedAs).catch((error: unknown) => this.#unprinted(error));
    if (this.#printed === undefined) return;
    const { list, serialSymbol } = this.#printed;
    const drawn = `${model.label.template}, ${serialSymbol.symbology}, ${serialSymbol.moduleDots} dots a module at ${list.dotsPerInch} dpi`;
    this.#pass("label", `${drawn}, ${list.symbols.length} codes`);
    await this.#photograph(printedAs);
    await this.#judge();
  }

  /** A label that cannot be made is a fail of this chain; everything else is for the caller. */
  #unprinted(error: unknown): undefined {
    if (!isLabelFault(error)) throw error;
    this.#add("label", { state: "fail", got: error.message, ...(error.remedy && { nextStep: error.remedy }) });
    for (const id of ["photo", "read", "verdict", "ledger"] as const) this.#skip(id, "there is no label");
  }

  async #photograph(printedAs: string): Promise<void> {
    const { model } = this.#request;
    const photo = await this.#stage.lookAt(model, printedAs);
    this.#photo = photo;
    const { symbols, frame, settings } = photo;
    const { pixelsPerModule, rollDeg } = settings;
    this.#pass(
      "photo",
      `handheld, frame ${frame}: ${pixelsPerModule.toFixed(1)} pixels a module, turned by ${rollDeg.toFixed(1)}°`,
    );
    const found = symbols.find((symbol) => symbol.text === printedAs);
    this.#carry("read", {
      text: found?.text,
      got: `${symbols.length} codes: ${symbols.map((symbol) => symbol.symbology).join(", ")}`,
    });
  }

  async #judge(): Promise<void> {
    const { model, serial } = this.#request;
    const { line } = this.#stage;
    const { symbols, fullPass } = this.#photo ?? { symbols: [], fullPass: false };
    const scanId = `chain-${model.deviceModel}-${this.#request.printedAs ?? serial}`;
    const answer = await line.scan({ scanId, model: model.deviceModel, deviceSerial: serial, symbols, fullPass });
    this.#result = { verdict: answer.verdict };
    const reasons = answer.reasons.map((reason) => reason.message).join(" ");
    this.#carry("verdict", { text: answer.dsn, got: `${answer.verdict}. ${reasons}`, holds: answer.verdict === "ok" });
    const unit = { deviceModel: model.deviceModel, dsn: serial };
    const state = await line.unitState(unit);
    this.#add("ledger", {
      state: state === "Commissioned" ? "pass" : "fail",
      got: `the unit is ${state ?? "unknown"}`,
    });
  }

  async throughAmazon(): Promise<void> {
    const { model } = this.#request;
    const asin = model.listings[0]?.asin;
    if (asin === undefined) {
      for (const id of ["purchase", "fulfilment-scan", "notification"] as const) {
        this.#skip(id, "the model is not sold: it has no listing");
      }
    } else {
      await this.#sell(asin);
    }
    await this.#exchange();
  }

  async #sell(asin: string): Promise<void> {
    const { model, serial } = this.#request;
    const { simulator } = this.#stage.amazon;
    const dsn = this.#carried ?? serial;
    const { deviceModel } = model;
    const { state } = simulator.checkout({ deviceModel, dsn: serial, optedIn: true });
    this.#pass("purchase", `${asin}, with opt-in: ${state}`);
    const scan = simulator.scan({ deviceModel, dsn, asin });
    this.#carry("fulfilment-scan", { text: scan.accepted ? dsn : undefined, got: scan.message, holds: scan.accepted });
    if (!scan.accepted) {
      this.#add("notification", { state: "fail", got: "nothing was shipped, so nothing was sent" });
      return;
    }
    const before = this.#stage.amazon.receptions().length;
    await simulator.ship({ deviceModel, dsn });
    this.#notified(this.#stage.amazon.receptions().slice(before));
  }

  #notified(receptions: readonly SnsReception[]): void {
    const event = receptions[0]?.event;
    const notification = event?.kind === "notification" ? event.notification : undefined;
    this.#carry("notification", {
      text: notification?.serialNumber,
      got:
        notification === undefined
          ? (receptions[0]?.finding?.message ?? "no notification came")
          : `${notification.notificationType}, signature good, model ${notification.modelId}`,
      holds: notification?.modelId === this.#request.model.deviceModel,
    });
  }

  async #exchange(): Promise<void> {
    const { model, serial } = this.#request;
    const { amazon } = this.#stage;
    const known = amazon.simulator.device({ deviceModel: model.deviceModel, dsn: serial });
    if (model.listings.length === 0 && known.state === "unknown") {
      this.#skip("exchange", "nobody can buy the model, so there is nothing to exchange");
      return;
    }
    const { outcome, journal } = await amazon.exchange({
      deviceModel: model.deviceModel,
      dsn: this.#carried ?? serial,
      credentials: amazon.credentialsOf(model),
    });
    this.#requestId = outcome.evidence.requestId;
    this.#result = { ...this.#result, outcome: outcome.outcome };
    this.#carry("exchange", { text: journal?.dsn, got: outcome.message, holds: outcome.outcome === "exchanged" });
  }

  finish(): ChainRun {
    const { model, serial } = this.#request;
    const result = {
      deviceModel: model.deviceModel,
      name: model.name,
      dsn: serial,
      ...(model.label === undefined ? {} : { symbology: model.label.symbology }),
      state: worstState(this.#hops.map((hop) => hop.state)),
      hops: this.#hops,
      ...this.#result,
    };
    return {
      result,
      ...(this.#printed === undefined ? {} : { printed: this.#printed }),
      ...(this.#photo === undefined ? {} : { photo: this.#photo }),
      ...(this.#requestId === undefined ? {} : { requestId: this.#requestId }),
    };
  }

  /** A hop that gives the serial on: good only when it is, byte for byte, the one that was drawn. */
  #carry(id: HopId, step: { readonly text: string | undefined; readonly got: string; readonly holds?: boolean }): void {
    const { text, got, holds = true } = step;
    const identical = text === this.#request.serial;
    this.#carried = text;
    this.#add(id, {
      state: identical && holds ? "pass" : "fail",
      got,
      ...(text === undefined ? {} : { serial: text, identical }),
      ...(identical && holds ? {} : { nextStep: `Expected ${this.#request.serial}; look at this hop first.` }),
    });
  }

  #pass(id: HopId, got: string): void {
    this.#add(id, { state: "pass", got });
  }

  #skip(id: HopId, why: string): void {
    this.#add(id, { state: "skip", got: why });
  }

  #add(id: HopId, hop: Omit<Hop, "id" | "title">): void {
    this.#hops.push({ id, title: titles[id], ...hop });
  }
}
