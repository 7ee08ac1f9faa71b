import type { RehearsalControl } from "../rehearsal-control.ts";
import { cutQuietZone } from "./cut-quiet-zone.ts";
import { duplicateSerial } from "./duplicate-serial.ts";
import { foreignTopic } from "./foreign-topic.ts";
import { gtinMatchesPattern } from "./gtin-matches-pattern.ts";
import { gtinOfAnotherModel } from "./gtin-of-another-model.ts";
import { halfReadBox } from "./half-read-box.ts";
import { labelOfAnotherModel } from "./label-of-another-model.ts";
import { labelOnWrongDevice } from "./label-on-wrong-device.ts";
import { mutatedSerial } from "./mutated-serial.ts";
import { narrowPattern } from "./narrow-pattern.ts";
import { overlappingModels } from "./overlapping-models.ts";
import { scrappedLabel } from "./scrapped-label.ts";
import { tamperedNotification } from "./tampered-notification.ts";
import { unreadableLabel } from "./unreadable-label.ts";
import { wrongCheckCharacter } from "./wrong-check-character.ts";
import { wrongSecret } from "./wrong-secret.ts";

/** Every planted mistake, in the order of the report. */
export const controls: readonly RehearsalControl[] = [
  gtinMatchesPattern,
  overlappingModels,
  narrowPattern,
  cutQuietZone,
  labelOfAnotherModel,
  gtinOfAnotherModel,
  labelOnWrongDevice,
  wrongCheckCharacter,
  duplicateSerial,
  scrappedLabel,
  unreadableLabel,
  halfReadBox,
  mutatedSerial,
  wrongSecret,
  tamperedNotification,
  foreignTopic,
];
