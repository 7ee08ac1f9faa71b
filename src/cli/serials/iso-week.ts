/** A week after ISO 8601: the year it counts to and its number, 1 to 53. */
export interface IsoWeek {
  readonly year: number;
  readonly week: number;
}

const dayMs = 86_400_000;

/** The week of a day of the calendar; it counts to the year that its Thursday is in. */
export function isoWeek(day: { readonly year: number; readonly month: number; readonly day: number }): IsoWeek {
  const date = Date.UTC(day.year, day.month - 1, day.day);
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  const thursday = new Date(date + (3 - weekday) * dayMs);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1;
  return { year, week };
}

/** How many weeks a year has, 52 or 53: its 28th of December is always in its last one (ISO 8601). */
export function isoWeekCount(year: number): number {
  return isoWeek({ year, month: 12, day: 28 }).week;
}

/** Today's week by the clock and time zone of this machine. */
export function currentWeek(now: Date = new Date()): IsoWeek {
  return isoWeek({ year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() });
}
