// Courses side by side: a table on a wide screen; on a phone one column a swipe. What differs stands first.
import { element } from "../dom.js";
import { wordsOfAway } from "./away.js";

/** [[name, [value of each course]]]: the facts, then the deadline, days away, and the rows named in `words.rows`. */
export function compareRows(courses, words) {
  const names = [...new Set(courses.flatMap(({ facts }) => facts.map(([name]) => name)))];
  const rows = [
    [words.state, courses.map(({ state }) => state)],
    [words.deadline, courses.map(({ deadline }) => deadline)],
    ...names.map((name) => [name, courses.map(({ facts }) => facts.find(([each]) => each === name)?.[1])]),
    [words.away, courses.map(({ days }) => wordsOfAway(days, words))],
    [words.gatherings, courses.map(({ days }) => days.map(({ text }) => text).join("; "))],
    ...Object.entries(words.rows).map(([key, name]) => [name, courses.map((course) => course.rows.get(key))]),
  ];
  const told = rows.filter(([, values]) => values.some(Boolean)).map(([name, values]) => [name, values.map((value) => value || "–")]);
  const differs = ([, values]) => new Set(values).size > 1;
  return [...told.filter(differs), ...told.filter((row) => !differs(row))];
}

/** The comparison, or nothing where there are fewer than two. A table drawn by CSS keeps its roles only if they are said. */
export function drawComparison(courses, words) {
  if (courses.length < 2) return [];
  const row = (...cells) => element("tr", { role: "row" }, ...cells);
  const head = (className, scope, ...content) =>
    element("th", { scope, role: scope === "col" ? "columnheader" : "rowheader", className }, ...content);
  const rows = compareRows(courses, words).map(([name, values]) => {
    const isDifferent = new Set(values).size > 1;
    const badge = isDifferent ? [" ", element("span", { className: "differs" }, words.differs)] : [];
    return row(head("", "row", name, ...badge), ...values.map((value) => element("td", { role: "cell" }, value)));
  });
  const heads = courses.map(({ title, where, lang }) => head("", "col", element("span", { lang }, title), element("br"), element("small", {}, where)));
  const table = element("table", { className: "side", role: "table" },
    element("thead", { role: "rowgroup" }, row(element("td", { role: "cell" }), ...heads)),
    element("tbody", { role: "rowgroup" }, ...rows));
  return [
    element("h2", {}, words.side),
    element("p", { className: "small side-hint" }, words.swipe),
    element("div", { className: "table-scroll side-scroll", tabIndex: 0, role: "region", ariaLabel: words.side }, table),
  ];
}
