#!/usr/bin/env node
// Nothing may be imported above the check: better-sqlite3 13 ends an older Node without a word.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `error ERR_NODE_OLD: boxproof needs Node 24 or newer; this is Node ${process.versions.node}.\n` +
      "Install Node 24, or run it inside a project that has it: npm install --save-dev node@24, then npx boxproof.\n",
  );
  process.exit(3);
}
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
