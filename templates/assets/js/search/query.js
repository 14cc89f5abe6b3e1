// A query -> conditions and words. The twin of site_builder/search/query.py.
import { fold } from "./codec.js";

const MAX_WORDS = 12;

/** {words, conditions: [{written, terms, exact}]}, by the rules in the manifest. */
export function parseQuery(text, { phrases, patterns, ranges, grades, credits, stop, token }) {
  let rest = text.normalize("NFC").toLowerCase();
  for (const [written, joined] of phrases) rest = rest.replaceAll(written, ` ${joined} `);
  const conditions = [], words = [], stopWords = [];
  const addGrades = (low, high, written) => conditions.push({
    written,
    terms: ranges.filter(([first, last]) => first <= high && low <= last).map(([first, last]) => `trinn=${first}-${last}`),
    exact: `trinn=${low}-${high}`,
  });
  for (const [kind, pattern] of patterns) {
    for (const match of [...rest.matchAll(new RegExp(pattern, "gu"))]) {
      const written = match[0].trim();
      if (kind === "credits") conditions.push({ written, terms: [`sp=${Number(match[1].replace(",", "."))}`] });
      else {
        const offset = kind.startsWith("vg") ? 10 : 0;
        const low = Number(match[1]) + offset, high = Number(match[match.length - 1]) + offset;
        if (!(low >= 1 && low <= high && high <= 13)) continue;
        addGrades(low, high, written);
      }
      rest = rest.replace(match[0], () => " ");
    }
  }
  for (const word of rest.match(new RegExp(token, "gu")) ?? []) {
    if (/^[123]$/.test(word)) conditions.push({ written: word, terms: [`niva=${word}`] });
    else if (Object.hasOwn(grades, fold(word))) addGrades(...grades[fold(word)], word);
    else if (Object.hasOwn(credits, fold(word))) conditions.push({ written: word, terms: [`sp=${credits[fold(word)]}`] });
    else (stop.includes(word) ? stopWords : words).push(word);
  }
  const kept = words.length || conditions.length ? words : stopWords;
  return { words: [...new Set(kept)].slice(0, MAX_WORDS), conditions: conditions.slice(0, MAX_WORDS) };
}
