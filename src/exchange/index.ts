/** Amazon's token endpoint and SNS topic, from the maker's side. */
export { type CalibrationResult, calibrate, type ProbeDevice } from "./calibrate.ts";
export { type Calibration, calibrationFrom, type Fingerprint, type Probe } from "./calibration.ts";
export { type Clock, machineClock } from "./clock.ts";
export { Confidential } from "./confidential.ts";
export { type Endpoint, parseEndpoint } from "./endpoint.ts";
export { type DeviceName, type ExchangeManyRequest, exchangeMany } from "./exchange-many.ts";
export { type EndpointOptions, type ExchangeRequest, exchangeToken } from "./exchange-token.ts";
export type { LivePermit } from "./local-refusal.ts";
export type {
  Attempt,
  BodyEncoding,
  Evidence,
  NetworkFailure,
  Outcome,
  OutcomeName,
  Refusal,
  Rejection,
  Unclassified,
  Violation,
} from "./outcome.ts";
export { type Advice, adviseOn } from "./outcome-advice.ts";
export { redact } from "./redact.ts";
export { type RefreshOutcome, type RefreshRequest, refreshToken } from "./refresh-token.ts";
export type { Credentials } from "./request-body.ts";
export type { CertSource } from "./sns/certificate-store.ts";
export type { DrsNotification } from "./sns/drs-notification.ts";
export { createFetchCertSource } from "./sns/fetch-cert-source.ts";
export type { SnsEvent } from "./sns/sns-event.ts";
export { createSnsHandler } from "./sns/sns-handler.ts";
export {
  createSnsReceiver,
  type RequestHeaders,
  type SnsReceiver,
  type SnsReceiverOptions,
  type SnsReception,
} from "./sns/sns-receiver.ts";
export { createMemorySnsStore, type MemorySnsStoreOptions, type SnsStore } from "./sns/sns-store.ts";
export {
  createSnsVerifier,
  type SnsVerification,
  type SnsVerifier,
  type SnsVerifierOptions,
} from "./sns/sns-verifier.ts";
export { readTestPurchases, TestPurchases } from "./test-purchases.ts";
export type { TokenShape, Tokens, TokenTrace } from "./tokens.ts";
export type { Fetch } from "./transport.ts";
