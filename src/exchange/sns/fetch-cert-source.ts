import { type Fetch, isRedirect, readBounded } from "../transport.ts";
import { type CertSource, certificateLengthMax } from "./certificate-store.ts";

/** Fetches certificates over HTTPS, whose own certificate proves the host. Takes a 200 of at most 16 KiB, no redirect. */
export function createFetchCertSource(fetch: Fetch = globalThis.fetch): CertSource {
  return async (url, signal) => {
    const response = await fetch(url, { redirect: "manual", signal });
    if (isRedirect(response) || response.status !== 200) {
      response.body?.cancel().catch(() => undefined);
      throw new Error(`the certificate's host answered ${response.status}`);
    }
    const bytes = await readBounded(response, certificateLengthMax);
    if (bytes === undefined) throw new Error(`the certificate's host sent more than ${certificateLengthMax} bytes`);
    return new TextDecoder().decode(bytes);
  };
}
