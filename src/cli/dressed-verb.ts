import type { Command } from "commander";

/** What every verb below a command has: `--debug`, and behind its options a text, if any, and its examples. */
export function dressedVerb(verb: Command, examples: readonly string[], text = ""): Command {
  verb.option("--debug", "print stack traces with errors");
  const behind = text === "" ? "" : `\n${text}\n`;
  return verb.addHelpText("after", `${behind}\nExamples:\n${examples.map((line) => `  ${line}`).join("\n")}`);
}
