import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstalledPackage, installPackage, readManifest } from "./installed-package.ts";

let boxproof: InstalledPackage;
beforeAll(async () => {
  boxproof = await installPackage();
}, 300_000);
afterAll(() => boxproof?.remove());

const subpaths = Object.keys(readManifest().exports).filter((path) => path !== "./package.json");
const specifier = (subpath: string) => subpath.replace(/^\./, "boxproof");

describe("what is packed", () => {
  it("holds what the commands need, and the papers", () => {
    const paths = boxproof.files.map((file) => file.path);
    for (const path of [
      "dist/cli/bin.js",
      "templates/retail-box.yaml",
      "templates/small-carton.yaml",
      "fixtures/demo/catalog.yaml",
      "README.md",
      "CHANGELOG.md",
      "LICENSE",
    ]) {
      expect(paths).toContain(path);
    }
  });

  it("holds what its README links to", () => {
    const readme = readFileSync(join(boxproof.root, "README.md"), "utf8");
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? "");
    expect(targets).toContain("fixtures/pictures/chain.png");
    for (const target of targets) expect(existsSync(join(boxproof.root, target)), target).toBe(true);
  });

  it("holds no test, no source and no map of either", () => {
    const strays = boxproof.files.filter(
      ({ path }) =>
        !/^(dist|templates|fixtures\/(demo|pictures))\/|^(package\.json|(src\/)?README\.md|CHANGELOG\.md|LICENSE)$/.test(
          path,
        ) || /\.test\.|\.map$|(?<!\.d)\.ts$|tsconfig/.test(path),
    );
    expect(strays).toEqual([]);
  });

  it("is under four megabytes, so nothing large slipped in", () => {
    const bytes = boxproof.files.reduce((sum, file) => sum + file.size, 0);
    expect(bytes).toBeLessThan(4_000_000);
    expect(bytes).toBeGreaterThan(100_000);
  });

  it("has every file that package.json promises, types before code", () => {
    const { bin, exports } = boxproof.manifest;
    expect(bin["boxproof"]).toBe("dist/cli/bin.js");
    expect(readFileSync(join(boxproof.root, "dist/cli/bin.js"), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    for (const target of Object.values(exports)) {
      if (typeof target === "string") continue;
      expect(Object.keys(target)).toEqual(["types", "default"]);
      for (const file of Object.values(target)) expect(existsSync(join(boxproof.root, file)), file).toBe(true);
    }
  });

  it("exports every room of core/", () => {
    const rooms = boxproof.files
      .map((file) => /^dist\/core\/([^/]+)\/index\.js$/.exec(file.path)?.[1])
      .filter((room) => room !== undefined);
    expect(subpaths.toSorted()).toEqual([".", ...rooms.map((room) => `./${room}`)].toSorted());
  });

  it("imports only files that are packed and packages that get installed", () => {
    const faults: string[] = [];
    for (const { path } of boxproof.files.filter((file) => /^dist\/.*\.js$/.test(file.path))) {
      const code = readFileSync(join(boxproof.root, path), "utf8");
      for (const name of importedNames(code)) {
        const good = name.startsWith(".")
          ? existsSync(join(boxproof.root, path, "..", name))
          : name.startsWith("node:") || packageOf(name) in boxproof.manifest.dependencies;
        if (!good) faults.push(`${path} → ${name}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe("the installed command", () => {
  it("prints its version", async () => {
    const end = await boxproof.run("npx", ["--no-install", "boxproof", "--version"]);
    expect(end).toMatchObject({ status: 0, out: `${boxproof.manifest.version}\n`, err: "" });
  });

  it("makes a label and reads it back", async () => {
    const dsn = await makeLabel("label");
    const read = await boxproof.run("npx", ["--no-install", "boxproof", "read", "--json", "label.png"]);
    expect(read).toMatchObject({ status: 0, err: "" });
    const seen = JSON.parse(read.out) as { readonly symbols: readonly { readonly text: string }[] };
    expect(seen.symbols.map((symbol) => symbol.text)).toContain(dsn);
  });

  it("reads the same in a worker", async () => {
    const dsn = await makeLabel("for-workers");
    const reader = pathToFileURL(join(boxproof.root, "dist/reader/index.js")).href;
    const code = `
      import { readFileSync } from "node:fs";
      import { createReader } from ${JSON.stringify(reader)};
      const image = readFileSync("for-workers.png");
      const texts = [];
      for (const workers of [0, 1]) {
        const reader = await createReader({ workers });
        texts.push((await reader.read(image)).symbols.map((symbol) => symbol.text).toSorted());
        await reader.close();
      }
      console.log(JSON.stringify(texts));`;
    writeFileSync(join(boxproof.folder, "read.js"), code);
    const end = await boxproof.run(process.execPath, ["read.js"]);
    expect(end).toMatchObject({ status: 0, err: "" });
    const [inProcess, inWorker] = JSON.parse(end.out) as readonly (readonly string[])[];
    expect(inWorker).toContain(dsn);
    expect(inWorker).toEqual(inProcess);
  });
});

/** Lets the installed command draw one specimen; gives its serial as the job file says it. */
async function makeLabel(name: string): Promise<string | undefined> {
  const args = ["label", "--demo", "--model", "BREWLINE_ONE", "--sample", "1", "--out", `${name}.png`];
  expect(await boxproof.run("npx", ["--no-install", "boxproof", ...args])).toMatchObject({ status: 0 });
  const job = JSON.parse(readFileSync(join(boxproof.folder, `${name}.job.json`), "utf8")) as {
    readonly labels: readonly { readonly dsn: string }[];
  };
  expect(job.labels).toHaveLength(1);
  return job.labels[0]?.dsn;
}

describe("the installed library", () => {
  it.each(subpaths)("imports %s", async (subpath) => {
    const code = `console.log(Object.keys(await import(${JSON.stringify(specifier(subpath))})).length)`;
    const end = await boxproof.run(process.execPath, ["--input-type=module", "-e", code]);
    expect(end).toMatchObject({ status: 0, err: "" });
    expect(Number(end.out)).toBeGreaterThan(0);
  });

  it("keeps what is not exported to itself", async () => {
    const code = 'await import("boxproof/dist/reader/index.js")';
    const end = await boxproof.run(process.execPath, ["--input-type=module", "-e", code]);
    expect(end.err).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])(
    "has types for a strict compile with module %s and resolution %s, without Node's or a browser's",
    async (module, moduleResolution) => {
      const names = subpaths.map((subpath, index) => `import * as room${index} from "${specifier(subpath)}";`);
      const uses = subpaths.map((_, index) => `room${index}`).join(", ");
      writeFileSync(
        join(boxproof.folder, "consumer.ts"),
        [
          ...names,
          'import { type Dsn, parseDsn } from "boxproof/dsn";',
          `export const rooms = [${uses}];`,
          'export const dsn: Dsn | undefined = parseDsn("BL1");',
          "// @ts-expect-error a text is no DSN until it has been parsed",
          'export const unparsed: Dsn = "BL1";',
          "// @ts-expect-error the result may be undefined",
          'export const length: number = parseDsn("BL1").length;',
          "",
        ].join("\n"),
      );
      const compilerOptions = {
        module,
        moduleResolution,
        target: "es2024",
        lib: ["es2024"],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
      };
      writeFileSync(
        join(boxproof.folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["consumer.ts"] }),
      );
      const compiler = new URL("../../node_modules/typescript/lib/tsc.js", import.meta.url).pathname;
      const end = await boxproof.run(process.execPath, [compiler, "--pretty", "false", "-p", boxproof.folder]);
      expect(end).toMatchObject({ status: 0, out: "" });
    },
  );
});

/** Every name that a module imports, as the compiler sees it. */
function importedNames(code: string): readonly string[] {
  return ts.preProcessFile(code, true, true).importedFiles.map((file) => file.fileName);
}

function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
