import { BoxproofError } from "../core/index.ts";

/** Longest line of text input, in characters. */
const lineLengthMax = 65_536;

/**
 * The lines of a stream, each without its one terminator (LF or CRLF) and with nothing else trimmed; bytes that are not
 * UTF-8 become U+FFFD. What ends without a terminator is a line too. Throws ERR_FILE_TOO_LARGE for an endless line.
 */
export async function* textLines(stream: NodeJS.ReadableStream): AsyncIterable<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > lineLengthMax) throw endlessLine();
    for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

function endlessLine(): BoxproofError {
  return new BoxproofError("ERR_FILE_TOO_LARGE", `A line has more than ${lineLengthMax} characters.`, {
    remedy: "Give one serial a line.",
  });
}
