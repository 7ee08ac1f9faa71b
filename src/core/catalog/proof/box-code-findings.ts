import type { BoxCodeLanguage, BoxCodeName } from "../../dsn/index.ts";
import type { Finding } from "../../index.ts";
import { commonText, type Language } from "../../pattern/index.ts";
import { quotedText } from "./quoted-text.ts";
import { rememberedOfTwo } from "./remembered.ts";
import { article } from "./searched-code-findings.ts";

const sharedText = rememberedOfTwo(commonText);

const remedy = "Narrow the pattern, for example by a fixed text at its start that no other code has.";

/**
 * Every kind of code that stands on boxes and of which the pattern accepts some text as a whole (L004). Whether this box
 * has such a code is not known here, so these are warnings; of kinds that are never on it, notes.
 */
export function boxCodeFindings(
  language: Language,
  codes: readonly BoxCodeLanguage[],
  neverOnBox: readonly BoxCodeName[] = [],
): readonly Finding[] {
  return codes.flatMap((code): readonly Finding[] => {
    const shared = sharedText(language, code.language);
    if (shared.kind === "none") return [];
    const about = { semantics: "full", code: code.name } as const;
    if (shared.kind === "limit") {
      const message = `It is not proved that the pattern refuses every ${code.title}: ${shared.message}`;
      return [{ id: "S004", level: "error", message, ...about }];
    }
    const message = `The pattern accepts ${quotedText(shared.text)}, which can be ${article(code.title)} ${code.title}; where a box has one, it can be scanned as a serial.`;
    return [
      {
        id: "L004",
        level: neverOnBox.includes(code.name) ? "info" : "warn",
        message,
        witness: shared.text,
        remedy,
        ...about,
      },
    ];
  });
}
