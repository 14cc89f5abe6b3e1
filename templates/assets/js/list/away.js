// How long somebody is away from school: weekdays on which a course meets in person, by month.

const DAY = 86_400_000;

/** Weekdays of meetings in person, in the order of the year: [["2016-08", 2], ...]; each day once. */
export function daysAway(days) {
  const found = new Set();
  for (const { first, last, isDigital } of days) {
    if (isDigital) continue;
    for (let time = Date.parse(first); time <= Date.parse(last); time += DAY) {
      const date = new Date(time);
      if (date.getUTCDay() % 6) found.add(date.toJSON().slice(0, 10)); // 0 is Sunday, 6 Saturday
    }
  }
  const months = new Map();
  for (const day of [...found].sort()) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + 1);
  return [...months];
}

/** «8 (2 i aug, 6 i okt)», by the names of `months` from January on and the sentence `inMonth`; "" where there is none. */
export function wordsOfAway(days, { months, inMonth }) {
  const found = daysAway(days);
  const sum = found.reduce((total, [, count]) => total + count, 0);
  const parts = found.map(([month, count]) => inMonth.replace("{count}", count).replace("{month}", months[Number(month.slice(5)) - 1]));
  return sum ? `${sum} (${parts.join(", ")})` : "";
}
