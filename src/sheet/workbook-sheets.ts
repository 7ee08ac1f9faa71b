import type { ZipFile } from "./bounded-zip.ts";

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  /** True when a spreadsheet does not show it. */
  readonly isHidden: boolean;
  /** Its XML, decoded anew each time; empty where the workbook names no file that is there. */
  xml(): string;
}

/** The sheets of a workbook in its order, without those that have no name: the parser passes over them. */
export function workbookSheets(files: readonly ZipFile[]): readonly ListedSheet[] {
  const paths = new Map(
    tagsOf(textOf(files, "xl/_rels/workbook.xml.rels"), "Relationship").map((tag) => [
      attribute(tag, "Id"),
      filePath(attribute(tag, "Target")),
    ]),
  );
  return tagsOf(textOf(files, "xl/workbook.xml"), "sheet")
    .filter((tag) => attribute(tag, "name") !== "")
    .map((tag) => ({
      isHidden: ["hidden", "veryHidden"].includes(attribute(tag, "state")),
      xml: () => textOf(files, paths.get(attribute(tag, "id")) ?? ""),
    }));
}

/** The opening tags of a name, whatever its namespace is called. */
export function tagsOf(xml: string, name: string): readonly string[] {
  return xml.match(new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])[^<>]*>`, "g")) ?? [];
}

/** An attribute of a tag, whatever its namespace is called; empty when it is absent. */
export function attribute(tag: string, name: string): string {
  const found = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found?.[1] ?? found?.[2] ?? "";
}

/** Paths are told from the folder of the workbook, or from the root of the archive with a slash before them. */
function filePath(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

function textOf(files: readonly ZipFile[], path: string): string {
  return new TextDecoder().decode(files.find(({ name }) => name === path)?.bytes ?? new Uint8Array());
}
