/**
 * The first key that stands twice in one object of a JSON text; undefined when there is none. The text must be valid JSON.
 * `JSON.parse` keeps the last of both, other readers the first (RFC 8259, section 4), so the two ends could disagree on
 * which serial was sent.
 */
export function repeatedKey(json: string): string | undefined {
  // One entry for each open object or array; an array has no keys.
  const open: (Set<string> | undefined)[] = [];
  // A string with the colon behind it, if it is a key; or a bracket. Nothing else of valid JSON matters here.
  for (const [token, text, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")[ \t\r\n]*(:?)|[{}[\]]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    if (text === undefined || colon !== ":") continue;
    // Parsed: "text" and "te\u0078t" are the same key.
    const key = String(JSON.parse(text));
    const keys = open.at(-1);
    if (keys?.has(key)) return key;
    keys?.add(key);
  }
  return undefined;
}
