import { type CameraProfileName, cameraProfiles } from "../../core/camera/index.ts";
import { observeEach } from "../observe-each.ts";
import { framesMax, type Printable } from "../printed-label.ts";
import { defineCase } from "../rehearsal-case.ts";
import type { Observation } from "../rehearsal-result.ts";
import { ourRule } from "../sources.ts";
import type { Stage } from "../stage.ts";

const profileNames = Object.keys(cameraProfiles) as readonly CameraProfileName[];

/** Tilted, blurred, noisy frames of every profile. Warns at best: how far it is to the edge is not measured yet. */
export const scn03 = defineCase({
  id: "SCN-03",
  title: "The serial is read in frames of every camera profile, but how much margin is left is not measured",
  failureTitle: "The serial is not read in the frames of a camera profile",
  rule: "The serial reads under tilt, perspective, blur, low contrast and noise, with a margin",
  source: ourRule("boxproof", "rule SCN-03; no public data on Amazon's scanners exists"),
  async run(stage) {
    return observeEach(stage.printable("SCN-03"), async (printable) => [await tryProfiles(stage, printable)]);
  },
});

async function tryProfiles(stage: Stage, { model, serial }: Printable): Promise<Observation> {
  const looks: { readonly profile: CameraProfileName; readonly frame: number; readonly isRead: boolean }[] = [];
  for (const profile of profileNames) {
    const { frame, symbols } = await stage.lookAt(model, serial, { profile });
    looks.push({ profile, frame, isRead: symbols.some((symbol) => symbol.text === serial) });
  }
  const isRead = looks.every((look) => look.isRead);
  const words = looks.map((look) => `${look.profile} ${look.isRead ? `in frame ${look.frame}` : "in none"}`).join(", ");
  return {
    subject: model.deviceModel,
    state: isRead ? "warn" : "fail",
    expected: `read in one of ${framesMax} frames of every profile, with a margin figure`,
    got: `${words}; the margin command is not built yet`,
    nextStep: isRead ? "Keep to the template's module size until a margin is measured." : "Print larger modules.",
  };
}
