/** What stands where a secret stood. */
export const redacted = "[redacted]";

// Amazon's access and refresh tokens begin so (facts P10); whatever follows up to a blank or quote is the token.
const tokenShape = /Atz[ar](?:\||%(?:25)*7[Cc]|\\u007[Cc])[^\s"'<>\\&]*/g;

/**
 * The text without the given secrets and without anything that looks like an Amazon token. A secret is found by its
 * value: plain, percent-encoded (also twice), JSON-escaped, as HTML entities, and in base64 at any alignment.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text.replace(tokenShape, redacted);
  for (const secret of secrets) {
    if (secret === "") continue;
    result = result.replace(escapedForms(secret), redacted);
    for (const form of base64Forms(secret)) result = result.replaceAll(form, redacted);
  }
  return result;
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

/**
 * The base64 characters that depend only on the secret, for each of the three alignments in which it can stand in a
 * longer text, in both alphabets. Forms under 6 characters say nothing and would hide innocent text.
 */
function base64Forms(secret: string): readonly string[] {
  const forms = new Set<string>();
  for (const before of [0, 1, 2]) {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret, "utf8")]);
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor((bytes.length * 8) / 6);
    for (const alphabet of ["base64", "base64url"] as const) {
      const form = bytes.toString(alphabet).slice(from, to);
      if (form.length >= 6) forms.add(form);
    }
  }
  return [...forms];
}
