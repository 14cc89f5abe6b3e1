// A query -> conditions on facts of courses, and the remaining words. The twin of site_builder/search/query.py.
import { Joined, nameOf } from "./alternatives.js";
import { fold } from "./codec.js";
import { nearTo, placesNear } from "./nearness.js";

const MAX_WORDS = 12, MAX_TOKENS = 40, MAX_PHRASE = 6, MIN_HEAD = 2, MIN_TAIL = 3, MAX_TITLE = 80, MAX_MARKS = 26;
/** Sixteenths of a condition that a fact meets; conditions.py explains each. */
const WHOLE = 16, SUBJECT = 14, COVERING = 12, OVERLAPPING = 5, NEAR = 6, NAMED = 10;
const NEXT_LEVEL = "niva=2";
const KEPT = new Set(["fag", "fylke", "sted"]);

const EMPTY = { words: [], conditions: [], pages: [], question: [], open: false, title: "", either: [], blank: false };

/** Whether the words of a condition also count as words. */
export const isKept = (condition) => KEPT.has(nameOf(condition));

/**
 * {words, conditions: [{written, facts: [[fact, sixteenths]], negated, kilometres, grades}], pages, question, open, title,
 * either, blank}, by the manifest. `facts` returns the facts that a phrase of folded words asks for, or "". `near` returns the positions of
 * towns and places; called only where a query asks for them. `begun` returns whether the last of some words has hardly
 * been begun, and does not count; null where nobody types.
 */
export function parseQuery(text, manifest, facts, near, begun) {
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
  for (const [written, joined] of rules.phrases) {
    if (rest.includes(written)) rest = rest.replaceAll(written, () => ` ${joined ?? tokens(written).join("_")} `);
  }
  rest = digits(rest.replace(new RegExp(`(${letter}{3})([0-9])`, "gu"), "$1 $2"), manifest);
  const marked = new Map();
  rest = readPatterns(rest, manifest, marked);
  const title = tokens(text.normalize("NFC").toLowerCase()).slice(0, MAX_TOKENS).map(fold).join("-").slice(0, MAX_TITLE);
  const words = tokens(rest).slice(0, MAX_TOKENS);
  if (begun && words.length > 1 && !marked.has(words.at(-1)) && begun(words)) words.pop();
  return { ...EMPTY, ...readTokens(words, manifest, { ...rules, facts, positions: near, marked }), title };
}

