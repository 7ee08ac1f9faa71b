import { expect, test } from "vitest";
import type { RehearsalResult, RunFacts } from "../rehearsal-result.ts";
import { junitXml } from "./junit-xml.ts";
import { reportHtml } from "./report-html.ts";
import { reportJson } from "./report-json.ts";

const hostile = `<script>alert("1")</script> & 'x'`;

const run: RunFacts = {
  boxproofVersion: "0.0.0",
  nodeVersion: "24.0.0",
  startedAt: "2026-01-02T03:04:05.678Z",
  durationMs: 1500,
  tokenUrl: "http://127.0.0.1:1/auth/o2/token",
  notificationUrl: "http://127.0.0.1:2/sns",
  durationsMs: { "TOK-03": 250 },
  requestIds: {},
};

const result: RehearsalResult = {
  seed: hostile,
  maker: hostile,
  catalogName: hostile,
  catalogSha256: "00",
  isDemo: false,
  state: "fail",
  chains: [],
  cases: [
    {
      id: "TOK-03",
      title: hostile,
      rule: hostile,
      source: { document: hostile, clause: hostile, confidence: "documented" },
      state: "fail",
      observations: [
        {
          subject: hostile,
          state: "fail",
          expected: "a 400",
          got: `a 200\u0000\u001b[2J`,
          nextStep: "look at the client",
        },
      ],
    },
  ],
  controls: [
    {
      id: "x",
      title: hostile,
      harm: hostile,
      caught: false,
      caughtBy: hostile,
      expected: hostile,
      got: hostile,
      remedy: hostile,
      picture: {
        file: "controls/x.jpg",
        alt: hostile,
        width: 10,
        height: 10,
        outlines: [
          {
            corners: [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
            label: hostile,
            role: "serial",
          },
        ],
      },
    },
  ],
  notes: [{ level: "warn", message: hostile }],
};
const evidence = new Map([["controls/x.jpg", new Uint8Array([255, 216])]]);

test("nothing from a catalog becomes markup of the report", () => {
  const page = reportHtml(result, run, evidence);
  expect(page).toContain("&#60;script&#62;");
  expect(page).not.toContain("<script");
});

test("the report needs no other file and no network", () => {
  const page = reportHtml(result, run, evidence);
  const addresses = [...page.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')>\s]+)/g)].map((match) => match[1] ?? "");
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !address.startsWith("data:"))).toEqual([]);
});

test("a failed case says what was expected, what was got, the rule with its source, and the next step", () => {
  const page = reportHtml(result, run, evidence);
  for (const text of ["a 400", "a 200", "look at the client", "Rule:", "documented"]) expect(page).toContain(text);
});

test("a picture that is not in the evidence is said to be missing", () => {
  expect(reportHtml(result, run, new Map())).toContain("controls/x.jpg is not in the evidence");
});

test("junit counts failed cases and missed mistakes and holds no character that XML forbids", () => {
  const xml = junitXml(result, run);
  expect(xml).toContain('tests="2" failures="2" errors="0" skipped="0" time="1.500"');
  expect(xml).toContain('time="0.250"');
  expect(xml).not.toContain("<script");
  expect([...xml].filter((character) => character < " " && character !== "\n")).toEqual([]);
});

test("everything that varies from run to run is under run", () => {
  const other: RunFacts = {
    ...run,
    startedAt: "2027-01-01T00:00:00.000Z",
    durationMs: 2,
    tokenUrl: "http://127.0.0.1:9/",
  };
  const [a, b] = [reportJson(result, run), reportJson(result, other)].map((text) => JSON.parse(text));
  expect(a).not.toEqual(b);
  expect({ ...a, run: undefined }).toEqual({ ...b, run: undefined });
});
