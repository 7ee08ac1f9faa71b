/** A pattern and the texts in which an engine is to look for it. */
export interface Question {
  readonly pattern: string;
  readonly texts: readonly string[];
}

/** Found, not found, or not asked, because the engine's program cannot be given such a text. */
export type Answer = "found" | "not-found" | "not-asked";

/** What an engine said to one question: an answer for each text, or that it refuses the pattern. */
export type Row = readonly Answer[] | "refused";

/** A regular expression engine that searches a text for a pattern, as scanners may. */
export interface Engine {
  readonly name: string;
  /** One row for each question; throws where the engine's program does not get so far. */
  ask(questions: readonly Question[]): Promise<readonly Row[]>;
}

/** An engine of this process, by how it compiles a pattern; compiling throws for what it refuses. */
export function ownEngine(name: string, compile: (pattern: string) => (text: string) => boolean): Engine {
  const row = ({ pattern, texts }: Question): Row => {
    try {
      const isFound = compile(pattern);
      return texts.map((text) => (isFound(text) ? "found" : "not-found"));
    } catch {
      return "refused";
    }
  };
  return { name, ask: async (questions) => questions.map(row) };
}

/** The engine, asked only for the texts that its program can be given. */
export function withoutTexts(engine: Engine, cannotBeGiven: RegExp): Engine {
  const ask = async (questions: readonly Question[]) => {
    const asked = questions.map(({ pattern, texts }) => ({
      pattern,
      texts: texts.filter((text) => !cannotBeGiven.test(text)),
    }));
    const rows = await engine.ask(asked);
    return questions.map(({ texts }, index) => spread(rows[index] ?? "refused", texts, cannotBeGiven));
  };
  return { name: engine.name, ask };
}

function spread(row: Row, texts: readonly string[], cannotBeGiven: RegExp): Row {
  if (row === "refused") return row;
  const answers = row.values();
  return texts.map((text) => (cannotBeGiven.test(text) ? "not-asked" : (answers.next().value ?? "not-asked")));
}