/** The query in a list of tokens, read from left to right, the longest phrase first. */
function readTokens(tokens, manifest, rules) {
  const folded = tokens.map(fold);
  const read = [], stopWords = [], pages = [];
  const asked = new Joined();
  const isStop = (word) => manifest.stop.includes(word);
  let negated = false, between = null;
  for (let at = 0; at < tokens.length;) {
    const { count, condition } = conditionAt(at, tokens, folded, manifest, rules);
    const denial = condition ? 0 : phraseOf(rules.not, tokens, at);
    const isPage = ([fact]) => fact.startsWith("side=");
    const named = condition?.facts.filter(isPage) ?? [];
    if (named.length && !negated) pages.push(...named.map(([fact]) => fact));
    if (condition && named.length) condition.facts = condition.facts.filter((each) => !isPage(each));
    if (named.length && !condition.facts.length) negated = false;
    else if (condition) {
      const kept = isKept(condition) && !condition.kilometres;
      const words = kept ? tokens.slice(at, at + count).filter((word) => !isStop(word)) : [];
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
      if (!negated) read.push(tokens[at]);
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
  return { words: eachOnce(words), conditions: kept.slice(0, MAX_WORDS), pages, question: aboutSubject ? [] : eachOnce(question), open, either };
}

const eachOnce = (words) => [...new Set(words)].slice(0, MAX_WORDS);

/** The number of tokens that are read together, and their condition, if they are one. */
function conditionAt(at, tokens, folded, manifest, rules) {
  const before = phraseOf(rules.near, folded, at);
  if (before) {
    const near = rules.positions();
    const length = phraseOf(Object.keys(near.towns), folded, at + before);
    if (length) {
      const places = placesNear(near, folded.slice(at + before, at + before + length).join(" "));
      return { count: before + length, condition: nearTo(tokens.slice(at, at + before + length).join(" "), places) };
    }
  }
  const word = tokens[at], typed = folded[at];
  if (rules.marked.has(word)) return { count: 1, condition: rules.marked.get(word) };
  for (let count = Math.min(MAX_PHRASE, tokens.length - at); count > 0; count -= 1) {
    const condition = namedCondition(folded.slice(at, at + count).join(" "), tokens.slice(at, at + count).join(" "), manifest, rules.facts);
    if (condition) return { count, condition };
  }
  const level = Object.hasOwn(rules.levels, word) ? rules.levels[word] : "";
  if (level && (/^[0-9]$/.test(word) || (at && tokens.slice(at + 1).every((each) => rules.marked.has(each))))) {
    const held = level === "1" && tokens.slice(0, at).some((each) => rules.held.includes(each));
    return { count: 1, condition: { written: word, facts: [[held ? NEXT_LEVEL : `niva=${level}`, WHOLE]], negated: false } };
  }
  const subject = subjectOf(typed, rules);
  return subject ? { count: 1, condition: { written: word, facts: readFacts(subject), negated: false } } : { count: 1 };
}

/** The condition that a phrase of folded words names: facts, grades or credits; null for another phrase. */
export function namedCondition(phrase, written, manifest, facts) {
  const found = facts(phrase);
  if (found) return { written, facts: readFacts(found), negated: false };
  if (Object.hasOwn(manifest.grades, phrase)) return grades(...manifest.grades[phrase], written, manifest.ranges);
  return Object.hasOwn(manifest.credits, phrase) ? credits(manifest.credits[phrase], written) : null;
}

/** The number of tokens from `at` that are the longest of some phrases, 0 for none; the phrases are written as the tokens are. */
function phraseOf(phrases, tokens, at) {
  for (let count = Math.min(MAX_PHRASE, tokens.length - at); count > 0; count -= 1) {
    if (phrases.includes(tokens.slice(at, at + count).join(" "))) return count;
  }
  return 0;
}

/** The facts of the subject at the beginning of a compound, as in the files of phrases: *gymlærer*, *mattekurs*. */
function subjectOf(word, { facts, tails }) {
  for (let end = word.length - MIN_TAIL; end >= MIN_HEAD; end -= 1) {
    if (!tails.some((tail) => word.startsWith(tail, end))) continue;
    for (const head of [word.slice(0, end), "se-".includes(word[end - 1]) ? word.slice(0, end - 1) : ""]) {
      const found = head.length >= MIN_HEAD ? facts(head) : "";
      if (found.startsWith("fag=")) return found;
    }
  }
  return null;
}

/** The [fact, sixteenths] pairs of `FACTS|FACTS`. */
function readFacts(written) {
  const [exact, near = ""] = written.split("|");
  const pairs = (facts, share) => facts.split(" ").filter(Boolean).map((fact) => [fact, share]);
  const name = exact.split("=")[0];
  return [...pairs(exact, name === "fag" ? SUBJECT : KEPT.has(name) ? NAMED : WHOLE), ...pairs(near, NEAR)];
}

/** The text with number words as digits, if it has a word for grades or credits. */
function digits(text, { counted, letters, numbers }) {
  if (!new RegExp(counted, "u").test(text)) return text;
  return text.replace(new RegExp(`[${letters}]+`, "gu"), (word) => (Object.hasOwn(numbers, fold(word)) ? numbers[fold(word)] : word));
}

/** The text with a mark in the place of each condition that matches a pattern; these are added to `marked`, by mark. */
function readPatterns(text, { patterns, ranges }, marked) {
  let rest = text;
  for (const [kind, pattern] of patterns) {
    for (const match of [...rest.matchAll(new RegExp(pattern, "gu"))].slice(0, MAX_MARKS - marked.size)) {
      const written = match[0].trim();
      let condition;
      if (kind === "held") condition = { written, facts: [[NEXT_LEVEL, WHOLE]], negated: false };
      else if (kind === "credits") condition = credits(Number(match[1].replace(",", ".")), written);
      else {
        const offset = Number(kind.split("+")[1]);
        const low = Number(match[1]) + offset, high = Number(match[match.length - 1]) + offset;
        if (!(low >= 1 && low <= high && high <= 13)) continue;
        condition = grades(low, high, written, ranges);
      }
      const mark = `__${String.fromCharCode(97 + marked.size)}`;
      marked.set(mark, condition);
      rest = rest.replace(match[0], () => ` ${mark} `);
    }
  }
  return rest;
}

const credits = (number, written) => ({ written, facts: [[`sp=${number}`, WHOLE]], negated: false });

function grades(low, high, written, ranges) {
  const facts = [];
  for (const [first, last] of ranges) {
    if (first > high || low > last) continue;
    const share = first === low && last === high ? WHOLE : first <= low && high <= last ? COVERING : OVERLAPPING;
    facts.push([`trinn=${first}-${last}`, share]);
  }
  return { written, facts, negated: false, grades: [low, high] };
}

/** What a negation of grades takes away; conditions.py explains. */
function within({ written, facts, grades: [low, high] }) {
  const inside = facts.map(([fact]) => fact).filter((fact) => {
    const [first, last] = fact.split("=")[1].split("-").map(Number);
    return low <= first && last <= high;
  });
  return { written, facts: inside.length ? inside.map((fact) => [fact, WHOLE]) : facts, negated: true };
}
