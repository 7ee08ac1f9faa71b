import { expect, test } from "vitest";
import { SingleFlight } from "./single-flight.ts";

test("work of one key runs once at a time, and again when it is over", async () => {
  const flight = new SingleFlight<number>();
  let runs = 0;
  const work = async () => ++runs;
  expect(await Promise.all([flight.run("a", work), flight.run("a", work), flight.run("b", work)])).toEqual([1, 1, 2]);
  expect(flight.size).toBe(0);
  expect(await flight.run("a", work)).toBe(3);
});

test("a rejection reaches all who wait and is not kept", async () => {
  const flight = new SingleFlight<number>();
  const failing = () => Promise.reject(new Error("no"));
  const both = await Promise.allSettled([flight.run("a", failing), flight.run("a", failing)]);
  expect(both.map((end) => end.status)).toEqual(["rejected", "rejected"]);
  expect(await flight.run("a", async () => 1)).toBe(1);
});
