/** Amazon's side on this machine: checkout, fulfilment-centre scan, token endpoint, SNS notifications. */
export { createSimulator } from "./create-simulator.ts";
export type { TokenEvent } from "./journal.ts";
export type { Simulator, SimulatorAddress } from "./simulator.ts";
export {
  type LwaClient,
  type SeedDevice,
  type SimulatorModel,
  type SimulatorOptions,
  testModel,
} from "./simulator-options.ts";
export { createSnsIdentity } from "./sns-identity.ts";
export type { SnsMessage } from "./sns-message.ts";
export { parseStateFile } from "./state-file.ts";
export type { TokenReason } from "./token-answer.ts";
