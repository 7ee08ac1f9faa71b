import { expect, test } from "vitest";
import { calibrationFrom, classifyRejection } from "./calibration.ts";
import type { Outcome, Rejection } from "./outcome.ts";

const answer = (
  device: { dsn: string; deviceModel: string },
  status: number,
  error?: string,
  errorDescription?: string,
): Outcome => ({
  outcome: "rejected_400_unclassified",
  reason: "no-calibration",
  possible: [],
  ...device,
  encoding: "json",
  message: "m",
  evidence: {
    attempts: 1,
    elapsedMs: 1,
    history: [{ status }],
    status,
    ...(error === undefined ? {} : { error }),
    ...(errorDescription === undefined ? {} : { errorDescription }),
  },
});

const probe = (expected: Rejection, description: string, error = "invalid_request") => ({
  expected,
  outcome: answer({ dsn: "P1", deviceModel: "MODEL" }, 400, error, description),
});

const threeWords = [
  probe("not_preregistered", "Serial P1 is not pre-registered, request 8f14e45f-ceea-467f-a8ad-6f0b8bb3c2ff"),
  probe("model_not_onboarded", "MODEL is not onboarded"),
  probe("foreign_credentials", "MODEL belongs to amzn1.application-oa2-client.77"),
];

test("the same refusal of another device is recognised", () => {
  const { calibration, findings } = calibrationFrom(threeWords);
  expect(findings).toEqual([]);
  const classify = (description: string, error = "invalid_request") =>
    classifyRejection(answer({ dsn: "Q22", deviceModel: "OTHER" }, 400, error, description), calibration);
  expect(classify("Serial Q22 is not  pre-registered, request 00000000-ceea-467f-a8ad-6f0b8bb3c2ff")).toEqual({
    known: "not_preregistered",
  });
  expect(classify("OTHER is not onboarded")).toEqual({ known: "model_not_onboarded" });
  expect(classify("OTHER belongs to amzn1.application-oa2-client.5")).toEqual({ known: "foreign_credentials" });
  expect(classify("OTHER is not onboarded", "invalid_grant")).toEqual({
    unclassified: "fingerprint-unknown",
    possible: [],
  });
  expect(classify("Something new")).toEqual({ unclassified: "fingerprint-unknown", possible: [] });
});

test("a serial that is part of the model's name does not break the name up", () => {
  const { calibration } = calibrationFrom(threeWords);
  const tricky = answer({ dsn: "ONE", deviceModel: "BREW_ONE" }, 400, "invalid_request", "BREW_ONE is not onboarded");
  expect(classifyRejection(tricky, calibration)).toEqual({ known: "model_not_onboarded" });
});

test("two refusals in the same words stay unclassified, and the calibration says so", () => {
  const { calibration, findings } = calibrationFrom([
    probe("not_preregistered", "bad grant"),
    probe("foreign_credentials", "bad grant"),
    probe("model_not_onboarded", "bad model"),
  ]);
  expect(findings.map((finding) => finding.id)).toEqual(["calibration-ambiguous"]);
  const same = answer({ dsn: "Q", deviceModel: "O" }, 400, "invalid_request", "bad grant");
  expect(classifyRejection(same, calibration)).toEqual({
    unclassified: "fingerprint-ambiguous",
    possible: ["not_preregistered", "foreign_credentials"],
  });
});

test("a probe that was not refused with a 400 teaches nothing", () => {
  const outcome = answer({ dsn: "P", deviceModel: "M" }, 503);
  const { calibration, findings } = calibrationFrom([{ expected: "not_preregistered", outcome }]);
  expect(calibration.fingerprints).toEqual([]);
  expect(findings.map((finding) => finding.id)).toEqual(["calibration-probe"]);
});

test("without a calibration, or with an empty one, nothing is classified", () => {
  const refusal = answer({ dsn: "P", deviceModel: "M" }, 400, "invalid_grant");
  const nothing = { unclassified: "no-calibration", possible: [] };
  expect(classifyRejection(refusal, undefined)).toEqual(nothing);
  expect(classifyRejection(refusal, { fingerprints: [] })).toEqual(nothing);
});

test("a bare 400 without JSON has a fingerprint of its own", () => {
  const { calibration } = calibrationFrom([
    { expected: "not_preregistered", outcome: answer({ dsn: "P", deviceModel: "M" }, 400) },
  ]);
  const bare = answer({ dsn: "Q", deviceModel: "M" }, 400);
  expect(classifyRejection(bare, calibration)).toEqual({ known: "not_preregistered" });
  expect(classifyRejection(answer({ dsn: "Q", deviceModel: "M" }, 400, "x"), calibration)).toMatchObject({
    possible: [],
  });
});
