/** The states of a unit (one physical box), named after OPC 30260 OPEN-SCS. */
export const unitStates = [
  "Allocated",
  "Issued",
  "Printed",
  "Commissioned",
  "Released",
  "LabelScrapped",
  "Scrapped",
  "Sampled",
  "Destroyed",
  "Quarantined",
] as const;

/** What the ledger knows of a unit: Issued = in a written file, Printed = confirmed by a print log or a first scan. */
export type UnitState = (typeof unitStates)[number];

/** States of a unit whose label must not be used: a box that carries it is blocked. */
export const blockedStates: ReadonlySet<UnitState> = new Set([
  "LabelScrapped",
  "Scrapped",
  "Sampled",
  "Destroyed",
  "Quarantined",
]);
