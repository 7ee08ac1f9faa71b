// A worker for the pool's tests, in plain JavaScript: does what each task says.
import { parentPort, workerData } from "node:worker_threads";

if (workerData?.start === "throw") throw new Error("no start today");
if (workerData?.start === "exit") process.exit(7);

parentPort.on("message", ({ act, value }) => {
  if (act === "answer") parentPort.postMessage({ kind: "answer", answer: value });
  if (act === "fail") parentPort.postMessage({ kind: "failure", message: "the engine broke" });
  if (act === "throw") throw new Error("unforeseen\nwith a second line");
  if (act === "exit") process.exit(9);
  if (act === "stick") while (true);
  if (act === "slow") setTimeout(() => parentPort.postMessage({ kind: "answer", answer: value }), 100);
});
if (workerData?.start !== "silent") parentPort.postMessage({ kind: "ready" });
