import { type Finding, grouped } from "../../index.ts";

/** Serials that there are, serials that are planned, and what has them: `scheme` or `pattern`. */
interface Capacity {
  readonly capacity: bigint;
  readonly planned: bigint;
  readonly of: "scheme" | "pattern";
}

/** Fewer serials than planned units (L011), or more than 80 % of them used (L012). */
export function capacityFindings({ capacity, planned, of }: Capacity): readonly Finding[] {
  const numbers = { measured: String(capacity), required: String(planned) };
  const remedy = of === "scheme" ? "Widen a counter" : "Give the serial another character";
  if (capacity < planned) {
    const message = `The ${of} has ${grouped(capacity)} serials; ${grouped(planned)} units are planned.`;
    return [{ id: "L011", level: "error", message, ...numbers, remedy: `${remedy}.` }];
  }
  if (planned * 100n <= capacity * 80n) return [];
  const message = `${grouped(planned)} planned units use more than 80 % of the ${of}'s ${grouped(capacity)} serials.`;
  return [{ id: "L012", level: "warn", message, ...numbers, remedy: `${remedy} before it runs out.` }];
}
