/** Grey images and what can be done to them. */
export { createGreyRaster, type GreyRaster } from "./grey-raster.ts";
