import { isIPv4, isIPv6 } from "node:net";

/** True for a host name or address that only programs of this machine can reach. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (isIPv4(name)) return name.startsWith("127.");
  return name === "localhost" || name === "::1";
}

/** The host of a `Host` header, without port and brackets; undefined when it is not well formed. */
export function hostOfHeader(header: string): string | undefined {
  const [, bracketed, plain] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]+))(?::[0-9]{1,5})?$/.exec(header) ?? [];
  return bracketed ?? plain;
}

/** `host` as it stands in a URL. */
export function urlHost(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
