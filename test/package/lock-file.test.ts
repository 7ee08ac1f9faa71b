import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Lock, missingPlatformEntries } from "../tools/lock-platforms.ts";
import { repository } from "../tools/project-files.ts";
import { readManifest } from "./installed-package.ts";

const lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as Lock;

it("names the builds for every platform, or npm ci would refuse it", () => {
  expect(missingPlatformEntries(lock)).toEqual({});
});

it("says the same of this package as package.json", () => {
  const { bin, dependencies, engines } = readManifest();
  expect(lock.packages[""]).toMatchObject({ bin, dependencies, engines });
});

it("gets entries for the builds that a lock lacks, as deep as they are needed", () => {
  const optionalDependencies = {
    "@tool/linux-x64-musl": "1.0.0",
    "@tool/darwin-arm64": "1.0.0",
    "@tool/win32-x64": "1.0.0",
  };
  const planted: Lock = {
    packages: {
      "": {},
      "node_modules/a/node_modules/tool": { version: "1.0.0", dev: true, optionalDependencies },
      "node_modules/a/node_modules/@tool/win32-x64": { version: "1.0.0" },
    },
  };
  expect(missingPlatformEntries(planted)).toEqual({
    "node_modules/@tool/linux-x64-musl": {
      version: "1.0.0",
      dev: true,
      optional: true,
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
    },
    "node_modules/@tool/darwin-arm64": { version: "1.0.0", dev: true, optional: true, os: ["darwin"], cpu: ["arm64"] },
  });
});
