import type { Dsn } from "../core/dsn/index.ts";

/** Names one unit: a physical box is known by its device model and its DSN. */
export interface UnitKey {
  readonly deviceModel: string;
  readonly dsn: Dsn;
}
