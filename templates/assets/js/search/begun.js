// Words that are being typed and have hardly been begun. The twin of site_builder/search/begun.py, which explains each number.
import { fold } from "./codec.js";
import { namedCondition } from "./conditions.js";

const MAX_PHRASE = 6, MIN_BEGUN = 3;

/** Whether the last of at least two words is too short to search for. `phrases`: {facts(phrase), begins(words)}. */
export function hardlyBegun(words, manifest, phrases, near, knows, paused) {
  const { rules, stop } = manifest;
  const last = words.at(-1), folded = words.map(fold);
  const ends = words.slice(-MAX_PHRASE).map((_, at, { length }) => folded.slice(-(length - at)).join(" ")).reverse();
  const small = [...stop, ...rules.joins, ...rules.not, ...rules.near];
  if (Object.hasOwn(rules.levels, last) && !ends.slice(1).some(phrases.facts)) return words.slice(0, -1).every((word) => small.includes(word));
  if (ends.some((end) => namedCondition(end, "", manifest, phrases.facts))) return false;
  const length = [...last].length;
  if (length === 1 || /^[0-9]{1,2}$/.test(last)) return true;
  const town = afterNear(folded, rules.near);
  const towns = town ? Object.keys(near().towns).filter((each) => each.startsWith(town)) : [];
  if (towns.length) return (towns.length > 1 || towns[0] !== town) && !(paused && towns.includes(town));
  if (small.includes(last)) return false;
  const begins = small.some((word) => word.startsWith(last) || word.startsWith(fold(last)));
  if (begins && length < MIN_BEGUN) return true;
  return (begins || length < MIN_BEGUN || ends.slice(1).some(phrases.begins)) && !knows(last);
}

/** The last words that follow one of *nær* and its like. */
function afterNear(folded, before) {
  for (let start = folded.length - 1; start > Math.max(0, folded.length - MAX_PHRASE); start -= 1) {
    for (let at = Math.max(0, start - MAX_PHRASE); at < start; at += 1) {
      if (before.includes(folded.slice(at, start).join(" "))) return folded.slice(start).join(" ");
    }
  }
  return "";
}
