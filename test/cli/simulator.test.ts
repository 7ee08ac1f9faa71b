import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

const bin = new URL("../../src/cli/bin.ts", import.meta.url).pathname;
const demoModel = "BREWLINE_ONE";

interface Ready {
  readonly tokenUrl: string;
  readonly controlUrl: string;
  readonly credentialsFile: string;
  readonly catalog: string;
  readonly demo: boolean;
  readonly devices: number;
}

interface Credentials {
  readonly controlToken: string;
  readonly clients: readonly { readonly lwaClientId: string; readonly secret?: string }[];
}

interface Run {
  readonly child: ChildProcess;
  readonly output: { out: string; err: string };
  /** Resolves with the exit status. */
  readonly ended: Promise<number | null>;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "boxproof-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function run(args: readonly string[], options: { cwd?: string; env?: Readonly<Record<string, string>> } = {}): Run {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [bin, "simulator", ...args], {
    cwd: options.cwd ?? folder(),
    // A killed simulator leaves its folder; it is left where the test cleans up.
    env: { PATH, TMPDIR: folder(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output.out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, output, ended };
}

async function ready(args: readonly string[], options: Parameters<typeof run>[1] = {}) {
  const running = run([...args, "--json"], options);
  await Promise.race([expect.poll(() => running.output.out).toContain("\n"), running.ended]);
  const address = JSON.parse(running.output.out) as Ready;
  const credentials = JSON.parse(readFileSync(address.credentialsFile, "utf8")) as Credentials;
  return { ...running, address, credentials };
}

const control = (address: Ready, { controlToken }: Credentials, path: string) =>
  fetch(address.controlUrl + path, { headers: { authorization: `Bearer ${controlToken}` } }).then(
    (response) => response.json() as Promise<Readonly<Record<string, unknown>>>,
  );

function exchange(
  address: Ready,
  credentials: { lwaClientId: string; secret: string },
  device: readonly [string, string],
) {
  const attributes = { device_model: device[0], device_serial_number: device[1] };
  return fetch(address.tokenUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: credentials.lwaClientId,
      client_secret: credentials.secret,
      grant_type: "device_preregistration",
      scope: "dash:replenish",
      scope_data: { product_instance_attributes: attributes },
    }),
  });
}

describe("boxproof simulator", () => {
  it("serves the demo catalog, keeps secrets off the terminal, and stops with status 0", async () => {
    const running = await ready([]);
    const { address, credentials, output } = running;
    expect(address.demo).toBe(true);
    expect(output.err).toContain("demo catalog");
    expect(output.out.trimEnd().split("\n")).toHaveLength(1);
    expect(statSync(address.credentialsFile).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(address.credentialsFile)).mode & 0o777).toBe(0o700);
    const { models } = await control(address, credentials, "/models");
    expect((models as { deviceModel: string }[]).map(({ deviceModel }) => deviceModel)).toEqual(
      expect.arrayContaining([demoModel, "DRS_Test_Device"]),
    );
    const answers = await Promise.all(
      credentials.clients.map(({ lwaClientId, secret = "" }) =>
        exchange(address, { lwaClientId, secret }, ["DRS_Test_Device", "TestAmazonPreReg001"]),
      ),
    );
    // Amazon's test device belongs to one security profile and to no other.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(answers.length - 1).fill(400)]);

    running.child.kill("SIGTERM");
    expect(await running.ended).toBe(0);
    expect(existsSync(dirname(address.credentialsFile))).toBe(false);
    const terminal = output.out + output.err;
    for (const secret of [credentials.controlToken, ...credentials.clients.map((client) => client.secret ?? "")]) {
      expect(secret.length).toBeGreaterThan(30);
      expect(terminal).not.toContain(secret);
    }
  });

  it("says in one sentence where it is, and stops on SIGINT", async () => {
    const { child, output, ended } = run(["--demo"]);
    await expect.poll(() => output.out).toContain("\n");
    expect(output.out).toMatch(
      /^Simulator ready: token endpoint http:\/\/127\.0\.0\.1:\d+\/auth\/o2\/token, control plane http:\/\/127\.0\.0\.1:\d+\/v1, its token and the client secrets in \S+\n$/,
    );
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("seeds devices from a state file and takes a secret from its own file, which it does not repeat", async () => {
    const cwd = folder();
    const secretFile = join(cwd, "secret");
    writeFileSync(secretFile, "planted-secret-of-the-maker\n");
    chmodSync(secretFile, 0o600);
    const device = { deviceModel: demoModel, dsn: "S-unscanned", purchase: "opted-in", scanned: false };
    const state = { format: "boxproof-simulator-state/1", devices: [device] };
    writeFileSync(join(cwd, "state.json"), JSON.stringify(state));
    const env = { BOXPROOF_LWA_SECRET_FILE_MAIN: secretFile };
    const { address, credentials, output } = await ready(["--state", "state.json", "--strict"], { cwd, env });
    const own = credentials.clients.filter(({ secret }) => secret === undefined);
    expect(own).toHaveLength(1);
    const { devices } = await control(address, credentials, "/devices");
    expect(devices).toContainEqual(expect.objectContaining({ dsn: "S-unscanned", state: "purchased-opted-in" }));
    expect(await control(address, credentials, "/status")).toMatchObject({ strict: true });
    const statuses = [];
    for (const secret of ["planted-secret-of-the-maker", "another"]) {
      const answer = await exchange(address, { lwaClientId: own[0]?.lwaClientId ?? "", secret }, [
        demoModel,
        "S-unscanned",
      ]);
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([400, 401]);
    expect(output.out + output.err + readFileSync(address.credentialsFile, "utf8")).not.toContain("planted");
  });

  it.each([
    [
      "a state file with faults",
      ["--state", "state.json"],
      2,
      /^error ERR_STATE_FILE: .*state\.json has 2 faults\n {2}devices\[0\]\.deviceModel: expected one of .*, found "NONE"\n {2}devices\[1\]\.dsn: expected a serial that matches/m,
    ],
    ["no such state file", ["--state", "none.json"], 2, /^error ERR_FILE_READ: /m],
    ["no such catalog", ["--catalog", "none.yaml"], 2, /^error ERR_CATALOG_MISSING: /m],
    ["a port that is none", ["--port", "65536"], 2, /^error ERR_USAGE: /m],
    ["an unknown option", ["--host", "0.0.0.0"], 2, /^error ERR_USAGE: /m],
  ])("refuses %s", async (_, args, status, message) => {
    const cwd = folder();
    const device = { purchase: "opted-in", scanned: true };
    const devices = [
      { ...device, deviceModel: "NONE", dsn: "A" },
      { ...device, deviceModel: demoModel, dsn: "A" },
    ];
    writeFileSync(join(cwd, "state.json"), JSON.stringify({ format: "boxproof-simulator-state/1", devices }));
    let [out, err] = ["", ""];
    const io: Io = {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      stdin: Readable.from([]),
      env: {},
      cwd,
      outIsTerminal: false,
      errIsTerminal: false,
      stop: AbortSignal.abort(),
    };
    expect(await main(["simulator", ...args], io)).toBe(status);
    expect(err).toMatch(message);
    expect(out).toBe("");
  });

  it("exits with 3 when a port is taken, and leaves nothing behind", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const own = folder();
    for (const option of ["--port", "--control-port"]) {
      const { output, ended } = run([option, String(port)], { env: { TMPDIR: own } });
      expect(await ended).toBe(3);
      expect(output.err).toMatch(new RegExp(`error ERR_PORT_TAKEN: Port ${port} `));
      expect(output.out).toBe("");
    }
    expect(readdirSync(own)).toEqual([]);
  });
});
