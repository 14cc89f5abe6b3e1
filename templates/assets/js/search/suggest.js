// Suggestions while typing: subjects, places, institutions, courses and answers that go on with what was typed.
import { fold } from "./codec.js";

const MOST = 8, MOST_OF_KIND = 3, MIN_LETTERS = 2, MAX_WORDS = 4;
/** Facets whose values are suggested, in this order. */
const KINDS = ["fag", "sted", "fylke", "institusjon"];

/**
 * At most eight suggestions, by kind: [{kind, label, reason, text}] for a value that completes the query, whose text is the
 * new query, or [{kind, label, address}] for a page. `facets` as in the index file, `phrases` the facts by phrase, `cards`
 * the cards fetched so far as [kind of document, card].
 */
export function suggest(typed, { facets, phrases, cards }) {
  const words = typed.split(/\s+/u).filter(Boolean);
  const found = [];
  const add = (kind, label, rest) => {
    const ofKind = found.filter((each) => each.kind === kind);
    if (found.length < MOST && ofKind.length < MOST_OF_KIND && !ofKind.some((each) => each.label === label)) found.push({ kind, label, ...rest });
  };
  if (typed && !/\s$/u.test(typed)) {
    for (let count = Math.min(MAX_WORDS, words.length); count > 0; count -= 1) addValues(words, count, facets ?? [], phrases, add);
  }
  const folded = words.map(fold);
  if (folded.join("").length < MIN_LETTERS) return found;
  for (const kind of ["course", "answer"]) {
    for (const [of, { title, address }] of cards) {
      const parts = (of === "course") === (kind === "course") ? wordsOf(title) : [];
      if (parts.length && folded.every((word) => parts.some((part) => part.startsWith(word)))) add(kind, title, { address });
    }
  }
  return found;
}

/** Adds the values whose name, or another name, goes on with the last `count` words. */
function addValues(words, count, facets, phrases, add) {
  const before = words.slice(0, words.length - count);
  const start = fold(words.slice(-count).join(" ").toLowerCase());
  if (start.length < MIN_LETTERS) return;
  for (const kind of KINDS) {
    for (const [key, label] of facets.find((facet) => facet.key === kind)?.values ?? []) {
      const name = wordsOf(label).join(" ");
      const text = [...before, label].join(" ");
      if (name !== start && ` ${name}`.includes(` ${start}`)) add(kind, label, { reason: "", text });
      else if (kind === "fag") {
        const other = otherName(phrases, `fag=${key}`, start);
        if (other && name !== start) add(kind, label, { reason: other, text });
      }
    }
  }
}

/** The first phrase that goes on with `start` and asks for just this fact. */
function otherName(phrases, fact, start) {
  for (const phrase in phrases) if (phrases[phrase] === fact && phrase.startsWith(start)) return phrase.replaceAll("_", " ");
  return "";
}

const wordsOf = (label) => (label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(fold);
