import { type KeyObject, X509Certificate } from "node:crypto";
import { type Clock, untilAborted } from "../clock.ts";
import { SingleFlight } from "../single-flight.ts";

/** Gives the PEM text behind a SigningCertURL. It may reject; it should stop when the signal is raised. */
export type CertSource = (url: string, signal: AbortSignal) => Promise<string>;

/** Largest certificate that is looked at, in characters. */
export const certificateLengthMax = 16_384;

const fetchTimeMs = 3_000;
const certificatesMax = 16;
const fetchesMax = 16;

/** A usable signing key, or why there is none now. */
export type KeyResult =
  | { readonly ok: true; readonly key: KeyObject }
  | { readonly ok: false; readonly reason: "unavailable" | "not-a-certificate" | "out-of-date" | "weak-key" };

/**
 * Signing certificates by URL: at most 16, the longest unused goes first; one request per URL at a time, each over after
 * 3 s. Only a certificate that parses and is in date is kept, so a bad answer never outlives itself. (Tried: two public
 * packages for SNS keep an error page as the certificate and refuse every message until they are started again.)
 */
export class CertificateStore {
  readonly #source: CertSource;
  readonly #clock: Clock;
  readonly #kept = new Map<string, X509Certificate>();
  readonly #flights = new SingleFlight<KeyResult>();

  constructor(source: CertSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** The key behind the URL, which the caller has checked to be one of AWS. */
  async keyOf(url: string): Promise<KeyResult> {
    const kept = this.#kept.get(url);
    if (kept !== undefined && isInDate(kept, this.#clock.nowMs())) {
      // Put last again: a Map keeps the order of insertion, and the first one goes when it is full.
      this.#kept.delete(url);
      this.#kept.set(url, kept);
      return { ok: true, key: kept.publicKey };
    }
    this.#kept.delete(url);
    // Names are free to invent, so a flood of them must not become a flood of requests.
    if (!this.#flights.has(url) && this.#flights.size >= fetchesMax) return { ok: false, reason: "unavailable" };
    return this.#flights.run(url, () => this.#load(url));
  }

  async #load(url: string): Promise<KeyResult> {
    const signal = this.#clock.deadline(fetchTimeMs);
    let pem: string;
    try {
      pem = await untilAborted(this.#source(url, signal), signal);
    } catch {
      return { ok: false, reason: "unavailable" };
    }
    const certificate = pem.length <= certificateLengthMax ? parseCertificate(pem) : undefined;
    if (certificate === undefined) return { ok: false, reason: "not-a-certificate" };
    if (!isInDate(certificate, this.#clock.nowMs())) return { ok: false, reason: "out-of-date" };
    if (!isStrong(certificate.publicKey)) return { ok: false, reason: "weak-key" };
    this.#keep(url, certificate);
    return { ok: true, key: certificate.publicKey };
  }

  #keep(url: string, certificate: X509Certificate): void {
    this.#kept.set(url, certificate);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > certificatesMax && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function isInDate(certificate: X509Certificate, nowMs: number): boolean {
  return certificate.validFromDate.getTime() <= nowMs && nowMs <= certificate.validToDate.getTime();
}

/** AWS signs with RSA; a key under 2,048 bits could be broken. */
function isStrong(key: KeyObject): boolean {
  return key.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048;
}
