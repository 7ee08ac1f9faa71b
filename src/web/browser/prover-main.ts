import { startProver } from "./prover-page.ts";

// The page as the console serves it: the worker is a module beside this one.
startProver(() => new Worker(new URL("./prover-worker.js", import.meta.url), { type: "module", name: "prover" }));
