import type { DeviceKey, DeviceView } from "./device-record.ts";
import type { JournalEntry, TokenEvent } from "./journal.ts";

/** "Exactly this many exchanges for this DSN": what a test of a client asks the simulator. */
export interface ExchangeExpectation extends DeviceKey {
  readonly exactly: number;
}

/** Whether it was so, and the requests that nearly were such an exchange. */
export interface ExchangeCheck {
  readonly ok: boolean;
  readonly found: number;
  /** One sentence that says what was expected and found. */
  readonly message: string;
  /** Requests for this serial, or one that a client may have damaged on its way, that got no tokens; at most 20. */
  readonly nearMisses: readonly (JournalEntry & TokenEvent)[];
}

const nearMissesMax = 20;

/** Counts by the register, which drops nothing, and explains by the journal. */
export function checkExchanges(
  expectation: ExchangeExpectation,
  device: DeviceView,
  entries: readonly JournalEntry[],
): ExchangeCheck {
  const { deviceModel, dsn, exactly } = expectation;
  const found = device.exchanges;
  const nearMisses = entries
    .filter((entry): entry is JournalEntry & TokenEvent => entry.kind === "token-request" && entry.status !== 200)
    .filter((entry) => entry.dsn !== undefined && folded(entry.dsn) === folded(dsn))
    .slice(-nearMissesMax);
  return {
    ok: found === exactly,
    found,
    message: `${found} exchanges of ${dsn} of ${deviceModel}; expected ${exactly}.`,
    nearMisses,
  };
}

/** Same for serials that differ by case, by a "+" that became a blank, or by blanks around. */
function folded(dsn: string): string {
  return dsn
    .replaceAll(" ", "+")
    .toLowerCase()
    .replace(/^\++|\++$/g, "");
}
