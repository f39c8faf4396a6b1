// Calendar days as text, as 2026-11-22; reckoned in UTC, so that no summer time moves them.

const DAY = 24 * 3600 * 1000;

const FIRST = Date.parse("0001-01-01");
const LAST = Date.parse("9999-12-31");

/** The day some days after another, before it when negative, within the calendar. */
export const after = (day, days) =>
  new Date(Math.min(LAST, Math.max(FIRST, Date.parse(day) + days * DAY))).toISOString().slice(0, 10);

export const before = (day, days) => after(day, -days);
