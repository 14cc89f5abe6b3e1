// The condition that the next words of a query name, also as people say it. The twin of
// site_builder/search/matching.py and saying.py.
import { fold } from "./codec.js";
import { NEXT_LEVEL, conditionOf, namedCondition, readFacts } from "./conditions.js";

const MAX_PHRASE = 6, MAX_TOWN = 4, MIN_HEAD = 2, MIN_TAIL = 3, WHOLE = 16;
const MAX_CONTENT = 5, MIN_STEM = 4, MAX_NAME = 6;
const NAME_FACT = "ord=";

/**
 * What the tokens from `at` ask for: {count: how many are read together, condition, undefined if they name none, head: the
 * word that counts in place of a compound}.
 */
export function conditionAt(at, tokens, folded, manifest, rules) {
  const { facts, marked, typed } = rules;
  const written = (count) => typed.slice(at, at + count).join(" ");
  const nearTown = (town, length, count) => {
    const near = rules.positions();
    const places = near.placesNear(near, folded.slice(town, town + length).join(" "));
    return { count, condition: near.nearTo(written(count), places) };
  };
  const townAt = (place) => phraseOf(Object.keys(rules.positions().towns), folded, place);
  const before = phraseOf(rules.near, folded, at);
  const length = before && townAt(at + before);
  if (length) return nearTown(at + before, length, before + length);
  const word = tokens[at];
  if (marked.has(word)) return { count: 1, condition: marked.get(word) };
  const named = (count, from = at) => {
    const condition = namedCondition(folded.slice(from, from + count).join(" "), written(count), manifest, facts);
    return condition && { count, condition };
  };
  const isSmall = (each) => manifest.stop.includes(each) && !rules.not.includes(each) && !rules.joins.includes(each);
  const spaced = (key, from = at) => {
    const places = contentAt(from, tokens, isSmall, marked);
    const [number, found] = spacedPhrase(places, folded, key, facts);
    const count = number && places[number - 1] + 1 - from;
    return number ? { count, condition: conditionOf(found, written(count), manifest.ranges) } : null;
  };
  const asWords = (words) => words.join(" ");
  // Whether a phrase begins after a small word and ends later: *ingen samlinger på fredag* is not *ingen samlinger*.
  const goesOn = (count) => {
    if (!manifest.stop.includes(word) && !rules.not.includes(word)) return false;
    const several = [spaced(asWords, at + 1)].filter((each) => each?.count >= count);
    for (let length = Math.min(MAX_PHRASE, tokens.length - at - 1); length >= count; length -= 1) several.push(named(length, at + 1));
    return several.some((each) => each?.condition.facts.length && !each.condition.facts.some(isPage));
  };
  for (let count = Math.min(MAX_PHRASE, tokens.length - at); count > 1; count -= 1) {
    const found = named(count);
    if (found) return goesOn(count) ? { count: 1 } : found;
  }
  const inMunicipality = () => {
    const isOne = (each) => rules.municipality.includes(each);
    const name = folded.slice(at + 1, at + MAX_TOWN).some(isOne) ? townAt(at) : 0;
    return name && isOne(folded[at + name]) ? nearTown(at, name, name + 1) : null;
  };
  return spaced((words) => pageKey(words, rules.endings)) ?? (tokens.length > 1 && isSmall(word) ? null : named(1)) ?? spaced(asWords) ?? inMunicipality()
    ?? level(at, tokens, rules) ?? compound(word, rules);
}

/** The number of tokens from `at` that are the longest of some phrases, 0 for none; the phrases are written as the tokens are. */
export function phraseOf(phrases, tokens, at) {
  for (let count = Math.min(MAX_PHRASE, tokens.length - at); count > 0; count -= 1) {
    if (phrases.includes(tokens.slice(at, at + count).join(" "))) return count;
  }
  return 0;
}

/** The condition of a level: a digit, or a word for one that nothing but conditions follow. */
function level(at, tokens, { levels, held, marked }) {
  const word = tokens[at];
  const number = Object.hasOwn(levels, word) ? levels[word] : "";
  if (!number || !(/^[0-9]$/.test(word) || (at && tokens.slice(at + 1).every((each) => marked.has(each))))) return null;
  const isHeld = number === "1" && tokens.slice(0, at).some((each) => held.includes(each));
  return { count: 1, condition: { written: word, facts: [[isHeld ? NEXT_LEVEL : `niva=${number}`, WHOLE]], negated: false } };
}

/** The subject or the form of study at the beginning of a compound: *gymlærer*, *nettundervisning*. */
function compound(word, { facts, tails }) {
  for (let end = word.length - MIN_TAIL; end >= MIN_HEAD; end -= 1) {
    const rest = fold(word.slice(end));
    if (!tails.some((tail) => rest.startsWith(tail))) continue;
    for (const head of [word.slice(0, end), "se-".includes(word[end - 1]) ? word.slice(0, end - 1) : ""]) {
      const found = head.length >= MIN_HEAD ? facts(fold(head)) : "";
      if (/^(fag|studieform)=/.test(found)) return { count: 1, head, condition: { written: word, facts: readFacts(found), negated: false } };
    }
  }
  return { count: 1 };
}

/** The words with those of a dialect as they are in the phrases; a key of two words replaces the first of them. */
export function spokenAsWritten(words, spoken) {
  const read = (key) => (Object.hasOwn(spoken, key) ? spoken[key] : "");
  return words.map((word, at) => read(`${word} ${words[at + 1]}`) || read(word) || word);
}

/** The words, and the words as typed, in which each name of several words is one: *norsk_som_andrespråk*. */
export function namesJoined(words, typed, facts) {
  const folded = words.map(fold), joined = [], written = [];
  const nameAt = (at, count) => {
    const found = facts(folded.slice(at, at + count).join(" "));
    return found.startsWith(NAME_FACT) ? found.slice(NAME_FACT.length) : "";
  };
  for (let at = 0, count; at < words.length; at += count) {
    count = Math.min(MAX_NAME, words.length - at);
    while (count > 1 && !nameAt(at, count)) count -= 1;
    joined.push(count > 1 ? nameAt(at, count) : words[at]);
    written.push(typed.slice(at, at + count).join(" "));
  }
  return [joined, written];
}

/** The key of a page's phrase from its folded words without small ones. */
function pageKey(words, endings) {
  return [...new Set(words.map((word) => stemOf(word, endings)))].sort().join("+");
}

/** A folded word without the first of `endings` that it has and that leaves enough letters. */
function stemOf(word, endings) {
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= MIN_STEM);
  return ending ? word.slice(0, -ending.length) : word;
}

/** The places of the next words from `at` that are not small; none if that at `at` is small. */
function contentAt(at, words, isSmall, marked) {
  const places = [];
  for (let place = at; place < words.length && !marked.has(words[place]) && places.length < MAX_CONTENT; place += 1) {
    if (!isSmall(words[place])) places.push(place);
    else if (!places.length) break;
  }
  return places;
}

/** [the number of places of the longest phrase that some words make, its facts], [0, ""] for none. `key` returns its key. */
function spacedPhrase(places, folded, key, facts) {
  for (let count = places.length; count > 1; count -= 1) {
    const found = facts(key(places.slice(0, count).map((place) => folded[place])));
    if (found && !found.startsWith(NAME_FACT)) return [count, found];
  }
  return [0, ""];
}

const isPage = ([fact]) => fact.startsWith("side=");
