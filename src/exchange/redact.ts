/** What stands where a secret stood. */
const redacted = "[redacted]";

// Access tokens begin with Atza| (README, fact P11), refresh tokens with Atzr| (the document's example); whatever follows
// up to a blank or quote is the token, escapes of JSON and HTML included.
const tokenShape =
  /Atz[ar](?:\||%(?:25)*7[Cc]|\\u007[Cc]|&(?:amp;)*(?:#0*124|#[Xx]0*7[Cc]|vert|verbar|VerticalLine);)(?:[^\s"'<>\\&]|\\u[0-9A-Fa-f]{4}|\\\/|&#?[A-Za-z0-9]{1,12};)*/g;

/**
 * The text without the given secrets and without anything that looks like an Amazon token. A secret is found by its
 * value: plain, percent-encoded (also twice), JSON-escaped, as HTML entities, and any of these in base64; and in
 * hexadecimal.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const searches = [tokenShape, ...secrets.filter((secret) => secret !== "").flatMap(searchesOf)];
  const plain = searches.reduce((result, search) => result.replace(search, redacted), text);
  return plain.replace(base64Run, (run) => (hidesAny(run, searches) ? redacted : run));
}

/** Text of a stranger made fit for a log: control characters away, secrets out, at most `lengthMax` characters. */
export function cleanText(text: string, secrets: readonly string[], lengthMax: number): string {
  // Controls go first: a NUL between the letters (UTF-16 read as UTF-8) would hide a secret from the search.
  const clean = redact(
    text.replace(/\p{Cc}+/gu, (controls) => (/[\t\r\n]/.test(controls) ? " " : "")),
    secrets,
  );
  return clean.length <= lengthMax ? clean : `${clean.slice(0, lengthMax)}… (${clean.length} characters)`;
}

/** Shorter ones would be found in every number. */
const hexSecretBytesMin = 4;

function searchesOf(secret: string): readonly RegExp[] {
  const bytes = Buffer.from(secret).toString("hex").match(/../g) ?? [];
  const escaped = escapedForms(secret);
  return bytes.length < hexSecretBytesMin ? [escaped] : [escaped, new RegExp(bytes.join("[\\s:-]?"), "gi")];
}

/** Matches the secret with each character in any of the usual escapes; in any case, for a host name is folded. */
function escapedForms(secret: string): RegExp {
  return new RegExp([...secret].map((character) => `(?:${characterForms(character).join("|")})`).join(""), "gi");
}

function characterForms(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0;
  const units = character.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  const bytes = [...new TextEncoder().encode(character)].map((byte) => byte.toString(16).padStart(2, "0"));
  const forms = [
    `\\\\?${character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}`,
    bytes.map((byte) => `%(?:25)*${byte}`).join(""),
    units.map((unit) => `\\\\u${unit}`).join(""),
    `&#0*${code};`,
    `&#x0*${code.toString(16)};`,
  ];
  if (character === " ") forms.push("\\+");
  const entity = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" }[character];
  return entity === undefined ? forms : [entity, ...forms];
}

// Base64 in both alphabets, also broken into lines, percent-encoded or with escaped slashes.
const base64Run = /(?:[A-Za-z0-9+/_\s-]|\\\/|%2[BbFf])+/g;

/** True when base64 that begins anywhere in the run holds what one of the searches finds. */
function hidesAny(run: string, searches: readonly RegExp[]): boolean {
  const characters = run
    .replace(/%2B/gi, "+")
    .replace(/%2F/gi, "/")
    .replace(/[\s\\]/g, "");
  return [0, 1, 2, 3].some((skip) => {
    const text = Buffer.from(characters.slice(skip), "base64").toString("utf8");
    // `search` starts anew each time; `test` of a global expression would go on where it stopped.
    return searches.some((search) => text.search(search) !== -1);
  });
}
