/** Amazon's side on this machine: checkout, fulfilment-centre scan, token endpoint, SNS notifications. */
export { createSimulator } from "./create-simulator.ts";
export type { JournalEntry, TokenEvent } from "./journal.ts";
export type { ScriptedResponse } from "./scripted-response.ts";
export type { Simulator, SimulatorAddress } from "./simulator.ts";
export {
  type LwaClient,
  type SeedDevice,
  type SimulatorModel,
  type SimulatorOptions,
  testModel,
} from "./simulator-options.ts";
export { createSnsIdentity, type SnsIdentity } from "./sns-identity.ts";
export type { SnsMessage } from "./sns-message.ts";
export { parseStateFile } from "./state-file.ts";
export type { TokenReason } from "./token-answer.ts";
