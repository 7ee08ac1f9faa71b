// `node test/tools/map-lines.ts`: the lines that src/README.md lacks, drafted, and those that it should not have.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectPaths, repository } from "./project-files.ts";
import { draftText, mapFaults } from "./source-map-page.ts";

const file = join(repository, "src/README.md");
const faults = mapFaults(existsSync(file) ? readFileSync(file, "utf8") : "", projectPaths());
for (const path of faults.missing) {
  const draft = path.endsWith(".ts") ? draftText(readFileSync(join(repository, "src", path), "utf8")) : "";
  console.log(`- \`${path}\` — ${draft}`);
}
for (const path of faults.stale) console.log(`there is no ${path}`);
for (const path of faults.doubled) console.log(`twice there: ${path}`);
for (const path of faults.silent) console.log(`says nothing: ${path}`);
