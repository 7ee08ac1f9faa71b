import type { DeviceModel } from "../../core/catalog/index.ts";
import { schemeFindings } from "../../core/dsn/index.ts";
import { matchesPattern, parsePattern } from "../../core/pattern/index.ts";
import { observe } from "../observe.ts";
import { defineCase } from "../rehearsal-case.ts";
import { ourRule } from "../sources.ts";

/** A damaged serial: what happened to it, and the text that came out. */
interface Mutant {
  readonly what: string;
  readonly text: string;
}

/** What is nearly a serial is none: refused by the pattern, or, where a pattern cannot see it, by the scheme. */
export const reg04 = defineCase({
  id: "REG-04",
  title: "Bad examples and damaged serials are refused",
  failureTitle: "A damaged serial would be taken for a good one",
  rule: "A character lost, added or changed in case, blanks and line ends around a serial, and a wrong check character make it invalid",
  source: ourRule("boxproof", "rule REG-04"),
  async run(stage) {
    return stage.catalog.models.flatMap((model) => {
      const serial = stage.serial(model, "REG-04");
      if (serial === undefined) return [];
      const mutants = [...badExamples(model), ...damaged(serial), ...wrongCheck(model, serial)];
      const accepted = mutants.filter((mutant) => isAccepted(model, mutant.text));
      return [
        observe({
          subject: model.deviceModel,
          expected: `all of ${mutants.length} bad serials refused (made from ${serial})`,
          got:
            accepted.length === 0
              ? `all of ${mutants.length} refused`
              : `accepted: ${accepted.map(describe).join("; ")}`,
          holds: accepted.length === 0,
          nextStep:
            "Narrow the pattern, or give the model a scheme with a check character, so that the line refuses them.",
        }),
      ];
    });
  },
});

function describe(mutant: Mutant): string {
  return `${mutant.what} ${JSON.stringify(mutant.text)}`;
}

function isAccepted(model: DeviceModel, text: string): boolean {
  const parsed = parsePattern(model.serial.pattern);
  if (!parsed.ok) return false;
  const native = new RegExp(model.serial.pattern).exec(text)?.[0] === text;
  const inPattern = matchesPattern(parsed.pattern, text) || native;
  const { scheme } = model.serial;
  return inPattern && (scheme === undefined || schemeFindings(scheme, text).length === 0);
}

function badExamples(model: DeviceModel): readonly Mutant[] {
  return model.serial.examples.bad.map((text) => ({ what: "bad example", text }));
}

function damaged(serial: string): readonly Mutant[] {
  const flipped = flipCase(serial);
  return [
    { what: "first character lost", text: serial.slice(1) },
    { what: "last character lost", text: serial.slice(0, -1) },
    { what: "character added at the end", text: `${serial}0` },
    { what: "leading blank", text: ` ${serial}` },
    { what: "trailing blank", text: `${serial} ` },
    { what: "trailing CR", text: `${serial}\r` },
    { what: "trailing LF", text: `${serial}\n` },
    ...(flipped === serial ? [] : [{ what: "case flipped", text: flipped }]),
  ];
}

function flipCase(text: string): string {
  return [...text].map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join("");
}

/** Every other character of the same kind in the place of a closing check character. */
function wrongCheck(model: DeviceModel, serial: string): readonly Mutant[] {
  if (model.serial.scheme?.parts.at(-1)?.kind !== "check") return [];
  const last = serial.slice(-1);
  const others = /[0-9]/.test(last) ? "0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return [...others]
    .filter((other) => other !== last)
    .map((other) => ({ what: "wrong check character", text: serial.slice(0, -1) + other }));
}
