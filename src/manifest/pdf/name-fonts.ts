import { type Fonts, loadScriptFonts } from "../../press/index.ts";

/** Fonts of which some have further ones for characters that they lack. */
export interface NameFonts extends Fonts {
  /** The font that has a character: the named one, else one of further scripts; the named one where none has it. */
  fontFor(font: string, character: string): string;
}

/** The fonts with those of further scripts behind them, which are read only when one of the texts needs them. */
export async function nameFonts(fonts: Fonts, texts: readonly string[]): Promise<NameFonts> {
  if (texts.every((text) => fonts.firstMissing("sans", text) === undefined)) {
    return { ...fonts, fontFor: (font) => font };
  }
  const more = await loadScriptFonts();
  const owner = (font: string) => (fonts.names.includes(font) ? fonts : more);
  function fontFor(font: string, character: string): string {
    if (fonts.firstMissing(font, character) === undefined) return font;
    const has = (name: string) => name.startsWith(`${font} `) && more.firstMissing(name, character) === undefined;
    return more.names.find(has) ?? font;
  }
  return {
    names: [...fonts.names, ...more.names],
    measures: (font) => owner(font).measures(font),
    shape: (font, text) => owner(font).shape(font, text),
    outline: (font, glyph) => owner(font).outline(font, glyph),
    fileOf: (font) => owner(font).fileOf(font),
    fontFor,
    firstMissing(font, text) {
      let index = 0;
      for (const character of text) {
        const name = fontFor(font, character);
        if (owner(name).firstMissing(name, character) !== undefined) return index;
        index += character.length;
      }
      return undefined;
    },
  };
}
