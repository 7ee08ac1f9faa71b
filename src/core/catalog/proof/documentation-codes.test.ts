import { expect, it } from "vitest";
import { boxCodeLanguages } from "../../dsn/index.ts";
import { hasText } from "../../pattern/index.ts";
import { documentationCodes } from "./documentation-codes.ts";

it("gives only codes that their kind can have", () => {
  const shown = boxCodeLanguages.flatMap(({ name, language }) => {
    const text = documentationCodes[name];
    return text === undefined ? [] : [{ name, isOfKind: hasText(language, text) }];
  });
  expect(shown.length).toBe(Object.keys(documentationCodes).length);
  expect(shown.filter(({ isOfKind }) => !isOfKind)).toEqual([]);
});
