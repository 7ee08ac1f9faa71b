// `npm test`: every check there is, one line each, and `N passed, N failed` as the last line.
import { fileURLToPath } from "node:url";
import { reportFile, runSteps, type Step } from "./tools/step-runner.ts";

const minute = 60_000;

/** A script of package.json. */
function script(name: string, rest: Omit<Step, "name" | "command"> & { readonly as: string }): Step {
  return { ...rest, name: rest.as, command: ["npm", "run", "--silent", name] };
}

/** The tests of one of vitest's projects, counted one by one. */
function tests(project: string, rest: Pick<Step, "needs" | "timeoutMs">): Step {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  return {
    ...rest,
    name: `${project} tests`,
    command: ["vitest", "run", "--config", "test/vitest.config.ts", "--project", project, ...reporters],
  };
}

const steps: readonly Step[] = [
  { name: "tools beyond npm", command: ["bash", "test/tools/system-tools.sh"], timeoutMs: 20 * minute },
  script("lint", { as: "format and lint", timeoutMs: minute }),
  script("types", { as: "types", timeoutMs: 3 * minute }),
  script("types:core", { as: "types of core/ alone", timeoutMs: minute }),
  script("imports", { as: "direction of imports", timeoutMs: minute }),
  script("dead", { as: "dead code", timeoutMs: minute }),
  script("build", { as: "build", timeoutMs: 3 * minute }),
  tests("unit", { timeoutMs: 15 * minute }),
  tests("integration", { timeoutMs: 30 * minute, needs: ["tools beyond npm", "build"] }),
];

// Ends the running step as well: it has a process group of its own, which a key press does not reach.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const count = await runSteps(steps, {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  write: (text) => process.stdout.write(text),
});
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed === 0 ? 0 : 1;
