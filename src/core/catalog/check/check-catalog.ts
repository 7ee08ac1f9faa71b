import type { Finding } from "../../index.ts";
import { beginCount, type Language, workAllowance } from "../../pattern/index.ts";
import type { Catalog, DeviceModel } from "../catalog.ts";
import type { ProofSubject } from "../proof/proof-subject.ts";
import { sortedByLevel } from "../proof/sorted-findings.ts";
import { catalogSubjects } from "./catalog-subjects.ts";
import { catalogCodes } from "./foreign-code-findings.ts";
import { modelFindings, ownFindings } from "./model-findings.ts";
import { modelPairFindings, type Overlap } from "./model-pair-findings.ts";
import { createOwnerFindings } from "./owner-findings.ts";

/** What the checks found, model by model. */
export interface CatalogCheck {
  readonly models: readonly ModelCheck[];
  /** Pairs of models of which one serial could be either, with a serial that shows it; the first thousand. */
  readonly overlaps: readonly Overlap[];
}

/** The findings over one model, errors first. */
export interface ModelCheck {
  readonly deviceModel: string;
  readonly findings: readonly Finding[];
  /** What was judged; absent where engines agree on no meaning, and where the limits of one check left it out. */
  readonly language?: Language;
}

/** Most steps of the proofs over single models: some seconds. Models as factories have them take 100,000 each. */
const proofStepCountMax = 1_000_000_000;

/** What a check may be asked. */
export interface CheckOptions {
  /** Told of each model when it is judged, in the catalog's order, so that a long check can say how far it is. */
  readonly onModel?: ((deviceModel: string) => void) | undefined;
  /** Most steps of the proofs over single models. */
  readonly stepCountMax?: number;
}

/**
 * All proofs over the catalog: each pattern is portable and linear, yields DSNs only, accepts the good and refuses the bad
 * examples, covers the scheme, refuses every other code of the boxes, goes into the label's symbology, and shares no
 * serial with another model. A pattern that is not portable is judged by its meaning, where engines agree on one.
 */
export function checkCatalog(
  catalog: Catalog,
  { onModel, stepCountMax = proofStepCountMax }: CheckOptions = {},
): CatalogCheck {
  const codes = catalogCodes(catalog);
  const subjects = catalogSubjects(catalog.models);
  const judged = catalog.models.flatMap((model, index) => {
    const subject = subjects[index];
    return subject === undefined ? [] : [{ model, subject }];
  });
  const pairs = modelPairFindings(
    judged.flatMap(({ model: { deviceModel }, subject: { meaning } }) =>
      meaning === undefined ? [] : [{ deviceModel, language: meaning.language }],
    ),
  );
  const ownerFindings = createOwnerFindings(catalog);
  beginCount();
  const allowance = workAllowance(stepCountMax);
  const models = judged.map(({ model, subject }) => {
    const own = allowance.isUsedUp() ? unprovedFindings(model, subject) : modelFindings(model, subject, codes);
    const findings = [...own, ...pairs.of(model.deviceModel), ...ownerFindings(model)];
    onModel?.(model.deviceModel);
    const checked = { deviceModel: model.deviceModel, findings: sortedByLevel(findings) };
    return subject.meaning === undefined ? checked : { ...checked, language: subject.meaning.language };
  });
  return { models, overlaps: pairs.overlaps };
}

/** What is said of a model once the proofs over those before it have taken all steps. */
function unprovedFindings(model: DeviceModel, subject: ProofSubject): readonly Finding[] {
  const own = ownFindings(model, subject);
  return subject.meaning === undefined ? own : [...own, unprovedFinding];
}

const unprovedFinding: Finding = {
  id: "S004",
  level: "error",
  message:
    "Nothing but its overlaps is proved of this model: the proofs over the models before it are all that one check makes.",
  remedy: "Write shorter patterns with fewer repeats of repeats, or part the catalog.",
};
