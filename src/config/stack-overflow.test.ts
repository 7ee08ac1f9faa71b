import { expect, it } from "vitest";
import { isStackOverflow } from "./stack-overflow.ts";

it("knows the stack's end in a call", () => {
  const endless = (): number => endless() + 1;
  expect(endless).toThrow(expect.toSatisfy(({ message }: Error) => isStackOverflow(message)));
});

// Which of the two V8 says depends on the frame in which the stack ends, so the text of the second stands here.
it.each(["/^[\\n\\r]+$/", "/a/u", "/: (\n)/"])("knows the stack's end in the regular expression %j", (source) => {
  expect(isStackOverflow(`Invalid regular expression: ${source}: Stack overflow`)).toBe(true);
});

it.each(["Invalid regular expression: /(/: Unterminated group", "Stack overflow: a text that says so", ""])(
  "takes no other fault for it: %j",
  (message) => {
    expect(isStackOverflow(message)).toBe(false);
  },
);
