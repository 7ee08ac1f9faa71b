import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this repository, with a slash at the end. */
export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Every file that git knows or would add, with its text, by path; files that are not text are left out. */
export function projectFiles(): readonly { readonly path: string; readonly text: string }[] {
  return projectPaths().flatMap((path) => {
    const bytes = readFileSync(join(repository, path));
    return bytes.includes(0) ? [] : [{ path, text: bytes.toString("utf8") }];
  });
}

/** The paths of every file that git knows or would add, with forward slashes, sorted. */
export function projectPaths(): readonly string[] {
  // Also where the folder belongs to another user, as in a machine that checks copies of it.
  const list = execFileSync(
    "git",
    ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: repository,
      encoding: "utf8",
      maxBuffer: 64_000_000,
    },
  );
  return list
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(repository, path)))
    .toSorted();
}
