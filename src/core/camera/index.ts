/** The scanner model: from a label's artwork to what a camera sees. */
export {
  type CameraProfile,
  type CameraSettings,
  type CameraValue,
  type CameraValueName,
  cameraValueNames,
  type Distribution,
  type Origin,
} from "./camera-profile.ts";
export { type CameraProfileName, cameraProfiles } from "./camera-profiles.ts";
export { type CameraFrame, framePixelCountMax, type PhotographRequest, photograph } from "./photograph.ts";
