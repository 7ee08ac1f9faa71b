import fc from "fast-check";
import { expect, it } from "vitest";
import { parsePattern, type RailroadDiagram, railroadDiagram } from "../../core/pattern/index.ts";
import { railroadSlices } from "./railroad-slices.ts";

function drawn(regex: string, width = 700): RailroadDiagram {
  const result = parsePattern(regex);
  if (!result.ok) throw new Error(`${regex} is no pattern`);
  return railroadDiagram(result.pattern.tree, { width });
}

const long = drawn(
  `^(${Array.from({ length: 30 }, (_, index) => `SN${index}[0-9]{4}(A|B[A-F]?){1,2}`).join("|")})[0-9]{6}$`,
);

it("covers a drawing from top to bottom in slices that are no higher than allowed", () => {
  const slices = railroadSlices(long, { firstMax: 300, heightMax: 700 }) ?? [];
  expect(slices.length).toBeGreaterThan(3);
  expect(slices.map(({ from }) => from)).toEqual([0, ...slices.slice(0, -1).map(({ to }) => to)]);
  expect(slices.at(-1)?.to).toBe(long.height);
  expect(slices.map(({ from, to }, index) => to - from <= (index === 0 ? 300 : 700))).toEqual(slices.map(() => true));
});

it("cuts no box, no word and no line across", () => {
  fc.assert(
    fc.property(fc.integer({ min: 160, max: 900 }), fc.integer({ min: 160, max: 900 }), (firstMax, heightMax) => {
      for (const { to } of (railroadSlices(long, { firstMax, heightMax }) ?? []).slice(0, -1)) {
        expect(long.boxes.filter(({ y, height }) => y < to && y + height > to)).toEqual([]);
        expect(long.labels.filter(({ y }) => y - 8 < to && y > to)).toEqual([]);
        const across = long.lines.flatMap(({ points }) =>
          points.filter(([, y], index) => y === to && points[index + 1]?.[1] === to),
        );
        expect(across).toEqual([]);
      }
    }),
  );
});

it("leaves a drawing whole that is low enough, and gives up where one box is higher than a slice", () => {
  const { height } = long;
  expect(railroadSlices(long, { firstMax: height, heightMax: 100 })).toEqual([{ from: 0, to: height }]);
  const tall = drawn(`^${"ABCDEFGHIJ".repeat(60)}$`, 120);
  expect(railroadSlices(tall, { firstMax: 100, heightMax: 100 })).toBeUndefined();
});
