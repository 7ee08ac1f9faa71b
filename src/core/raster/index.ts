/** Grey images and what can be done to them. */
export { blurGaussian, blurSigmaMaxPx } from "./blur.ts";
export { createGreyRaster, type GreyRaster } from "./grey-raster.ts";
export {
  applyHomography,
  type Homography,
  homographyBetween,
  identityHomography,
  invertHomography,
} from "./homography.ts";
export { resampleByArea } from "./resample-by-area.ts";
export { sampleBilinear } from "./sample.ts";
export { type WarpRequest, warp } from "./warp.ts";
