import { createHash, KeyObject, webcrypto, X509Certificate } from "node:crypto";

/** The key with which SNS messages are signed, and its certificate. Both in PEM. */
export interface SnsIdentity {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

const dayMs = 24 * 3600 * 1000;

/**
 * A new RSA-2048 key with a self-signed certificate that is in date from a day before `nowMs` to ten years after it.
 * Takes about 0.2 s.
 */
export async function createSnsIdentity(nowMs: number): Promise<SnsIdentity> {
  const { X509CertificateGenerator } = await importX509();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: "01",
      name: "CN=sns.amazonaws.com, O=boxproof simulator",
      notBefore: new Date(nowMs - dayMs),
      notAfter: new Date(nowMs + 3650 * dayMs),
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  const privateKeyPem = KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
  return { certificatePem: `${certificate.toString("pem").trim()}\n`, privateKeyPem };
}

/** The 32 hexadecimal digits in the name of the certificate's file: another certificate, another URL. */
export function certificateName(identity: SnsIdentity): string {
  const { raw } = new X509Certificate(identity.certificatePem);
  return createHash("sha256").update(raw).digest("hex").slice(0, 32);
}

/**
 * @peculiar/x509 does not load without three functions of the reflect-metadata proposal, which its decorators look up
 * once, at import, and of which they store nothing for the classes used here. They are lent for the import only, so
 * that no other code of the process comes to see them.
 */
async function importX509(): Promise<typeof import("@peculiar/x509")> {
  const lent = ["getMetadata", "getOwnMetadata", "defineMetadata"].filter((name) => !Reflect.has(Reflect, name));
  const value = (): undefined => undefined;
  for (const name of lent) Reflect.defineProperty(Reflect, name, { value, configurable: true });
  try {
    return await import("@peculiar/x509");
  } finally {
    for (const name of lent) Reflect.deleteProperty(Reflect, name);
  }
}
