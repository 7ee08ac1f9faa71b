import { type Context, createContext, Script } from "node:vm";
import { BoxproofError } from "../core/index.ts";

/** True when the whole text matches the pattern. */
export type SerialMatcher = (text: string) => boolean;

/** A pattern that needs longer than this for one text is a fault of the pattern; good ones need microseconds. */
const matchMaxMs = 1_000;
const patternLengthMax = 4_096;

const matchScript = new Script("expression.test(text)");
let sharedContext: Context | undefined;

/**
 * The maker's regex in the JavaScript engine, as full match: independent of the prover in `core/pattern`. Throws
 * ERR_PATTERN when the engine does not take the pattern, and when one match takes over `maxMs`.
 */
export function createSerialMatcher(deviceModel: string, pattern: string, maxMs = matchMaxMs): SerialMatcher {
  const expression = compile(deviceModel, pattern);
  return (text) => {
    // A native regex cannot be interrupted from its own thread except in a vm context with a time limit.
    sharedContext ??= createContext();
    Object.assign(sharedContext, { expression, text });
    try {
      return matchScript.runInContext(sharedContext, { timeout: maxMs }) === true;
    } catch (error) {
      throw new BoxproofError(
        "ERR_PATTERN",
        `The pattern of ${deviceModel} needs more than ${maxMs} ms for a text of ${text.length} characters.`,
        { remedy: "Take out nested repeats such as (a+)+.", details: { deviceModel, pattern }, cause: error },
      );
    }
  };
}

function compile(deviceModel: string, pattern: string): RegExp {
  try {
    if (pattern.length > patternLengthMax) throw new Error(`it is longer than ${patternLengthMax} characters`);
    // Compiled once as it stands, so that an unbalanced `)` cannot close the group that is put around it.
    new RegExp(pattern);
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw new BoxproofError(
      "ERR_PATTERN",
      `The pattern of ${deviceModel} is no JavaScript regex: ${(error as Error).message}.`,
      { remedy: "Run boxproof check for the place in the pattern.", details: { deviceModel, pattern }, cause: error },
    );
  }
}
