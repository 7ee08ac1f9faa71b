import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./redactor.ts";

describe("the redactor", () => {
  it("takes a secret out in every spelling", () => {
    const secret = 'sé cr"et+/&=';
    const redact = createRedactor([secret]);
    const spellings = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ s: secret }).toString().slice(2),
      JSON.stringify(secret),
      Buffer.from(secret).toString("base64"),
      Buffer.from(secret).toString("base64url"),
    ];
    for (const spelling of spellings) expect(redact(`x ${spelling} y`)).toMatch(/^x "?\[secret\]"? y$/);
  });

  it("takes tokens out that nobody told it of", () => {
    expect(createRedactor([])("a Atza|IwEB-x_9 b Atzr%7CIwEB c atza")).toBe("a [token] b [token] c atza");
  });

  it("leaves words under 4 characters", () => {
    expect(createRedactor(["abc", ""])("abc")).toBe("abc");
  });

  it("takes the longer of two secrets whole", () => {
    expect(createRedactor(["secret", "secret-2"])("secret-2 secret")).toBe("[secret] [secret]");
  });

  it("never lets a secret through", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, before, after) => {
        const found = createRedactor([secret])(before + secret + after);
        return found.split("[secret]").every((part) => !part.includes(secret));
      }),
    );
  });
});
