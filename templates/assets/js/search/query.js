// A query -> conditions on facts of courses, and the remaining words. The twin of site_builder/search/query.py.
import { Joined, nameOf } from "./alternatives.js";
import { fold } from "./codec.js";
import { NEXT_LEVEL, isKept, readPatterns, within } from "./conditions.js";
import { conditionAt, namesJoined, phraseOf, spokenAsWritten } from "./matching.js";

const MAX_WORDS = 12, MAX_TOKENS = 40, MAX_TITLE = 80;
const WHOLE = 16, LONG = 3;

/** Among the pages of a query: no page answers it (UNANSWERED in catalogue/vocabulary.py). */
export const UNANSWERED = "side=-";

/** What a query asks for that no example is like. */
export const NOTHING_ASKED = { pages: [], condition: null, places: new Set(), sure: false };

const EMPTY = { words: [], conditions: [], pages: [], question: [], open: false, title: "", either: [], blank: false };

/**
 * {words, conditions: [{written, facts: [[fact, sixteenths]], negated, kilometres, grades}], pages, question, open, title,
 * either, blank}, by the manifest. `facts` returns the facts that a phrase of folded words asks for, or "". `near` returns the positions of
 * towns and places; called only where a query asks for them. `begun` returns whether the last of some words has hardly
 * been begun, and does not count; null where nobody types. `questions` are those of the index.
 */
export function parseQuery(text, manifest, facts, near, begun, questions) {
  const { rules } = manifest;
  if (!text.replaceAll(" ", "")) return { ...EMPTY, blank: true };
  const tokens = (written) => written.match(new RegExp(manifest.token, "gu")) ?? [];
  const letter = `[${manifest.letters}]`;
  let rest = text.normalize("NFC").toLowerCase().replace(/[^ ]{1,100}@[^ ]+|https?:\/\/[^ ]+/g, " ");
  rest = rest.replace(new RegExp(`(${letter}{3}) ?[&+/] ?(${letter}{3})`, "gu"), (_, before, after) => `${before} ${rules.and} ${after}`);
  const ending = rules.ending && `(?:${rules.ending}(?!${letter}))?`;
  rest = rest.replace(new RegExp(`(?<!${letter})(${letter}{3,5})\\. ?${ending}`, "gu"), (found, word) => {
    const typed = fold(word);
    return `${Object.hasOwn(rules.short, typed) ? rules.short[typed] : found} `;
  });
  for (const [written, read] of rules.phrases) {
    rest = rest.replaceAll(written, () => ` ${read} `);
  }
  rest = digits(rest.replace(new RegExp(`(${letter}{3})([0-9])`, "gu"), "$1 $2"), manifest);
  const marked = new Map();
  rest = readPatterns(rest, manifest, marked);
  const title = tokens(text.normalize("NFC").toLowerCase()).slice(0, MAX_TOKENS).map(fold).join("-").slice(0, MAX_TITLE);
  const typed = tokens(rest).slice(0, MAX_TOKENS);
  const words = spokenAsWritten(typed, rules.spoken);
  if (begun && words.length > 1 && !marked.has(words.at(-1)) && begun(words)) words.pop();
  const [joined, asTyped] = namesJoined(words, typed, facts);
  const reading = { ...rules, typed: asTyped, facts, positions: near, marked };
  const { factual, ...plain } = readTokens(joined, manifest, reading, NOTHING_ASKED);
  const brief = joined.length < LONG || questions.isTitle(title);
  const asked = brief ? NOTHING_ASKED : questions.askedBy(joined, asTyped, { ...plain, factual });
  if (!asked.sure || (plain.pages.length && asked.pages[0] !== UNANSWERED)) return { ...EMPTY, ...plain, title };
  const { factual: _, ...again } = readTokens(joined, manifest, reading, asked);
  return { ...EMPTY, ...again, title };
}

/** The query in a list of tokens, read from left to right, the longest phrase first; the words of `learned` are not searched for. */
function readTokens(tokens, manifest, rules, learned) {
  const folded = tokens.map(fold);
  const read = [], stopWords = [], pages = [...learned.pages];
  const asked = new Joined();
  const isStop = (word) => manifest.stop.includes(word);
  let negated = false, between = null;
  const factual = new Set();
  if (learned.condition) asked.add({ ...learned.condition, negated: false }, [], null, rules.joins);
  for (let at = 0; at < tokens.length;) {
    const { count, condition, head } = conditionAt(at, tokens, folded, manifest, rules);
    const denial = condition ? 0 : phraseOf(rules.not, tokens, at);
    const isPage = ([fact]) => fact.startsWith("side=");
    const named = condition?.facts.filter(isPage) ?? [];
    if (named.length && !negated) pages.push(...named.map(([fact]) => fact));
    if (condition && named.length) condition.facts = condition.facts.filter((each) => !isPage(each));
    if (named.length && !condition.facts.length) negated = false;
    else if (condition) {
      for (let place = at; place < at + count; place += 1) factual.add(place);
      const kept = isKept(condition) && !condition.kilometres;
      const words = kept ? (head ? [head] : tokens.slice(at, at + count)).filter((word) => !isStop(word)) : [];
      const isLacking = negated && nameOf(condition) === "sp" && at > 1 && rules.held.includes(tokens[at - 2]); // *har ikke 30 sp*
      const taken = negated && condition.grades ? within(condition) : condition;
      if (!isLacking && !asked.add({ ...taken, negated }, words, between, rules.joins).negated) read.push(...words);
      negated = false;
      between = [];
    } else if (denial) {
      negated = true;
      between = null;
    } else if (isStop(tokens[at]) || rules.joins.includes(tokens[at]) || phraseOf(rules.near, folded, at)) {
      stopWords.push(tokens[at]);
      between?.push(tokens[at]);
    } else {
      if (!negated && !learned.places.has(at)) read.push(tokens[at]);
      negated = false;
      between = null;
    }
    at += denial || count;
  }
  const { conditions, either } = asked;
  const words = read.length || conditions.length || pages.length ? read : stopWords;
  const asks = pages.length || rules.asking.includes(tokens[0]);
  const question = asks ? tokens.filter((word) => !isStop(word) && !rules.marked.has(word)) : [];
  const isFirst = (fact) => ({ facts: [first] }) => first?.[0] === fact && first[1] === WHOLE;
  const kept = conditions.some(isFirst(NEXT_LEVEL)) ? conditions.filter((each) => !isFirst("niva=1")(each)) : conditions;
  const aboutSubject = kept.some((each) => nameOf(each) === "fag");
  const open = rules.open.includes(tokens[0]) && !rules.amounts.includes(tokens[1]);
  return { words: eachOnce(words), conditions: kept.slice(0, MAX_WORDS), pages, question: aboutSubject ? [] : eachOnce(question), open, either, factual };
}

const eachOnce = (words) => [...new Set(words)].slice(0, MAX_WORDS);

/** The text with number words as digits, if it has a word for grades or credits. */
function digits(text, { counted, letters, numbers }) {
  if (!new RegExp(counted, "u").test(text)) return text;
  return text.replace(new RegExp(`[${letters}]+`, "gu"), (word) => (Object.hasOwn(numbers, fold(word)) ? numbers[fold(word)] : word));
}
