import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repeatedKey } from "./repeated-key.ts";

describe("repeatedKey", () => {
  it.each([
    ['{"a":1,"a":2}', "a"],
    ['{"a":1,"b":{"a":1},"a" : 2}', "a"],
    ['[{"a":[1,{"b":"x","b":"x"}]}]', "b"],
    ['{"text":1,"te\\u0078t":2}', "text"],
    ['{"":1,"":2}', ""],
    ['{"a\\"":1,\n"a\\""\n:2}', 'a"'],
    ['{"__proto__":1,"__proto__":2}', "__proto__"],
  ])("finds it in %s", (json, key) => {
    expect(repeatedKey(json)).toBe(key);
  });

  it.each([
    '{"a":1,"A":2}',
    '[{"a":1},{"a":1}]',
    '{"a":{"a":{"a":1}},"b":{"a":1}}',
    '{"a":"b","c":"b","d":["a","a","a"]}',
    '{"a":"\\"a\\":1,{","b":"}{\\\\"}',
    '"a"',
    "1",
  ])("finds none in %s", (json) => {
    expect(repeatedKey(json)).toBeUndefined();
  });

  it("finds none in what JSON.stringify writes, and every key that is written twice", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
        const json = JSON.stringify(value);
        expect(repeatedKey(json)).toBeUndefined();
        const [key] = Object.keys(value);
        expect(repeatedKey(`${json.slice(0, -1)},${JSON.stringify(key)}:0}`)).toBe(key);
      }),
    );
  });
});
