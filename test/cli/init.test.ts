import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { boxproof, testFolder } from "./boxproof-process.ts";

const folder = testFolder();
const names = ["catalog.schema.json", "catalog.yaml", "retail-box.yaml", "template.schema.json"];

describe("boxproof init", () => {
  it("writes a catalog, a template and their schemas, and the next commands work at once", async () => {
    const { status, out, err } = await boxproof(folder.path, ["init", "new/packaging"]);
    expect([status, err]).toEqual([0, ""]);
    const place = join(folder.path, "new", "packaging");
    expect((await readdir(place)).sort()).toEqual(names);
    for (const name of names) expect(out).toContain(name);
    expect(await boxproof(place, ["check"])).toMatchObject({ status: 0, err: "" });
    expect(await boxproof(place, ["manifest", "export", "--out", "m.json"])).toMatchObject({ status: 0 });
  });

  it("names the schema in the first line of both files, for editors", async () => {
    await boxproof(folder.path, ["init"]);
    for (const [file, schema] of [
      ["catalog.yaml", "catalog.schema.json"],
      ["retail-box.yaml", "template.schema.json"],
    ] as const) {
      const text = await readFile(join(folder.path, file), "utf8");
      expect(text.split("\n")[0]).toBe(`# yaml-language-server: $schema=./${schema}`);
      const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
      const validate = ajv.compile(JSON.parse(await readFile(join(folder.path, schema), "utf8")));
      expect(validate(parse(text)) || validate.errors).toBe(true);
    }
  });

  it("writes nothing when one of the names is taken, even by a broken link", async () => {
    await symlink("nowhere", join(folder.path, "template.schema.json"));
    const { status, err } = await boxproof(folder.path, ["init"]);
    expect(status).toBe(2);
    expect(err).toMatch(/^error ERR_FILE_EXISTS: .*template\.schema\.json already; nothing was written\.\n/);
    expect(await readdir(folder.path)).toEqual(["template.schema.json"]);
  });

  it("leaves a changed catalog alone", async () => {
    await boxproof(folder.path, ["init"]);
    await writeFile(join(folder.path, "catalog.yaml"), "mine\n");
    expect((await boxproof(folder.path, ["init"])).status).toBe(2);
    expect(await readFile(join(folder.path, "catalog.yaml"), "utf8")).toBe("mine\n");
  });

  it("says that a file stands where the folder should be", async () => {
    await writeFile(join(folder.path, "taken"), "");
    const { status, err } = await boxproof(folder.path, ["init", "taken"]);
    expect(status).toBe(3);
    expect(err).toMatch(/^error ERR_DISK: /);
  });

  it("takes an empty folder that is there, and prints JSON on demand", async () => {
    await mkdir(join(folder.path, "there"));
    const { status, out } = await boxproof(folder.path, ["init", "there", "--json"]);
    expect(status).toBe(0);
    const document = JSON.parse(out);
    expect(document).toEqual({ folder: join(folder.path, "there"), files: expect.arrayContaining(names) });
  });
});
