import { createServer } from "node:http";
import { expect, test } from "vitest";
import { type CertSource, createFetchCertSource, createSnsVerifier, type Fetch } from "../../src/exchange/index.ts";
import { createSigningCertificate } from "./signing-certificate.ts";
import { body, certUrl, countingSource, notification, nowMs, signer, topicArn } from "./sns-sender.ts";
import { type Answer, listen, startTokenServer, text } from "./token-server.ts";

const message = body(notification());
const verifierOf = (certSource: CertSource, now = () => nowMs) =>
  createSnsVerifier({ certSource, topicArns: [topicArn], now });
const idOf = async (verifying: ReturnType<ReturnType<typeof createSnsVerifier>["verify"]>) => {
  const result = await verifying;
  return result.ok ? "ok" : `${result.finding.id}${result.isPassing ? " (passing)" : ""}`;
};

test("a certificate is fetched once, also for messages that come at once", async () => {
  const certSource = countingSource(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return signer.pem;
  });
  const verifier = verifierOf(certSource);
  const many = await Promise.all(Array.from({ length: 20 }, () => idOf(verifier.verify(message))));
  expect(new Set(many)).toEqual(new Set(["ok"]));
  expect(await idOf(verifier.verify(message))).toBe("ok");
  expect(certSource.urls).toEqual([certUrl]);
});

const from = new Date(nowMs - 2_000);
const to = new Date(nowMs + 86_400_000);
const wrongOnce: Readonly<Record<string, readonly [() => Promise<string>, string]>> = {
  "a rejection": [() => Promise.reject(new Error("503")), "sns-cert-unavailable (passing)"],
  "an HTML page": [async () => "<html>Service Unavailable</html>", "sns-cert-not-a-certificate (passing)"],
  nothing: [async () => "", "sns-cert-not-a-certificate (passing)"],
  "more than 16 KiB": [async () => signer.pem + " ".repeat(16_384), "sns-cert-not-a-certificate (passing)"],
  "an expired certificate": [
    async () => createSigningCertificate({ from, to: new Date(nowMs - 1_000) }).pem,
    "sns-cert-out-of-date (passing)",
  ],
  "a certificate of tomorrow": [
    async () => createSigningCertificate({ from: new Date(nowMs + 1_000), to }).pem,
    "sns-cert-out-of-date (passing)",
  ],
  "a key of 1,024 bits": [
    async () => createSigningCertificate({ from, to, key: { kind: "rsa", bits: 1024 } }).pem,
    "sns-cert-weak-key (passing)",
  ],
  "an elliptic key": [
    async () => createSigningCertificate({ from, to, key: { kind: "ec" } }).pem,
    "sns-cert-weak-key (passing)",
  ],
};

test.each(Object.entries(wrongOnce))(
  "%s in place of the certificate is not kept: the next message is verified",
  async (_what, [wrong, id]) => {
    let calls = 0;
    const verifier = verifierOf(() => (++calls === 1 ? wrong() : Promise.resolve(signer.pem)));
    expect(await idOf(verifier.verify(message))).toBe(id);
    expect(await idOf(verifier.verify(message))).toBe("ok");
  },
);

test("a certificate that runs out while it is kept is fetched anew", async () => {
  let currentMs = nowMs;
  const short = createSigningCertificate({ from, to: new Date(nowMs + 1_000) });
  const certSource = countingSource(async () => (currentMs === nowMs ? short.pem : signer.pem));
  const verifier = verifierOf(certSource, () => currentMs);
  expect(await idOf(verifier.verify(body(notification(), short)))).toBe("ok");
  currentMs = nowMs + 1_001;
  expect(await idOf(verifier.verify(message))).toBe("ok");
  expect(certSource.urls).toHaveLength(2);
});

test("a source that never answers is given up after 3 s, and the next message is verified", async () => {
  let calls = 0;
  const verifier = verifierOf(() => (++calls === 1 ? new Promise(() => undefined) : Promise.resolve(signer.pem)));
  const startMs = performance.now();
  // Without a limit it would never end.
  expect(await idOf(verifier.verify(message))).toBe("sns-cert-unavailable (passing)");
  expect(performance.now() - startMs).toBeGreaterThan(2_900);
  expect(await idOf(verifier.verify(message))).toBe("ok");
});

const urlOf = (nth: number) => certUrl.replace(/.{4}\.pem$/, `${String(nth).padStart(4, "0")}.pem`);

test("16 certificates are kept, and the longest unused goes first", async () => {
  const certSource = countingSource();
  const verifier = verifierOf(certSource);
  const ask = (nth: number) => idOf(verifier.verify(body(notification({ SigningCertURL: urlOf(nth) }))));
  for (let nth = 0; nth < 16; nth += 1) await ask(nth);
  await ask(0);
  expect(certSource.urls).toHaveLength(16);
  await ask(16);
  await ask(0);
  expect(certSource.urls).toHaveLength(17);
  await ask(1);
  expect(certSource.urls).toHaveLength(18);
});

test("a flood of invented names is not a flood of requests", async () => {
  const certSource = countingSource(
    () => new Promise((_resolve, reject) => setTimeout(() => reject(new Error("404")), 50)),
  );
  const verifier = verifierOf(certSource);
  const flood = Array.from({ length: 60 }, (_, nth) =>
    idOf(verifier.verify(body(notification({ SigningCertURL: urlOf(nth) })))),
  );
  expect(new Set(await Promise.all(flood))).toEqual(new Set(["sns-cert-unavailable (passing)"]));
  expect(certSource.urls).toHaveLength(16);
});

/** The platform's fetch, with AWS's host led to a server of the test. */
const ledTo =
  (endpoint: string): Fetch =>
  (url, init) =>
    fetch(new URL(new URL(url).pathname, endpoint), init);
const slowly: Answer = (response) => {
  response.writeHead(200);
  const drip = setInterval(() => response.write("-"), 50);
  response.on("close", () => clearInterval(drip));
};

test("over HTTP the certificate comes from the path of the URL", async () => {
  await using server = await startTokenServer(text(200, signer.pem));
  expect(await idOf(verifierOf(createFetchCertSource(ledTo(server.endpoint))).verify(message))).toBe("ok");
  expect(server.requests).toMatchObject([{ method: "GET", path: new URL(certUrl).pathname }]);
});

test.each([
  ["503", text(503, "<html>"), "unavailable"],
  ["404 with a certificate", text(404, signer.pem), "unavailable"],
  ["200 with HTML", text(200, "<html>"), "not-a-certificate"],
  ["more than 16 KiB", text(200, signer.pem + "\n".repeat(16_384)), "unavailable"],
  ["a slow drip", slowly, "unavailable"],
])("over HTTP %s is no certificate, and the next message is verified", async (_what, answer, reason) => {
  await using server = await startTokenServer(answer, text(200, signer.pem));
  const verifier = verifierOf(createFetchCertSource(ledTo(server.endpoint)));
  expect(await idOf(verifier.verify(message))).toBe(`sns-cert-${reason} (passing)`);
  expect(await idOf(verifier.verify(message))).toBe("ok");
});

test("over HTTP a redirect is not followed", async () => {
  let followed = 0;
  const other = createServer((_request, response) => {
    followed += 1;
    response.end(signer.pem);
  });
  const port = await listen(other);
  await using server = await startTokenServer(text(302, "", { location: `http://127.0.0.1:${port}/cert.pem` }));
  expect(await idOf(verifierOf(createFetchCertSource(ledTo(server.endpoint))).verify(message))).toBe(
    "sns-cert-unavailable (passing)",
  );
  expect(followed).toBe(0);
  other.close();
});
