// `npm run imports [ROOT]`: who imports whom in src/, against the order of the rooms.
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from "dependency-cruiser";
import { type Room, roomOf, rooms, roomsOpenTo } from "./rooms.ts";

type ForbiddenRules = NonNullable<IFlattenedRuleSet["forbidden"]>;

const test = "\\.test\\.ts$";

/** A regular expression for the files of a room, without the rooms below its folder. */
function filesOf(room: Room): string {
  return room === "core" ? "^src/core/[^/]+$" : `^src/${room}/`;
}

/** Two rules a room: from whom it takes, and through which door. Unit tests may look anywhere. */
function roomRules(room: Room): ForbiddenRules {
  const from = { path: filesOf(room), pathNot: test };
  const open = roomsOpenTo(room);
  return [
    {
      name: `upward-only: ${room} may import ${open.length === 0 ? "no other room" : open.join(", ")}`,
      severity: "error",
      from,
      to: { path: "^src/", pathNot: [room, ...open].map(filesOf) },
    },
    {
      name: `through-index: ${room} reaches past another room's index.ts`,
      severity: "error",
      from,
      to: { path: "^src/", pathNot: [filesOf(room), ...rooms.map((other) => `^src/${other}/index\\.ts$`)] },
    },
  ];
}

const generalRules: ForbiddenRules = [
  { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
  { name: "resolvable: the import leads nowhere", severity: "error", from: {}, to: { couldNotResolve: true } },
  {
    name: "core-is-pure: core/ imports no package and no node: module",
    severity: "error",
    from: { path: "^src/core/", pathNot: test },
    to: { pathNot: "^src/" },
  },
  {
    name: "no-test-code: shipped code imports a test",
    severity: "error",
    from: { path: "^src/", pathNot: test },
    to: { path: [test, "^test/"] },
  },
  {
    name: "shipped-packages-only: the package is no dependency, so an installed boxproof would lack it",
    severity: "error",
    from: { path: "^src/", pathNot: test },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
  },
];

/** Every fault of the imports below `root`/src as a line; empty when all is well. */
export async function importFaults(root: string): Promise<readonly string[]> {
  const onDisk = sourceFiles(root);
  const { output } = await cruise(
    ["src"],
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: [...generalRules, ...rooms.flatMap(roomRules)] },
      doNotFollow: "node_modules",
      moduleSystems: ["es6"],
      // Types count too: a room that names another room's type depends on it.
      tsPreCompilationDeps: true,
      enhancedResolveOptions: {
        exportsFields: ["exports"],
        conditionNames: ["node", "import", "types", "default"],
        extensions: [".ts", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
      },
    },
    undefined,
    { tsConfig: JSON.parse(readFileSync(resolve(root, "tsconfig.json"), "utf8")) },
  );
  if (typeof output === "string") throw new Error("dependency-cruiser gave text where it should give a result");
  return [...blindness(output, onDisk), ...output.summary.violations.map(lineOf)];
}

function sourceFiles(root: string): readonly string[] {
  return globSync("src/**/*.ts", { cwd: root }).map((file) => file.replaceAll("\\", "/"));
}

// Without a TypeScript that it can drive, dependency-cruiser sees no module at all and calls that clean.
function blindness(result: ICruiseResult, onDisk: readonly string[]): readonly string[] {
  const seen = new Set(result.modules.map((module) => module.source));
  const unseen = onDisk.filter((file) => !seen.has(file));
  const strays = onDisk.filter((file) => roomOf(file) === undefined);
  const imports = result.modules.flatMap((module) => module.dependencies).length;
  const faults = strays.map((file) => `known-rooms: ${file} stands in no room of test/tools/rooms.ts`);
  if (onDisk.length === 0) faults.push("seen-all: there is no .ts file below src/");
  if (onDisk.length > 1 && imports === 0) faults.push("seen-all: no import was seen in any file");
  if (unseen.length > 0) {
    const [first] = unseen;
    faults.push(`seen-all: ${unseen.length} of ${onDisk.length} files of src/ were not seen, ${first} for one`);
  }
  return faults;
}

function lineOf(violation: ICruiseResult["summary"]["violations"][number]): string {
  const cycle = violation.cycle?.map((module) => module.name).join(" → ");
  return `${violation.rule.name}: ${violation.from} → ${cycle ?? violation.to}`;
}

if (import.meta.main) {
  const root = resolve(process.argv[2] ?? new URL("../..", import.meta.url).pathname);
  const faults = await importFaults(root);
  for (const fault of faults) console.log(fault);
  console.log(`${sourceFiles(root).length} files of src/, ${faults.length} faults in their imports`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
