import { dsnFindings, dsnLengthMax } from "../dsn/index.ts";
import { assert, type Finding } from "../index.ts";
import {
  matchesPattern,
  type Pattern,
  parsePattern,
  patternAlphabet,
  textWithPair,
  uncoveredText,
} from "../pattern/index.ts";
import { encodableFindings, fullAsciiPair, type Symbology } from "../symbol/index.ts";
import type { DeviceModel } from "./catalog.ts";
import { quotedText } from "./quoted-text.ts";

/** Amazon's allow-listed test device: its model name and its serial (README, fact P14). */
const allowListed = { deviceModel: "DRS_Test_Device", serial: "TestAmazonPreReg001" };

/** What is wrong with the pattern by itself: texts that are no DSN, characters that the symbology lacks. */
export function patternFindings(model: DeviceModel, pattern: Pattern): readonly Finding[] {
  return [...alphabetFindings(pattern), ...symbologyFindings(model, pattern), ...allowListFindings(model, pattern)];
}

/** Every DSN and nothing else: the alphabet and length that Amazon documents, as a pattern. */
function dsnPattern(): Pattern {
  const result = parsePattern(`^([0-9A-Za-z_]|[+]|-){1,${dsnLengthMax}}$`);
  assert(result.ok, "the alphabet of DSNs is a pattern");
  return result.pattern;
}

const everyDsn = dsnPattern();

function alphabetFindings(pattern: Pattern): readonly Finding[] {
  const outside = uncoveredText(pattern.language, everyDsn.language);
  if (outside.kind === "none") return [];
  if (outside.kind === "limit") {
    return [{ id: "S004", level: "error", message: `It is not proved that every serial is a DSN: ${outside.message}` }];
  }
  const { text } = outside;
  if (text === "") return [emptyFinding];
  return dsnFindings(text).map(({ id, level, message, measured, required }) => ({
    id,
    level,
    message: `The pattern accepts ${quotedText(text)}, which is no DSN: ${message}`,
    witness: text,
    remedy: `Let the pattern take only A-Z, a-z, 0-9, "-", "+" and "_", at most ${dsnLengthMax} of them.`,
    ...(measured === undefined ? {} : { measured }),
    ...(required === undefined ? {} : { required }),
  }));
}

const emptyFinding: Finding = {
  id: "L002",
  level: "error",
  message: "The pattern accepts the empty text, so a scan of nothing would pass.",
  witness: "",
  remedy: "Ask for at least one character.",
};

function symbologyFindings({ label }: DeviceModel, pattern: Pattern): readonly Finding[] {
  if (label === undefined) return [];
  const lacking = [...patternAlphabet(pattern)].filter(
    (character) => encodableFindings(label.symbology, character).length > 0,
  );
  if (lacking.length === 0) return fullAsciiFindings(label.symbology, pattern);
  return [
    {
      id: "Y001",
      level: "error",
      message: `The pattern accepts ${lacking.map(quotedText).join(", ")}, which ${label.symbology} cannot carry.`,
      measured: lacking.join(""),
      remedy: "Take these characters out of the pattern, or choose code128, datamatrix or qr.",
    },
  ];
}

/** Readers that take Code 39 as full ASCII see one other character where a sign stands before a capital letter. */
function fullAsciiFindings(symbology: Symbology, pattern: Pattern): readonly Finding[] {
  const witness = symbology === "code39" ? textWithPair(pattern, fullAsciiPair) : undefined;
  if (witness === undefined) return [];
  return [
    {
      id: "Y001",
      level: "error",
      message: `The pattern accepts ${quotedText(witness)}; readers that take Code 39 as full ASCII see another text.`,
      witness,
      remedy: "Let no capital letter follow one of + $ % /, or choose code128, datamatrix or qr.",
    },
  ];
}

function allowListFindings({ deviceModel }: DeviceModel, pattern: Pattern): readonly Finding[] {
  const { serial } = allowListed;
  if (deviceModel === allowListed.deviceModel || !matchesPattern(pattern, serial)) return [];
  const message = `The pattern accepts ${serial}, the serial of Amazon's allow-listed ${allowListed.deviceModel}.`;
  return [{ id: "L013", level: "info", message, witness: serial }];
}
