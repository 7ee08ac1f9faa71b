/** The digits that one place takes, both ends included. */
type DigitRange = readonly [low: number, high: number];

/**
 * A pattern of the portable subset for exactly the numbers from `low` to `high`, two digit strings of one width,
 * `low <= high`, leading zeros included: "01", "53" → `(0[1-9]|[1-4][0-9]|5[0-3])`.
 */
export function digitRangePattern(low: string, high: string): string {
  let shared = 0;
  while (shared < low.length && low[shared] === high[shared]) shared += 1;
  const prefix = written(Array.from(low.slice(0, shared), (digit) => [Number(digit), Number(digit)]));
  const alternatives = split(low.slice(shared), high.slice(shared)).map(written);
  return alternatives.length === 1 ? `${prefix}${alternatives[0]}` : `${prefix}(${alternatives.join("|")})`;
}

/** Splits a range into blocks of which every place takes its digits independently of the others. */
function split(low: string, high: string): readonly (readonly DigitRange[])[] {
  const rest = low.length - 1;
  const lowest = "0".repeat(low.length);
  const highest = "9".repeat(low.length);
  if (low === lowest && high === highest) return [anyDigits(low.length)];
  const first = Number(low[0]);
  const last = Number(high[0]);
  if (first === last) return behind(first, split(low.slice(1), high.slice(1)));
  const startsLate = low.slice(1) !== lowest.slice(1);
  const endsEarly = high.slice(1) !== highest.slice(1);
  const from = startsLate ? first + 1 : first;
  const to = endsEarly ? last - 1 : last;
  return [
    ...(startsLate ? behind(first, split(low.slice(1), highest.slice(1))) : []),
    ...(from <= to ? [[[from, to] as const, ...anyDigits(rest)]] : []),
    ...(endsEarly ? behind(last, split(lowest.slice(1), high.slice(1))) : []),
  ];
}

function anyDigits(count: number): readonly DigitRange[] {
  return Array.from({ length: count }, () => [0, 9] as const);
}

function behind(digit: number, blocks: readonly (readonly DigitRange[])[]): readonly (readonly DigitRange[])[] {
  return blocks.map((block) => [[digit, digit] as const, ...block]);
}

function written(block: readonly DigitRange[]): string {
  let pattern = "";
  for (let index = 0; index < block.length; ) {
    const [low, high] = block[index] ?? [0, 9];
    let count = 1;
    while (block[index + count]?.[0] === low && block[index + count]?.[1] === high) count += 1;
    pattern += repeated(low === high ? String(low) : `[${low}-${high}]`, count);
    index += count;
  }
  return pattern;
}

/** Single digits are spelled up to six times, because 00000 reads better than 0{5}. */
function repeated(item: string, count: number): string {
  if (count === 1 || (item.length === 1 && count <= 6)) return item.repeat(count);
  return `${item}{${count}}`;
}
