import { dirname } from "node:path";
import { loadTemplate } from "../../config/index.ts";
import { type DeviceModel, type ModelCheck, proofSubject, widestSerials } from "../../core/catalog/index.ts";
import { schemeLanguage, schemePattern } from "../../core/dsn/index.ts";
import { BoxproofError, type Finding, isError } from "../../core/index.ts";
import { type FontMetrics, layoutLabel, type Template } from "../../core/layout/index.ts";
import type { Language } from "../../core/pattern/index.ts";
import type { Encoder } from "../../core/symbol/index.ts";
import { createBwipEncoder, loadFonts } from "../../press/index.ts";
import type { ResolvedCatalog } from "../catalog-option.ts";

/**
 * Y003 for every model with a label: lays out its widest serials on its template. A serial that does not fit is an
 * error; a template that cannot be read is a warning, because then nothing is known. Where the check left a pattern
 * out and there is no scheme, nothing is said here either. `onModel` is told of each model.
 */
export async function labelFitFindings(
  { catalog, file }: ResolvedCatalog,
  checked: readonly ModelCheck[],
  { onModel }: { readonly onModel?: () => void } = {},
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const labelled = catalog.models.filter(({ label }) => label !== undefined);
  if (labelled.length === 0) return new Map();
  const tools: FitTools = { encoder: createBwipEncoder(), fonts: await loadFonts() };
  const languages = new Map(checked.map(({ deviceModel, language }) => [deviceModel, language]));
  const templates = new Map<string, Promise<Template>>();
  const found = new Map<string, readonly Finding[]>();
  for (const model of labelled) {
    const name = model.label?.template ?? "";
    const loading = templates.get(name) ?? loadTemplate(name, dirname(file));
    templates.set(name, loading);
    found.set(
      model.deviceModel,
      await fitFindings({ model, language: languages.get(model.deviceModel) }, loading, tools),
    );
    onModel?.();
  }
  return found;
}

/** A model with the language by which it was checked. */
interface JudgedModel {
  readonly model: DeviceModel;
  readonly language: Language | undefined;
}

interface FitTools {
  readonly encoder: Encoder;
  readonly fonts: FontMetrics;
}

async function fitFindings(
  { model, language }: JudgedModel,
  loading: Promise<Template>,
  tools: FitTools,
): Promise<readonly Finding[]> {
  try {
    const template = await loading;
    const refused = (printed: Language | undefined) =>
      (printed === undefined ? [] : widestSerials(printed)).flatMap((serial) =>
        tryOnLabel(model, serial, { ...tools, template }).map((finding) => fitFinding(template, serial, finding)),
      );
    const [first] = refused(widerLanguage(model, language));
    if (first === undefined) return [];
    // It may have a check character that no serial has.
    const { scheme } = model.serial;
    const exact = scheme === undefined ? undefined : schemeLanguage(scheme);
    return exact?.ok === true ? refused(exact.language).slice(0, 1) : [first];
  } catch (error) {
    if (error instanceof BoxproofError) return [unreadFinding(error)];
    throw error;
  }
}

/** What the factory prints, any check character included: of the scheme where there is one, else of the pattern. */
function widerLanguage({ serial: { scheme } }: DeviceModel, language: Language | undefined): Language | undefined {
  return scheme === undefined ? language : proofSubject(schemePattern(scheme)).meaning?.language;
}

/** The serial alone on its template: what else stands there is not the serial's fault. */
function tryOnLabel(
  model: DeviceModel,
  serial: string,
  { template, ...tools }: FitTools & { readonly template: Template },
): readonly Finding[] {
  const { label } = model;
  if (label === undefined) return [];
  const elements = template.elements.filter(
    (element) =>
      (element.kind === "symbol" && element.slot === "serial") ||
      (element.kind === "text" && element.text.includes("{dsn}")),
  );
  const symbol = { slot: "serial", name: "serial", symbology: label.symbology, text: serial, isPerLabel: true };
  const texts = { dsn: serial, model: model.name, maker: "", deviceModel: model.deviceModel };
  const layout = layoutLabel({
    ...tools,
    template: { ...template, elements },
    label: { texts, symbols: [symbol], mark: "" },
  });
  // Characters that the symbology lacks have a finding of their own.
  return layout.findings.filter((finding) => isError(finding) && !finding.id.startsWith("symbol-character"));
}

function fitFinding(template: Template, serial: string, { message, remedy, measured, required }: Finding): Finding {
  return {
    id: "Y003",
    level: "error",
    message: `The serial ${JSON.stringify(serial)} has no room on the template "${template.name}": ${message}`,
    witness: serial,
    ...(measured === undefined ? {} : { measured }),
    ...(required === undefined ? {} : { required }),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function unreadFinding({ message, remedy }: BoxproofError): Finding {
  const sentence = `It is not known whether the widest serial fits on the label: ${message}`;
  return { id: "Y003", level: "warn", message: sentence, ...(remedy === undefined ? {} : { remedy }) };
}
