import { type Engine, type Question, type Row, withoutTexts } from "./engine.ts";
import { type Command, hex, runProgram } from "./program-engine.ts";

/** How many searches of one tool run at the same time. */
const searchesAtOnce = 2;

/** A tool as grep is one: prints the numbers of the lines in which it finds the pattern; 1 for none, 2 for a refusal. */
export function lineEngine(name: string, command: (pattern: string) => Command): Engine {
  const row = async ({ pattern, texts }: Question): Promise<Row> => {
    const lines = texts.map((text) => `${text}\n`).join("");
    const { output, status, complaint } = await runProgram(command(pattern), lines);
    if (status === 2) return "refused";
    if (status > 2) throw new Error(`${name} ended with status ${status}: ${complaint}`);
    const found = new Set(output.split("\n").map((line) => Number.parseInt(line, 10)));
    return texts.map((_, index) => (found.has(index + 1) ? "found" : "not-found"));
  };
  const ask = async (questions: readonly Question[]) => {
    const rows: Row[] = [];
    for (let from = 0; from < questions.length; from += searchesAtOnce) {
      rows.push(...(await Promise.all(questions.slice(from, from + searchesAtOnce).map(row))));
    }
    return rows;
  };
  return withoutTexts({ name, ask }, /\n/);
}

/** The engine behind the word REGEXP of the sqlite3 shell: one statement a question; a refusal prints nothing. */
export function sqliteEngine(name: string): Engine {
  const ask = async (questions: readonly Question[]) => {
    const script = questions.map(statement).join("");
    const { output } = await runProgram(["sqlite3", "-batch", ":memory:"], script);
    const rows = new Map<string, string>();
    for (const line of output.split("\n")) {
      const [number = "", signs = ""] = line.split(" ");
      rows.set(number, signs);
    }
    return questions.map((_, index) => signRow(rows.get(`${index}`)));
  };
  return withoutTexts({ name, ask }, /\0/);
}

function signRow(signs: string | undefined): Row {
  if (signs === undefined) return "refused";
  return [...signs].map((sign) => (sign === "1" ? "found" : "not-found"));
}

function statement({ pattern, texts }: Question, index: number): string {
  const found = texts.map((text) => `(${sqlText(text)} REGEXP ${sqlText(pattern)})`);
  return `SELECT ${[`'${index} '`, ...found].join(" || ")};\n`;
}

function sqlText(text: string): string {
  return `CAST(X'${hex(text)}' AS TEXT)`;
}
