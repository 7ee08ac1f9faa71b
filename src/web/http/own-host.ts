import { isIP } from "node:net";
import { hostOfHeader, isLoopback } from "./loopback.ts";

/**
 * Whether a `Host` header names a service that listens on `host`. A web page that points its own name at this machine
 * (DNS rebinding) is refused: names are only those of this machine and `host` itself; an address can be no such trick,
 * so where other machines may call, any is taken.
 */
export function isOwnHost(
  header: string | undefined,
  service: { readonly host: string; readonly machineName: string },
): boolean {
  const called = hostOfHeader(header ?? "")?.toLowerCase();
  if (called === undefined) return false;
  if (isLoopback(called)) return true;
  if (isLoopback(service.host)) return false;
  const machine = service.machineName.toLowerCase();
  return isIP(called) !== 0 || [service.host.toLowerCase(), machine, `${machine}.local`].includes(called);
}
