import type { Server } from "node:http";
import type { Socket } from "node:net";

/** The connections of a server, watched from its start. */
export interface OpenConnections {
  /**
   * From now on closes every connection on which no request waits for its answer. Node's own `closeIdleConnections`
   * leaves those alone that have never sent anything, so that they would hold up the stop.
   */
  drain(): void;
}

/** Watches the connections of a server; call it before the server listens. */
export function watchConnections(server: Server): OpenConnections {
  const waiting = new Map<Socket, number>();
  let draining = false;

  function settle(socket: Socket, change: number): void {
    const count = waiting.get(socket);
    if (count === undefined) return;
    waiting.set(socket, count + change);
    if (draining && count + change === 0) socket.destroySoon();
  }

  server.on("connection", (socket) => {
    waiting.set(socket, 0);
    socket.once("close", () => waiting.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    settle(socket, 1);
    response.once("close", () => settle(socket, -1));
  });
  return {
    drain() {
      draining = true;
      for (const socket of waiting.keys()) settle(socket, 0);
    },
  };
}
