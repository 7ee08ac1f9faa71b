import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A self-signed certificate with its private key. */
export interface SigningCertificate {
  readonly pem: string;
  readonly privateKey: KeyObject;
}

/**
 * Makes a self-signed X.509 certificate (RFC 5280) byte by byte, so that the tests depend on no certificate library.
 * The key is RSA of 2,048 bits unless told otherwise.
 */
export function createSigningCertificate(options: {
  readonly from: Date;
  readonly to: Date;
  readonly key?: { readonly kind: "rsa"; readonly bits: number } | { readonly kind: "ec" };
}): SigningCertificate {
  const { key = { kind: "rsa", bits: 2048 } } = options;
  const pair =
    key.kind === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: key.bits });
  const algorithm =
    key.kind === "ec" ? sequence(oid("2a8648ce3d040302")) : sequence(oid("2a864886f70d01010b"), der(0x05));
  const name = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from("sns.amazonaws.com")))));
  const body = sequence(
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(options.from), time(options.to)),
    name,
    pair.publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", body, pair.privateKey);
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature));
  const base64 = certificate.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    privateKey: pair.privateKey,
  };
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, ...parts);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

/** GeneralizedTime, whole seconds. */
function time(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/g, "")}`));
}
