import { styleText } from "node:util";
import type { Io } from "./io.ts";

/** How texts look where they are read. */
export interface Style {
  /** Puts a text into a colour, or leaves it as it is. */
  (format: "red" | "green" | "yellow" | "cyan" | "dim", text: string): string;
  /** Columns into which sentences are wrapped; absent where they are not, as in a pipe. */
  readonly columns?: number;
}

/** Colour on a terminal, plain text elsewhere and where NO_COLOR is set (no-color.org). */
export function createStyle(io: Io): Style {
  const isColoured = io.outIsTerminal && (io.env["NO_COLOR"] ?? "") === "";
  const style = (format: Parameters<Style>[0], text: string) =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  return Object.assign(style, io.outColumns === undefined ? {} : { columns: io.outColumns });
}
