// The gatherings of several courses in one calendar, and where they clash. Days are ISO dates, both inclusive.

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days on which one cannot, as an address tells them: `2016-10-03_2016-10-07,2017-02-20_2017-02-24`. */
export function readBusy(text) {
  return text.split(",").slice(0, 40).map((each) => each.split("_")).filter(isSpan);
}

/** Whether both ends are days that there are, in order. */
export function isSpan([first, last]) {
  const real = (day) => DAY.test(day) && new Date(day).toJSON()?.startsWith(day);
  return Boolean(real(first) && real(last) && first <= last);
}

/**
 * All gatherings and busy days in order: {first, last, course (number in the list, -1 where busy), clashes: [course]}.
 * Two clash where they share a day and are not of one course.
 */
export function calendar(courses, busy) {
  const rows = [
    ...courses.flatMap(({ days }, course) => days.map((day) => ({ ...day, course }))),
    ...busy.map(([first, last]) => ({ first, last, course: -1 })),
  ];
  rows.sort((one, other) => one.first.localeCompare(other.first) || one.course - other.course);
  return rows.map((row) => ({
    ...row,
    clashes: [...new Set(rows.filter((other) => clash(row, other)).map(({ course }) => course))],
  }));
}

const clash = (one, other) => one.course !== other.course && one.first <= other.last && other.first <= one.last;
