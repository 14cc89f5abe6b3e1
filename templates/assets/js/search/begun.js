// Words that are being typed and have hardly been begun. The twin of site_builder/search/begun.py, which explains each number.
import { fold } from "./codec.js";
import { namedCondition } from "./conditions.js";

const MAX_PHRASE = 6, MIN_BEGUN = 3;

/** Whether the last of at least two words is too short to search for. `phrases`: {facts(phrase), begins(words)}. */
export function hardlyBegun(words, manifest, phrases, near, knows) {
  const { rules, stop } = manifest;
  const last = words.at(-1), folded = words.map(fold);
  const ends = words.slice(-MAX_PHRASE).map((_, at, { length }) => folded.slice(-(length - at)).join(" ")).reverse();
  const small = [...stop, ...rules.joins, ...rules.not, ...rules.near];
  if (Object.hasOwn(rules.levels, last) && !ends.slice(1).some(phrases.facts)) return words.slice(0, -1).every((word) => small.includes(word));
  if (ends.some((end) => namedCondition(end, "", manifest, phrases.facts))) return false;
  const length = [...last].length;
  if (length === 1 || /^[0-9]{1,2}$/.test(last)) return true;
  if (beginsTown(folded, rules.near, near)) return true;
  if (small.includes(last)) return false;
  const begins = small.some((word) => word.startsWith(last) || word.startsWith(fold(last)));
  if (begins && length < MIN_BEGUN) return true;
  return (begins || length < MIN_BEGUN || ends.slice(1).some(phrases.begins)) && !knows(last);
}

/** Whether the last words follow one of *nær* and its like and begin the name of a town, but are none. */
function beginsTown(folded, before, near) {
  for (let start = folded.length - 1; start > Math.max(0, folded.length - MAX_PHRASE); start -= 1) {
    for (let at = Math.max(0, start - MAX_PHRASE); at < start; at += 1) {
      if (!before.includes(folded.slice(at, start).join(" "))) continue;
      const name = folded.slice(start).join(" "), { towns } = near();
      return !Object.hasOwn(towns, name) && Object.keys(towns).some((town) => town.startsWith(name));
    }
  }
  return false;
}
