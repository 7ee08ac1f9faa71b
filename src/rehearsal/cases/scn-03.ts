import { type CameraProfileName, cameraProfiles } from "../../core/camera/index.ts";
import type { Printable } from "../printed-label.ts";
import { defineCase } from "../rehearsal-case.ts";
import type { Observation } from "../rehearsal-result.ts";
import { ourRule } from "../sources.ts";
import type { Stage } from "../stage.ts";

const framesPerProfile = 3;
const profileNames = Object.keys(cameraProfiles) as readonly CameraProfileName[];

/** Tilted, blurred, noisy frames of every profile. Warns at best: how far it is to the edge is not measured yet. */
export const scn03 = defineCase({
  id: "SCN-03",
  title: "The serial is read in frames of every camera profile, but how much margin is left is not measured",
  failureTitle: "The serial is not read in the frames of a camera profile",
  rule: "The serial reads under tilt, perspective, blur, low contrast and noise, with a margin",
  source: ourRule("boxproof", "rule SCN-03; no public data on Amazon's scanners exists"),
  async run(stage) {
    const observations: Observation[] = [];
    for (const printable of stage.printable("SCN-03")) observations.push(await tryProfiles(stage, printable));
    return observations;
  },
});

async function tryProfiles(stage: Stage, printable: Printable): Promise<Observation> {
  const counts: { readonly profile: CameraProfileName; readonly readCount: number }[] = [];
  for (const profile of profileNames) {
    counts.push({ profile, readCount: await countReads(stage, printable, profile) });
  }
  // A scanner looks again until it reads, so one frame of the burst is enough here.
  const isRead = counts.every(({ readCount }) => readCount > 0);
  const read = counts.map(({ profile, readCount }) => `${profile} ${readCount}`).join(", ");
  return {
    subject: printable.model.deviceModel,
    state: isRead ? "warn" : "fail",
    expected: `read in at least one of ${framesPerProfile} frames of every profile, with a margin figure`,
    got: `frames read of ${framesPerProfile}: ${read}; the margin command is not built yet`,
    nextStep: isRead ? "Keep to the template's module size until a margin is measured." : "Print larger modules.",
  };
}

async function countReads(stage: Stage, { model, serial }: Printable, profile: CameraProfileName): Promise<number> {
  let readCount = 0;
  for (let frame = 1; frame <= framesPerProfile; frame += 1) {
    const photo = await stage.photograph(model, serial, { profile, frame });
    if (photo.symbols.some((symbol) => symbol.text === serial)) readCount += 1;
  }
  return readCount;
}
