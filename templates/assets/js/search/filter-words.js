// The chosen filters in words: for the chips over the list, and for what can be taken away where nothing is found.
import { button, element } from "../dom.js";

/** Each chosen value that has a chip: {key, value, text}; a value of null stands for the whole filter. */
export function chosenFilters(chosen, { facets }, words) {
  const first = (key) => [...(chosen.get(key) ?? [])][0];
  const found = [];
  for (const { key, values } of facets) {
    for (const [value, text] of values) if (chosen.get(key)?.has(value)) found.push({ key, value, text });
  }
  if (first("har")) {
    const credits = (Number(first("har")) === 1 ? words.credit : words.credits).replace("{number}", first("har").replace(".", ","));
    found.push({ key: "har", value: null, text: words.held.replace("{credits}", () => credits) });
  }
  for (const day of chosen.get("ikke") ?? []) found.push({ key: "ikke", value: day, text: words.never.replace("{day}", words.weekdays[day - 1] ?? day) });
  if (first("uker")) found.push({ key: "uker", value: null, text: words.weeks.replace("{weeks}", [...chosen.get("uker")].join(", ").replaceAll("-", "–")) });
  if (first("dager")) found.push({ key: "dager", value: null, text: (first("dager") === "1" ? words.daysOne : words.days).replace("{number}", first("dager")) });
  if (first("fra") && !first("km")) found.push({ key: "fra", value: null, text: words.from.replace("{town}", first("fra")) });
  if (first("km")) found.push({ key: "km", value: null, text: words.within.replace("{number}", first("km")).replace("{town}", first("fra") ?? "") });
  return found;
}

/** The chosen filters without one that has a chip. */
export function withoutFilter(chosen, { key, value }) {
  const kept = new Map(chosen);
  const others = value === null ? [] : [...(chosen.get(key) ?? [])].filter((each) => each !== value);
  if (others.length) kept.set(key, new Set(others));
  else kept.delete(key);
  return kept;
}

/** Some filters by name, in one text: the values of each, joined. */
export function nameFilters(keys, chosen, filters, words) {
  const all = chosenFilters(chosen, filters, words);
  const either = (texts) => texts.join(` ${words.or} `);
  const days = () => either([...chosen.get("ikke")].map((day) => words.weekdays[day - 1] ?? day)); // «Aldri mandag eller tirsdag»
  const named = keys.map((key) => key === "ikke" ? words.never.replace("{day}", days()) : either(all.filter((each) => each.key === key).map(({ text }) => text)));
  return named.map((text) => words.quoted.replace("{words}", () => text)).join(` ${words.and} `);
}

/** How far a course is from the chosen town, as a fact of its card; "" where that is not known. */
export function distanceText(kilometres, words) {
  if (kilometres === null || kilometres === undefined) return "";
  return kilometres ? words.away.replace("{number}", kilometres) : "";
}

/** Buttons that take filters away, where what has been chosen leaves no hit: `choose(chosen)` with what then is left. */
export function renderLooser(documents, chosen, filters, words, choose) {
  return filters.loosen(documents, chosen).map(({ keys, count }) => {
    const text = (count === 1 ? words.loosenOne : words.loosen).replace("{value}", nameFilters(keys, chosen, filters, words)).replace("{count}", count);
    const fewer = () => choose(new Map([...chosen].filter(([key]) => !keys.includes(key))));
    return element("p", {}, button(text, fewer, { className: "button button-quiet" }));
  });
}

/** The text without a condition, its negation included; null if it was not read from these very words. */
export function withoutCondition(text, { written, negated }, { not, joins }, token) {
  const words = written.match(new RegExp(token, "gu")) ?? [];
  const escape = (word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const between = "[^\\p{L}\\p{N}_]*";
  const denied = negated ? `((?:${not.map(escape).join("|")})${between})?` : "()";
  // «fysikk/kjemi» is read as «fysikk og kjemi».
  const part = (word, at) => (joins.includes(word) ? `(?:${escape(word)}${between})?` : escape(word) + (at < words.length - 1 ? between : ""));
  const found = new RegExp(`(?<![\\p{L}\\p{N}_])${denied}${words.map(part).join("")}(?![\\p{L}_])\\.?`, "iu").exec(text);
  if (!words.length || !found) return null;
  // In «uten Hamar og Bergen» Bergen stays denied without Hamar.
  const rest = text.slice(found.index + found[0].length);
  const other = negated ? new RegExp(`^${between}(?:${joins.map(escape).join("|")})(?![\\p{L}_])`, "iu").exec(rest) : null;
  const left = other ? `${found[1] ?? ""} ${rest.slice(other[0].length)}` : rest;
  return `${text.slice(0, found.index)} ${left}`.replace(/\s+/g, " ").trim();
}
