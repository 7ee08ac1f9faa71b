import type { RehearsalCase } from "../rehearsal-case.ts";
import { chn01 } from "./chn-01.ts";
import { lbl01 } from "./lbl-01.ts";
import { lbl02 } from "./lbl-02.ts";
import { lbl03 } from "./lbl-03.ts";
import { lbl04 } from "./lbl-04.ts";
import { lbl05 } from "./lbl-05.ts";
import { reg01 } from "./reg-01.ts";
import { reg02 } from "./reg-02.ts";
import { reg03 } from "./reg-03.ts";
import { reg04 } from "./reg-04.ts";
import { reg05 } from "./reg-05.ts";
import { scn01 } from "./scn-01.ts";
import { scn02 } from "./scn-02.ts";
import { scn03 } from "./scn-03.ts";
import { scn04 } from "./scn-04.ts";
import { sns01 } from "./sns-01.ts";
import { sns02 } from "./sns-02.ts";
import { sns03 } from "./sns-03.ts";
import { tok01 } from "./tok-01.ts";
import { tok02 } from "./tok-02.ts";
import { tok03 } from "./tok-03.ts";
import { tok04 } from "./tok-04.ts";
import { tok05 } from "./tok-05.ts";
import { tok06 } from "./tok-06.ts";
import { tok07 } from "./tok-07.ts";
import { tok08 } from "./tok-08.ts";

/** Every case, in the order of the report. */
export const cases: readonly RehearsalCase[] = [
  reg01,
  reg02,
  reg03,
  reg04,
  reg05,
  lbl01,
  lbl02,
  lbl03,
  lbl04,
  lbl05,
  scn01,
  scn02,
  scn03,
  scn04,
  tok01,
  tok02,
  tok03,
  tok04,
  tok05,
  tok06,
  tok07,
  tok08,
  sns01,
  sns02,
  sns03,
  chn01,
];
