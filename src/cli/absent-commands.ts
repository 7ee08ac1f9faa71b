/** Commands that are planned and not built yet: refused by name rather than half there. */
export const absentCommands: readonly string[] = ["preflight", "margin", "quality", "backend"];
