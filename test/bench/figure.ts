/** One figure, as `npm run bench -- NAME --json` prints it. */
export interface Figure {
  /** Stable name, from the general to the special: `read/photos/code128/right`. */
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** How many times better we are than what is named; above 1 means that we are better. */
  readonly ratios?: Readonly<Record<string, number>>;
  readonly note?: string;
}

/** A bench: takes its own arguments, gives its figures; throws BoxproofError ERR_USAGE for wrong arguments. */
export type Bench = (args: readonly string[]) => Promise<readonly Figure[]>;
