import bwip from "bwip-js/generic";
import type { Finding } from "../core/index.ts";
import {
  type EncodeRequest,
  type EncodeResult,
  type Encoder,
  encodableFindings,
  isLinear,
  type SymbolModules,
  type Symbology,
} from "../core/symbol/index.ts";

/** What bwip-js calls a symbology, and the options that make it encode a text exactly as it stands. */
interface BwipSymbology {
  readonly bcid: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

// `parse` and `parsefnc` stay off: a serial such as `^029` is text, not an escape. Code 39 is never the full-ASCII
// variant and gets no check digit, EAN and UPC bring theirs along and BWIPP verifies it.
const bwipSymbologies: Readonly<Record<Symbology, BwipSymbology>> = {
  code128: { bcid: "code128", options: {} },
  code39: { bcid: "code39", options: { includecheck: false } },
  datamatrix: { bcid: "datamatrix", options: { format: "square" } },
  qr: { bcid: "qrcode", options: { eclevel: "M" } },
  ean13: { bcid: "ean13", options: {} },
  ean8: { bcid: "ean8", options: {} },
  upca: { bcid: "upca", options: {} },
  upce: { bcid: "upce", options: {} },
  itf: { bcid: "interleaved2of5", options: { includecheck: false } },
  code93: { bcid: "code93", options: { includecheck: true } },
  codabar: { bcid: "rationalizedCodabar", options: { includecheck: false } },
  pdf417: { bcid: "pdf417", options: {} },
  aztec: { bcid: "azteccode", options: {} },
};

/** What `raw` of bwip-js answers: element widths of a linear symbol, or pixels of a matrix. */
interface BwipRaw {
  readonly sbs?: readonly number[];
  readonly pixs?: readonly number[];
  readonly pixx?: number;
  readonly pixy?: number;
}

/** Results that an encoder remembers: the codes that every label of a run carries, such as GTIN and address. */
const rememberedMax = 64;

/** An encoder over bwip-js. Only its module data is used, never its drawing, colours or images. */
export function createBwipEncoder(): Encoder {
  const remembered = new Map<string, EncodeResult>();
  return {
    encode(request) {
      const key = `${request.symbology} ${request.text}`;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const result = encode(request);
      const [oldest] = remembered.keys();
      if (remembered.size >= rememberedMax && oldest !== undefined) remembered.delete(oldest);
      remembered.set(key, result);
      return result;
    },
  };
}

function encode(request: EncodeRequest): EncodeResult {
  const findings = encodableFindings(request.symbology, request.text);
  if (findings.length > 0) return { ok: false, findings };
  const { bcid, options } = bwipSymbologies[request.symbology];
  const exact = { ...options, parse: false, parsefnc: false, includetext: false };
  let raw: BwipRaw | undefined;
  try {
    // The published type of the options lists only what all symbologies share; `raw` takes them all.
    raw = (bwip.raw as (bcid: string, text: string, options: object) => readonly BwipRaw[])(
      bcid,
      request.text,
      exact,
    )[0];
  } catch (error) {
    return { ok: false, findings: [refusal(request, error)] };
  }
  const symbol = raw === undefined ? undefined : symbolOf(request, raw);
  return symbol === undefined ? { ok: false, findings: [refusal(request, "no modules")] } : { ok: true, symbol };
}

function symbolOf(request: EncodeRequest, raw: BwipRaw): SymbolModules | undefined {
  const { symbology, text } = request;
  if (isLinear(symbology)) {
    if (raw.sbs === undefined || raw.sbs.length === 0) return undefined;
    // Code 39 and Codabar come with the gap after the last character; a symbol ends with a bar.
    const elementWidths = raw.sbs.length % 2 === 0 ? raw.sbs.slice(0, -1) : [...raw.sbs];
    const moduleCount = elementWidths.reduce((sum, width) => sum + width, 0);
    return { kind: "linear", symbology, text, elementWidths, moduleCount };
  }
  const { pixs, pixx: columnCount, pixy: rowCount } = raw;
  if (pixs === undefined || columnCount === undefined || rowCount === undefined) return undefined;
  if (pixs.length === columnCount * rowCount) {
    return { kind: "matrix", symbology, text, columnCount, rowCount, modules: Uint8Array.from(pixs) };
  }
  return repeatedRows({ symbology, text, columnCount, rowCount }, pixs);
}

/** PDF417 comes as one line of modules a row, to be drawn several modules high. */
function repeatedRows(
  size: {
    readonly symbology: Symbology;
    readonly text: string;
    readonly columnCount: number;
    readonly rowCount: number;
  },
  pixs: readonly number[],
): SymbolModules | undefined {
  const lineCount = pixs.length / size.columnCount;
  const repeat = size.rowCount / lineCount;
  if (!Number.isInteger(lineCount) || !Number.isInteger(repeat)) return undefined;
  const modules = new Uint8Array(size.columnCount * size.rowCount);
  for (let row = 0; row < size.rowCount; row += 1) {
    const from = Math.floor(row / repeat) * size.columnCount;
    modules.set(pixs.slice(from, from + size.columnCount), row * size.columnCount);
  }
  return { kind: "matrix", ...size, modules };
}

function refusal(request: EncodeRequest, cause: unknown): Finding {
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/^bwipp\.\w+#\d+: /, "");
  return {
    id: "symbol-encode",
    level: "error",
    message: `${request.symbology} cannot encode ${JSON.stringify(request.text)}: ${reason}.`,
    at: [0, request.text.length],
  };
}
