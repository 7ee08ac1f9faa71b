import { styleText } from "node:util";
import type { Io } from "./io.ts";

/** Puts a text into a colour, or leaves it as it is. */
export type Style = (format: "red" | "green" | "yellow" | "cyan" | "dim", text: string) => string;

/** Colour on a terminal, plain text elsewhere and where NO_COLOR is set (no-color.org). */
export function createStyle(io: Io): Style {
  const isColoured = io.outIsTerminal && (io.env["NO_COLOR"] ?? "") === "";
  return (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text);
}
