import { baseStyle } from "./styles/base-style.ts";
import { consoleStyle } from "./styles/console-style.ts";

/** The one style sheet of all pages: system fonts, light and dark, from 320 pixels on. */
export const styleSheet = `${baseStyle}${consoleStyle}`;
