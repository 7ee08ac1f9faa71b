import { expect, it } from "vitest";
import { nameText } from "./name-text.ts";

it.each([
  ["letters of any script, with the marks and joiners they need", "कॉफ़ी ماكينة 智能 é 👩‍🔧", "कॉफ़ी ماكينة 智能 é 👩‍🔧"],
  ["markup as text", "<b>", "&#60;b&#62;"],
])("leaves %s as they are", (_, name, expected) => expect(nameText(name).text).toBe(expected));

it("names what would turn or hide the characters behind it", () => {
  expect(nameText("One\u202eowt\u0007").text).toBe(
    'One<span class="unseen">U+202E</span>owt<span class="unseen">U+0007</span>',
  );
});
