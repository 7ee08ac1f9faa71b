import { expect, it } from "vitest";
import { isOwnHost } from "./own-host.ts";

const local = { host: "127.0.0.1", machineName: "desk-7" };
const exposed = { host: "0.0.0.0", machineName: "desk-7" };

it.each(["127.0.0.1:8481", "localhost:8481", "LOCALHOST", "[::1]:8481"])(
  "takes %s on loopback and exposed",
  (header) => {
    expect([isOwnHost(header, local), isOwnHost(header, exposed)]).toEqual([true, true]);
  },
);

it.each(["192.168.1.7:8481", "[fe80::1]:8481", "desk-7:8481", "Desk-7.local"])(
  "takes %s only when exposed",
  (header) => {
    expect([isOwnHost(header, local), isOwnHost(header, exposed)]).toEqual([false, true]);
  },
);

it.each(["evil.example", "desk-7.evil.example", "127.0.0.1.evil.example", "", "::1", undefined])(
  "never takes %j",
  (header) => {
    expect([isOwnHost(header, local), isOwnHost(header, exposed)]).toEqual([false, false]);
  },
);

it("takes the very name that it was told to listen on", () => {
  expect(isOwnHost("console.factory.example:80", { host: "console.factory.example", machineName: "x" })).toBe(true);
});
