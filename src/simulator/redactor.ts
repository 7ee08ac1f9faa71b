/** Takes secrets and tokens out of a text before it is kept or shown. */
export type Redactor = (text: string) => string;

const tokenShape = /Atz[ar](?:\||%7C)[A-Za-z0-9_%.-]*/gi;
const secretLengthMin = 4;

/**
 * A redactor for these values, in every spelling in which a client may have sent them (plain, percent, form, JSON,
 * base64), and for everything that looks like a Login with Amazon token. Values under 4 characters are left: they stand
 * in too many words, and are no secrets.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const values = secrets.filter((secret) => secret.length >= secretLengthMin).flatMap(spellings);
  // The longest first, so that no part of one stays when a shorter one stands inside it; one pass, so that a secret that is
  // a word of the mark does not garble it.
  const ordered = [...new Set(values)].sort((left, right) => right.length - left.length);
  const known = ordered.length === 0 ? undefined : new RegExp(ordered.map(escapeRegExp).join("|"), "g");
  return (text) => (known === undefined ? text : text.replace(known, "[secret]")).replace(tokenShape, "[token]");
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function spellings(secret: string): readonly string[] {
  const percent = encodeURIComponent(secret.toWellFormed());
  return [
    secret,
    percent,
    percent.replaceAll("%20", "+"),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
  ];
}
