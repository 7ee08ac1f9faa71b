import { expect, it } from "vitest";
import { isoWeek, isoWeekCount } from "./iso-week.ts";

// The days on which calendars disagree, from the text of ISO 8601 and its usual examples.
it.each([
  [2005, 1, 1, 2004, 53],
  [2005, 1, 2, 2004, 53],
  [2005, 12, 31, 2005, 52],
  [2007, 1, 1, 2007, 1],
  [2008, 12, 28, 2008, 52],
  [2008, 12, 29, 2009, 1],
  [2009, 12, 31, 2009, 53],
  [2010, 1, 3, 2009, 53],
  [2010, 1, 4, 2010, 1],
  [2026, 1, 1, 2026, 1],
  [2026, 11, 23, 2026, 48],
  [2026, 12, 31, 2026, 53],
  [2027, 1, 3, 2026, 53],
])("%i-%i-%i is in week %i-W%i", (year, month, day, isoYear, week) => {
  expect(isoWeek({ year, month, day })).toEqual({ year: isoYear, week });
});

// Years with 53 weeks between 2000 and 2040, as calendars list them.
it("knows the long years", () => {
  const years = Array.from({ length: 41 }, (_, index) => 2000 + index);
  expect(years.filter((year) => isoWeekCount(year) === 53)).toEqual([2004, 2009, 2015, 2020, 2026, 2032, 2037]);
});
