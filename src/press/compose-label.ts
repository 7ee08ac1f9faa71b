import { type BoxCode, boxCodeText, type Catalog, type DeviceModel, type UnitRow } from "../core/catalog/index.ts";
import type { Finding } from "../core/index.ts";
import {
  type FontMetrics,
  type LabelSymbol,
  type LayoutResult,
  layoutLabel,
  type Template,
} from "../core/layout/index.ts";
import type { Encoder } from "../core/symbol/index.ts";

/** What fills a template for one unit. */
export interface ComposeRequest {
  readonly catalog: Catalog;
  readonly model: DeviceModel;
  readonly template: Template;
  /** The serial exactly as it is printed. */
  readonly dsn: string;
  /** The unit's row of the serials file, for box codes that differ from unit to unit. */
  readonly row?: UnitRow;
  readonly encoder: Encoder;
  readonly fonts: FontMetrics;
  /** True for labels of the demo catalog: they say DEMO. */
  readonly demo?: boolean;
  /** True for labels whose serials were never allocated: they say SPECIMEN. */
  readonly specimen?: boolean;
  /** The template's own resolution when absent. */
  readonly dotsPerInch?: number;
}

/**
 * One unit's label from the catalog and a template. Box codes without a text or without a place on this template are
 * named in findings at info or warn level; anything that would make a bad label means no label.
 */
export function composeLabel(request: ComposeRequest): LayoutResult {
  const { catalog, model, dsn } = request;
  if (model.label === undefined) return { ok: false, findings: [unlabelledFinding(model)] };
  const codes = model.boxCodes.map((code) => boxCodeSymbol(model, code, request.row));
  const serial: LabelSymbol = {
    slot: "serial",
    name: "serial",
    symbology: model.label.symbology,
    text: dsn,
    isPerLabel: true,
  };
  const result = layoutLabel({
    ...request,
    label: {
      texts: { model: model.name, maker: catalog.maker.name, deviceModel: model.deviceModel, dsn },
      symbols: [serial, ...codes.flatMap((code) => ("slot" in code ? [code] : []))],
      mark: markOf(request),
    },
  });
  const missing = codes.flatMap((code) => ("slot" in code ? [] : [code]));
  return { ...result, findings: [...missing, ...result.findings] };
}

function markOf(request: ComposeRequest): string {
  const words = [request.demo === true ? "DEMO" : "", request.specimen === true ? "SPECIMEN" : ""];
  return words.filter((word) => word !== "").join(" ");
}

function boxCodeSymbol(model: DeviceModel, code: BoxCode, row: UnitRow | undefined): LabelSymbol | Finding {
  const text = boxCodeText(model, code, row);
  if (text === undefined) return emptyFinding(code, row);
  const { name, symbology } = code;
  return { slot: code.kind, name, symbology, text, isPerLabel: code.column !== undefined };
}

function emptyFinding(code: BoxCode, row: UnitRow | undefined): Finding {
  const column = code.column ?? "";
  const why = row === undefined ? `its column "${column}" comes with a serials file` : `the row has no "${column}"`;
  return {
    id: "box-code-empty",
    level: code.column === undefined || row !== undefined ? "warn" : "info",
    message:
      code.column === undefined
        ? `The box code "${code.name}" has no text; the model's first listing has no GTIN.`
        : `The box code "${code.name}" is not on this label: ${why}.`,
  };
}

function unlabelledFinding(model: DeviceModel): Finding {
  return {
    id: "model-without-label",
    level: "error",
    message: `The model "${model.deviceModel}" has no label in the catalog.`,
    remedy: "Give it label: { symbology, template } in the catalog.",
  };
}
