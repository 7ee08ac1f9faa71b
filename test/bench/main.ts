// `npm run bench -- NAME [options] [--json]`: runs one bench and prints its figures.
import { BoxproofError } from "../../src/core/index.ts";
import type { Bench, Figure } from "./figure.ts";

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  line: async () => (await import("./line.ts")).benchLine,
  pattern: async () => (await import("./pattern.ts")).benchPattern,
  read: async () => (await import("./read.ts")).benchRead,
};

async function main(args: readonly string[]): Promise<number> {
  const [name = "", ...rest] = args;
  const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (load === undefined) {
    const names = Object.keys(benches).join(", ");
    process.stderr.write(`error ERR_USAGE: no bench "${name}"; there are: ${names}.\nnpm run bench -- NAME --json\n`);
    return 2;
  }
  try {
    const bench = await load();
    const figures = await bench(rest.filter((arg) => arg !== "--json"));
    process.stdout.write(rest.includes("--json") ? jsonLines(figures) : table(figures));
    return 0;
  } catch (error) {
    if (!(error instanceof BoxproofError)) throw error;
    process.stderr.write(`error ${error.code}: ${error.message}\n${error.remedy ?? ""}\n`);
    return 2;
  }
}

function jsonLines(figures: readonly Figure[]): string {
  return figures.map((figure) => `${JSON.stringify(figure)}\n`).join("");
}

function table(figures: readonly Figure[]): string {
  const idWidth = Math.max(...figures.map(({ id }) => id.length));
  const lines = figures.map(({ id, value, unit, ratios = {}, note }) => {
    const against = Object.entries(ratios).map(([other, times]) => `${times} x ${other}`);
    const rest = [...against, ...(note === undefined ? [] : [note])].join("; ");
    return `${id.padEnd(idWidth)}  ${String(value).padStart(10)} ${unit.padEnd(8)}  ${rest}`.trimEnd();
  });
  return `${lines.join("\n")}\n`;
}

process.exitCode = await main(process.argv.slice(2));
