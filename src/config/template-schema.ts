import { z } from "zod";
import { boxCodeKinds } from "../core/catalog/index.ts";
import { symbologies } from "../core/symbol/index.ts";

// Every `error` of a schema is what was expected, as a phrase that follows "expected"; the fault adds what was found.

const lengthWords = "a length with its unit, such as 5mm, 0.33mm, 9pt or 13.33mil";

const length = z
  .string({ error: lengthWords })
  .regex(/^[0-9]{1,6}(?:\.[0-9]{1,6})?(?:um|mm|in|mil|pt)$/, { error: lengthWords })
  .meta({ description: "A length with its unit: um, mm, in, mil or pt." });

const point = z.tuple([length, length], { error: "two lengths: [from the left, from the top]" });

const area = z.tuple([length, length, length, length], {
  error: "four lengths: [from the left, from the top, width, height]",
});

/** The fonts that ship; the press room has the files. */
const font = z
  .enum(["sans", "sans-medium", "sans-bold", "mono", "mono-bold"])
  .meta({ description: "Noto Sans for words, B612 Mono for codes (its 0 and O, 1 and I differ)." });

const printable = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;

const textElement = z
  .strictObject({
    type: z.literal("text"),
    text: z
      .string({ error: "a text" })
      .min(1, { error: "a text" })
      .max(200, { error: "a text of at most 200 characters" })
      .regex(printable, { error: "a text of one line, without control characters" })
      .meta({ description: "One line. {model}, {maker}, {deviceModel} and {dsn} are filled in." }),
    at: point.meta({ description: "Where the text is tied, on the line on which its letters stand." }),
    align: z.enum(["left", "center", "right"]).default("left"),
    font: font.default("sans"),
    size: length,
    sizeMin: length.optional().meta({ description: "A long text is set smaller, down to this size." }),
    maxWidth: length.optional().meta({ description: "Widest that the text may be; the label's width when absent." }),
  })
  .meta({ description: "A line of text." });

const ruleElement = z
  .strictObject({ type: z.literal("rule"), area: area.meta({ description: "The black bar." }) })
  .meta({ description: "A black bar or hairline." });

const frameElement = z
  .strictObject({ type: z.literal("frame"), area, line: length.default("0.2mm") })
  .meta({ description: "The outline of a rectangle." });

const markElement = z
  .strictObject({
    type: z.literal("mark"),
    at: point.meta({ description: "The top left corner of the framed word; with align: right its top right corner." }),
    align: z.enum(["left", "right"]).default("left"),
    font: font.default("sans-bold"),
    size: length.default("7pt"),
  })
  .meta({
    description: "Where DEMO or SPECIMEN stands on labels that are not for sale. Real labels have nothing there.",
  });

const hri = z
  .strictObject({
    text: z
      .string({ error: "a text" })
      .min(1, { error: "a text" })
      .max(100, { error: "a text of at most 100 characters" })
      .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*(?:\n[^\p{Cc}\p{Cs}\u2028\u2029]*){0,3}$/u, { error: "at most four lines" })
      .default("{value}")
      .meta({ description: "{value} is the encoded text; \\n starts a line." }),
    font: font.default("mono"),
    size: length,
    sizeMin: length.optional().meta({ description: "A long text is set smaller, down to this size." }),
    gap: length.default("0.5mm"),
    place: z.enum(["below", "right"]).default("below"),
    wrap: z.boolean({ error: "true or false" }).default(false).meta({
      description: "Breaks a value that is too long for one line into lines of equal length.",
    }),
  })
  .meta({ description: "Human-readable interpretation. EAN and UPC carry their digits in their own way." });

const symbolElement = z
  .strictObject({
    type: z.literal("symbol"),
    slot: z
      .enum(["serial", ...boxCodeKinds])
      .meta({ description: "What goes here: the serial, or a box code of this kind." }),
    symbologies: z.array(z.enum(symbologies)).min(1).max(symbologies.length),
    area: area.meta({ description: "All of it stays in here: quiet zone, symbol, human-readable interpretation." }),
    x: length.meta({ description: "Smallest X-dimension. Rounded up to whole printer dots." }),
    xMax: length.optional().meta({ description: "Where there is room, X grows in whole dots up to this." }),
    align: z.enum(["left", "center", "right"]).default("left"),
    hri: hri.optional(),
  })
  .meta({ description: "A place for a symbol. The first that fits slot and symbology takes it." });

/** A label template as it stands in its file, field by field. */
export const templateSchema = z
  .strictObject({
    format: z
      .literal("boxproof-template/1", { error: "boxproof-template/1" })
      .meta({ description: "Format of this file." }),
    name: z
      .string({ error: "the template's name" })
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: "a name of lower-case letters, digits and -" }),
    media: z
      .strictObject({ width: length, height: length })
      .meta({ description: "Size of the finished label or box panel." }),
    print: z.strictObject({
      dpi: z
        .number({ error: "the printer's dots an inch, such as 300" })
        .min(100, { error: "at least 100 dots an inch" })
        .max(2540, { error: "at most 2540 dots an inch" })
        .meta({ description: "Dots an inch of the printer. 203 means the 8 dots a millimetre of such heads." }),
    }),
    elements: z
      .array(
        z.discriminatedUnion("type", [textElement, ruleElement, frameElement, markElement, symbolElement], {
          error: "an element with type: text, rule, frame, mark or symbol",
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ title: "boxproof label template", description: "Where things stand on a label." });

/** The template's fields after the schema, defaults filled in. */
export type TemplateFields = z.infer<typeof templateSchema>;
/** One element's fields after the schema. */
export type ElementFields = TemplateFields["elements"][number];
