import { assert, defined } from "../core/index.ts";
import { type Template, type TemplateElement, trueDotsPerInch, type UmArea } from "../core/layout/index.ts";
import { FieldReader } from "./field-reader.ts";
import { fileFaultError } from "./file-fault.ts";
import { parseLength } from "./length.ts";
import { expectedPhrase, schemaFaults } from "./schema-faults.ts";
import { templateFaults } from "./template-faults.ts";
import { templateJsonSchema } from "./template-json-schema.ts";
import { type ElementFields, type TemplateFields, templateSchema } from "./template-schema.ts";
import { readYaml } from "./yaml-source.ts";

/**
 * The template in a YAML text; `file` names it in messages. Throws ERR_TEMPLATE with all faults at once, each with its
 * line, column, field, what was expected and what was found.
 */
export function parseTemplate(text: string, file: string): Template {
  const source = readYaml(text);
  const parsed = templateSchema.safeParse(source.value, { error: expectedPhrase });
  const faults = [...source.faults];
  if (source.value !== undefined) {
    if (!parsed.success) faults.push(...schemaFaults(parsed.error, { source, jsonSchema: templateJsonSchema() }));
    faults.push(...templateFaults(new FieldReader(source)));
  }
  if (faults.length > 0) throw fileFaultError("ERR_TEMPLATE", file, { faults, remedy });
  assert(parsed.success, "a template without faults fits its schema");
  return buildTemplate(parsed.data);
}

const remedy = "Correct the file; templates/retail-box.yaml is a commented example.";

function buildTemplate(fields: TemplateFields): Template {
  return {
    format: fields.format,
    name: fields.name,
    widthUm: um(fields.media.width),
    heightUm: um(fields.media.height),
    dotsPerInch: trueDotsPerInch(fields.print.dpi) ?? fields.print.dpi,
    elements: fields.elements.map((element) => buildElement(element, um(fields.media.width))),
  };
}

function buildElement(fields: ElementFields, labelWidthUm: number): TemplateElement {
  switch (fields.type) {
    case "text":
      return {
        kind: "text",
        text: fields.text,
        font: fields.font,
        sizeUm: um(fields.size),
        sizeMinUm: um(fields.sizeMin ?? fields.size),
        xUm: um(fields.at[0]),
        baselineUm: um(fields.at[1]),
        align: fields.align,
        maxWidthUm: fields.maxWidth === undefined ? labelWidthUm : um(fields.maxWidth),
      };
    case "rule":
      return { kind: "rule", area: umArea(fields.area) };
    case "frame":
      return { kind: "frame", area: umArea(fields.area), lineUm: um(fields.line) };
    case "mark": {
      const [x, y] = fields.at;
      const { font, align } = fields;
      return { kind: "mark", font, align, sizeUm: um(fields.size), xUm: um(x), yUm: um(y) };
    }
    case "symbol":
      return buildSymbol(fields);
  }
}

function buildSymbol(fields: Extract<ElementFields, { readonly type: "symbol" }>): TemplateElement {
  const { slot, symbologies, align, hri } = fields;
  const element = {
    kind: "symbol",
    slot,
    symbologies,
    align,
    area: umArea(fields.area),
    xUm: um(fields.x),
    xMaxUm: um(fields.xMax ?? fields.x),
  } as const;
  if (hri === undefined) return element;
  const { text, font, place, wrap } = hri;
  const sizeMinUm = um(hri.sizeMin ?? hri.size);
  return { ...element, hri: { text, font, place, wrap, sizeUm: um(hri.size), sizeMinUm, gapUm: um(hri.gap) } };
}

function umArea([x, y, width, height]: readonly [string, string, string, string]): UmArea {
  return { xUm: um(x), yUm: um(y), widthUm: um(width), heightUm: um(height) };
}

function um(length: string): number {
  return defined(parseLength(length), "a length without a fault is a length");
}
