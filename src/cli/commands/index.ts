import type { CliCommand } from "../command.ts";

/** A command in the list of commands. It is loaded only when it is called, so that a short command starts quickly. */
export interface CommandEntry {
  /** The verb, e.g. `read`. */
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  load(): Promise<CliCommand>;
}

/** Every command that is built, in the order of `--help`. */
export const commands: readonly CommandEntry[] = [
  {
    name: "init",
    summary: "Writes a commented catalog.yaml, a label template, and JSON Schemas with which editors complete both.",
    load: async () => (await import("./init.ts")).initCommand,
  },
  {
    name: "check",
    summary: "Proves the catalog: patterns, schemes, examples, symbologies, other codes of the boxes, other models.",
    load: async () => (await import("./check.ts")).checkCommand,
  },
  {
    name: "pattern",
    summary:
      "Proves one regex without a catalog: portable, linear, distinct from other codes; proposes one for serials.",
    load: async () => (await import("./pattern.ts")).patternCommand,
  },
  {
    name: "validate",
    summary: "Tells of each serial whether it is valid, for which model, and otherwise at which character it breaks.",
    load: async () => (await import("./validate.ts")).validateCommand,
  },
  {
    name: "serials",
    summary: "Reserves serials, never the same twice, voids them, takes in print logs, and lists what became of them.",
    load: async () => (await import("./serials.ts")).serialsCommand,
  },
  {
    name: "label",
    summary: "Makes box labels: PDF, SVG or PNG, and a job file that says which serial is on which page.",
    load: async () => (await import("./label.ts")).labelCommand,
  },
  {
    name: "read",
    summary: "Reads every symbol in images and tells where it is; no symbol is not an error.",
    load: async () => (await import("./read.ts")).readCommand,
  },
  {
    name: "scan",
    summary: "Reads images, one box each, and gives the verdict: would this box pass, and if not, why.",
    load: async () => (await import("./scan.ts")).scanCommand,
  },
  {
    name: "manifest",
    summary: "Writes the manifest for Amazon: regex and ASIN of every model, with examples and hashes.",
    load: async () => (await import("./manifest.ts")).manifestCommand,
  },
  {
    name: "exchange",
    summary: "Asks a token endpoint to trade serials for tokens and tells each outcome; no token is shown or kept.",
    load: async () => (await import("./exchange.ts")).exchangeCommand,
  },
  {
    name: "serve",
    summary: "The line service: every box's scan in over HTTP, its verdict out, stored before it is answered.",
    load: async () => (await import("./serve.ts")).serveCommand,
  },
  {
    name: "console",
    summary: "The pages for desks: models with their state, a live prover for patterns, the manifest and its changes.",
    load: async () => (await import("./console.ts")).consoleCommand,
  },
  {
    name: "simulator",
    summary: "Plays Amazon's side on this machine: checkout, fulfilment-centre scan, token endpoint, notifications.",
    load: async () => (await import("./simulator.ts")).simulatorCommand,
  },
  {
    name: "rehearse",
    summary: "Plays the whole chain, from a printed serial to tokens, against the simulator, and writes a report.",
    load: async () => (await import("./rehearse.ts")).rehearseCommand,
  },
];
