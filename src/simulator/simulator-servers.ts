import { randomBytes } from "node:crypto";
import { BoxproofError } from "../core/index.ts";
import type { SimulatorParts } from "./assembly.ts";
import { createControlServer } from "./control-server.ts";
import { requireLoopback } from "./loopback-host.ts";
import { type LoopbackServer, listenOnLoopback } from "./loopback-server.ts";
import type { Simulator, SimulatorAddress, StartOptions } from "./simulator.ts";
import { createTokenServer } from "./token-server.ts";

/** The two servers of a simulator: both listen, or neither. */
export interface SimulatorServers {
  start(simulator: Simulator, options: StartOptions): Promise<SimulatorAddress>;
  close(): Promise<void>;
}

const controlTokenBytes = 32;

/** Servers that do not listen yet. */
export function createSimulatorServers(parts: SimulatorParts): SimulatorServers {
  const { closing } = parts;
  let running: readonly LoopbackServer[] = [];
  let isStarted = false;
  return {
    async start(simulator, { port = 0, controlPort = 0, host = "127.0.0.1" }) {
      requireLoopback(host);
      if (isStarted || closing.signal.aborted) {
        throw new BoxproofError("ERR_SIMULATOR_STATE", "The simulator was started already, or is closed.", {
          remedy: "Create another one.",
        });
      }
      isStarted = true;
      const { timeouts } = parts;
      // The key is made now, so that the first message does not wait for it.
      await parts.identity();
      const tokenServer = await listenOnLoopback(createTokenServer({ ...parts, closing: closing.signal }), {
        host,
        port,
        timeouts,
      });
      running = [tokenServer];
      const tokenUrl = `${tokenServer.origin}/auth/o2/token`;
      const controlToken = randomBytes(controlTokenBytes).toString("base64url");
      const handler = createControlServer({ simulator, tokenUrl, controlToken, strict: parts.strict });
      try {
        const controlServer = await listenOnLoopback(handler, { host, port: controlPort, timeouts });
        running = [tokenServer, controlServer];
        return { tokenUrl, controlUrl: `${controlServer.origin}/v1`, controlToken };
      } catch (error) {
        running = [];
        await tokenServer.close();
        throw error;
      }
    },
    async close() {
      closing.abort();
      await Promise.all(running.map((server) => server.close()));
    },
  };
}
