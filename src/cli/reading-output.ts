import type { BoxproofError } from "../core/index.ts";
import type { SeenSymbol } from "../core/symbol/index.ts";
import type { ImageReading } from "./read-images.ts";

/** The fields that `read --json` and `scan --json` share, in the order in which both print them. */
export function readingJson({ file, symbols, fullPass, ms, error }: ImageReading) {
  return {
    file,
    symbols: symbols.map(symbolJson),
    ms: Math.round(ms * 10) / 10,
    // Said only when it matters: there may be more symbols than are listed.
    ...(error === undefined && !fullPass ? { fullPass } : {}),
    ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
  };
}

function symbolJson({ symbology, text, aim, corners, lineCount, rung }: SeenSymbol) {
  return { symbology, text, aim, corners, ...(lineCount === undefined ? {} : { lines: lineCount }), rung };
}

/** The lines under an image for people: one a symbol. */
export function symbolLines({ symbols, fullPass, error }: ImageReading): readonly string[] {
  const width = Math.max(0, ...symbols.map(({ symbology }) => symbology.length));
  const more = "  Reading stopped at so many symbols; there may be more. Crop the image to one label.";
  return [
    ...symbols.map((symbol) => `  ${symbol.symbology.padEnd(width)}  ${printable(symbol.text)}  ${evidence(symbol)}`),
    ...(error === undefined && !fullPass ? [more] : []),
  ];
}

function evidence({ aim, corners, lineCount }: SeenSymbol): string {
  const [topLeft] = corners;
  const lines = lineCount === undefined ? "" : `, ${lineCount} lines`;
  return `(${printable(aim)}${lines}, top left at ${topLeft.join(", ")})`;
}

/** What could not be read, as two lines for standard error. */
export function errorLines(file: string, { code, message, remedy }: BoxproofError): string {
  return `error ${code}: ${printable(file)}: ${message}\n${remedy === undefined ? "" : `${remedy}\n`}`;
}

/** A text with its control characters spelled out: a symbol may hold anything, and a terminal obeys some of it. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
