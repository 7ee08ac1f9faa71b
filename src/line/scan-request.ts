import { z } from "zod";
import { type Symbology, symbologies } from "../core/symbol/index.ts";
import type { BoxSymbol } from "../core/verdict/index.ts";
import { stripTerminator, type Terminator } from "./reader-terminator.ts";

/** A scan as the line sent it, checked. */
export interface ScanRequest {
  readonly scanId: string;
  readonly station: string;
  readonly model?: string;
  /** The serial that the device itself gave, exactly. */
  readonly deviceSerial?: string;
  /** Everything that was read on the box; empty when nothing was. */
  readonly symbols: readonly BoxSymbol[];
  /** False when the reader stopped before it had looked everywhere; such a box cannot be ok. */
  readonly fullPass: boolean;
  /** What the reader put at the end of `text` and is not judged. */
  readonly terminator?: Terminator;
  /** The request in one fixed form: equal texts are equal requests, whatever the order of their fields was. */
  readonly canonical: string;
}

/** Where a request breaks its shape. */
export interface RequestFault {
  /** `symbols[2].text`; empty for the request as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A request, or every fault of it. */
export type ScanRequestResult =
  | { readonly ok: true; readonly request: ScanRequest }
  | { readonly ok: false; readonly faults: readonly RequestFault[] };

const symbolsMax = 20;
const textBytesMax = 4_096;
const nameLengthMax = 128;
const deviceSerialLengthMax = 256;
/** Faults that one answer lists; the request is refused as a whole anyway. */
const faultsMax = 20;
const faultMessageLengthMax = 300;

// A letter or digit first: "." and ".." would not survive in the path of a URL.
const scanIdShape = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

const name = z.string().min(1).max(nameLengthMax);
const text = z
  .string()
  .refine((value) => Buffer.byteLength(value) <= textBytesMax, { error: `must be at most ${textBytesMax} bytes` });
const symbolShape = z.strictObject({
  text: text.min(1),
  symbology: z.enum(symbologies).optional(),
  aim: z
    .string()
    .regex(/^\][A-Za-z][0-9A-Za-z]$/, "must be an ISO/IEC 15424 symbology identifier, such as ]C0")
    .optional(),
});
const requestShape = z
  .strictObject({
    scanId: z
      .string()
      .regex(scanIdShape, 'must be 1 to 128 of A-Z a-z 0-9 "." "_" ":" "-", starting with a letter or digit'),
    station: name,
    model: name.optional(),
    deviceSerial: z.string().min(1).max(deviceSerialLengthMax).optional(),
    symbols: z.array(symbolShape).max(symbolsMax).optional(),
    text: text.optional(),
    fullPass: z.boolean().optional(),
  })
  .refine((body) => (body.symbols === undefined) !== (body.text === undefined), {
    error: "must have either symbols (empty when nothing was read) or text, not both",
  });

/** Checks the JSON of a request. No text is trimmed or folded; only one terminator at the end of `text` is taken off. */
export function parseScanRequest(body: unknown): ScanRequestResult {
  const parsed = requestShape.safeParse(body);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.slice(0, faultsMax).map(faultOf) };
  const { scanId, station, model, deviceSerial, fullPass } = parsed.data;
  const read = parsed.data.text === undefined ? undefined : stripTerminator(parsed.data.text);
  const symbols = read === undefined ? (parsed.data.symbols ?? []).map(boxSymbol) : symbolsOfText(read.text);
  // JSON.stringify leaves out what is undefined and escapes lone surrogates, so every text survives being stored.
  const sent = {
    scanId,
    station,
    model,
    deviceSerial,
    text: parsed.data.text,
    symbols: read ? undefined : symbols,
    fullPass,
  };
  const known = { scanId, station, model, deviceSerial, symbols, fullPass: fullPass ?? true };
  const request = { ...known, terminator: read?.terminator };
  return { ok: true, request: { ...request, canonical: JSON.stringify(sent) } };
}

/** True for a text that can be the id of a scan. */
export function isScanId(value: string): boolean {
  return scanIdShape.test(value);
}

// A reader that sent only its terminator has read nothing.
function symbolsOfText(value: string): readonly BoxSymbol[] {
  return value === "" ? [] : [{ text: value }];
}

function boxSymbol(symbol: {
  readonly text: string;
  readonly symbology?: Symbology | undefined;
  readonly aim?: string | undefined;
}): BoxSymbol {
  const { text: value, symbology, aim } = symbol;
  return {
    text: value,
    ...(symbology === undefined ? {} : { symbology }),
    ...(aim === undefined ? {} : { aim }),
  };
}

function faultOf(issue: z.core.$ZodIssue): RequestFault {
  const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return { path: path.replace(/^\./, ""), message: issue.message.slice(0, faultMessageLengthMax) };
}
