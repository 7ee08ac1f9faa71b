import { expect, it } from "vitest";
import { visibleText } from "./visible-text.ts";

it.each([
  ["letters of any script", "Кофе 咖啡 قهوة é", "Кофе 咖啡 قهوة é"],
  ["what steers a terminal", "a\u001b[31mb\u0007\u009b", "a<U+001B>[31mb<U+0007><U+009B>"],
  ["what turns the direction", "One\u202eowt\u2066", "One<U+202E>owt<U+2066>"],
  ["ends of lines", "a\r\nb\u2028c", "a<U+000D><U+000A>b<U+2028>c"],
])("shows %s", (_, text, shown) => expect(visibleText(text)).toBe(shown));
