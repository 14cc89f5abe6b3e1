// A query taken apart. The twin of site_builder/search/query.py.
import { fold } from "./numbers.js";

const MOST_WORDS = 12;

/** {words, conditions: [{written, marks, exact}]}, by the rules in the manifest. */
export function readQuery(text, { phrases, patterns, ranges, grades, credits, stop, token }) {
  let rest = text.normalize("NFC").toLowerCase();
  for (const [written, meant] of phrases) rest = rest.replaceAll(written, ` ${meant} `);
  const conditions = [], words = [], stopped = [];
  const years = (low, high, written) => conditions.push({
    written,
    marks: ranges.filter(([first, last]) => first <= high && low <= last).map(([first, last]) => `trinn=${first}-${last}`),
    exact: `trinn=${low}-${high}`,
  });
  for (const [kind, pattern] of patterns) {
    for (const match of [...rest.matchAll(new RegExp(pattern, "gu"))]) {
      const written = match[0].trim();
      if (kind === "credits") conditions.push({ written, marks: [`sp=${Number(match[1].replace(",", "."))}`] });
      else {
        const more = kind.startsWith("vg") ? 10 : 0;
        const low = Number(match[1]) + more, high = Number(match[match.length - 1]) + more;
        if (!(low >= 1 && low <= high && high <= 13)) continue;
        years(low, high, written);
      }
      rest = rest.replace(match[0], () => " ");
    }
  }
  for (const word of rest.match(new RegExp(token, "gu")) ?? []) {
    if (/^[123]$/.test(word)) conditions.push({ written: word, marks: [`niva=${word}`] });
    else if (Object.hasOwn(grades, fold(word))) years(...grades[fold(word)], word);
    else if (Object.hasOwn(credits, fold(word))) conditions.push({ written: word, marks: [`sp=${credits[fold(word)]}`] });
    else (stop.includes(word) ? stopped : words).push(word);
  }
  const kept = words.length || conditions.length ? words : stopped;
  return { words: [...new Set(kept)].slice(0, MOST_WORDS), conditions: conditions.slice(0, MOST_WORDS) };
}
