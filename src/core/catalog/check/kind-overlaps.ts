import { defined } from "../../index.ts";
import { overlapsAmong, shortestText, type WitnessResult } from "../../pattern/index.ts";
import type { LanguageKind } from "./language-kinds.ts";

/** Another model that shares a serial, or of which it is not proved that it does not. */
export interface SharingModel {
  readonly other: number;
  /** Never `none`. */
  readonly witness: WitnessResult;
}

/** Which models share serials, without a list of the pairs: 2,000 models with one pattern are 2 million. */
export interface KindOverlaps {
  /** How many others share a serial with each model of a kind. */
  countOf(kind: number): number;
  /** The first `max` of these others for one model, ascending; only those above `after`. */
  others(model: number, max: number, after?: number): readonly SharingModel[];
  /** True when models of both kinds share a serial, or may. */
  areSharing(kind: number, other: number): boolean;
}

/** A kind that shares texts with another one. */
interface Partner {
  readonly members: readonly number[];
  readonly witness: WitnessResult;
}

/** Proves all pairs of kinds; the models of one kind share all of their serials. */
export function kindOverlaps(kinds: readonly LanguageKind[]): KindOverlaps {
  const partners = kinds.map(() => new Map<number, Partner>());
  const kindOf = new Map(kinds.flatMap(({ members }, kind) => members.map((member) => [member, kind] as const)));
  const add = (kind: number, other: number, witness: WitnessResult) =>
    partners[kind]?.set(other, { members: kinds[other]?.members ?? [], witness });
  for (const { a, b, witness } of overlapsAmong(kinds.map(({ language }) => language))) {
    add(a, b, witness);
    add(b, a, witness);
  }
  for (const [kind, { language, members }] of kinds.entries()) {
    const text = members.length > 1 ? shortestText(language) : undefined;
    if (text !== undefined) add(kind, kind, { kind: "text", text });
  }
  const partnersOf = (kind: number) => [...defined(partners[kind], "every kind has its partners").values()];
  return {
    countOf: (kind) => {
      const all = partnersOf(kind).reduce((sum, { members }) => sum + members.length, 0);
      return partners[kind]?.has(kind) === true ? all - 1 : all;
    },
    others: (model, max, after = -1) =>
      partnersOf(defined(kindOf.get(model), "every model has a kind"))
        .flatMap(({ members, witness }) =>
          firstOf(members, { model, max, after }).map((other): SharingModel => ({ other, witness })),
        )
        .sort((one, next) => one.other - next.other)
        .slice(0, max),
    areSharing: (kind, other) => partners[kind]?.has(other) === true,
  };
}

function firstOf(
  members: readonly number[],
  { model, max, after }: { readonly model: number; readonly max: number; readonly after: number },
): readonly number[] {
  const first: number[] = [];
  for (const member of members) {
    if (first.length === max) break;
    if (member > after && member !== model) first.push(member);
  }
  return first;
}
