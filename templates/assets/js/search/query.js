// A query -> conditions on facts of courses, and the remaining words. The twin of site_builder/search/query.py.
import { fold } from "./codec.js";

const MAX_WORDS = 12, MAX_TOKENS = 40, MAX_PHRASE = 6, MIN_HEAD = 2, MIN_TAIL = 3, MAX_TITLE = 80;
/** Sixteenths of a condition that a fact meets; query.py explains each. */
const WHOLE = 16, COVERING = 12, OVERLAPPING = 5, NEAR = 6, NAMED = 10, FURTHER = 9, ONLINE = 4;
const NEXT_LEVEL = "niva=2";
const KEPT = /^(fag|fylke|sted)=/;

const EMPTY = { words: [], conditions: [], pages: [], question: [], open: false, title: "", blank: false };

/**
 * {words, conditions: [{written, facts: [[fact, sixteenths]], negated, kilometres}], pages, question, open, title, blank}, by the
 * manifest. `facts` returns the facts that a phrase of folded words asks for, or "". `near` returns the study places near
 * each town; called only where a query asks for them.
 */
export function parseQuery(text, manifest, facts, near) {
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
  const conditions = [];
  rest = readPatterns(rest, manifest, conditions);
  const title = tokens(text.normalize("NFC").toLowerCase()).slice(0, MAX_TOKENS).map(fold).join("-").slice(0, MAX_TITLE);
  return { ...EMPTY, ...readTokens(tokens(rest).slice(0, MAX_TOKENS), manifest, { ...rules, facts, towns: near }, conditions), title };
}

/** The query in a list of tokens, read from left to right, the longest phrase first. */
function readTokens(tokens, manifest, rules, conditions) {
  const folded = tokens.map(fold);
  const read = [], stopWords = [], pages = [];
  let negated = false;
  for (let at = 0; at < tokens.length;) {
    const { count, condition } = conditionAt(at, tokens, folded, manifest, rules);
    const denial = condition ? 0 : phraseOf(rules.not, tokens, at);
    const isPage = ([fact]) => fact.startsWith("side=");
    const named = condition?.facts.filter(isPage) ?? [];
    if (named.length && !negated) pages.push(...named.map(([fact]) => fact));
    if (condition && named.length) condition.facts = condition.facts.filter((each) => !isPage(each));
    const first = condition?.facts[0]?.[0] ?? "";
    if (named.length && !first) negated = false;
    else if (condition) {
      conditions.push({ ...condition, negated });
      if (!negated && KEPT.test(first) && !condition.kilometres) read.push(...tokens.slice(at, at + count).filter((word) => !manifest.stop.includes(word)));
      negated = false;
    } else if (denial) negated = true;
    else if (manifest.stop.includes(tokens[at]) || phraseOf(rules.near, folded, at)) stopWords.push(tokens[at]);
    else if (negated) negated = false;
    else read.push(tokens[at]);
    at += denial || count;
  }
  const words = read.length || conditions.length || pages.length ? read : stopWords;
  const question = pages.length || rules.asking.includes(tokens[0]) ? tokens.filter((word) => !manifest.stop.includes(word)) : [];
  const isFirst = (fact) => ({ facts: [first] }) => first?.[0] === fact && first[1] === WHOLE;
  const kept = conditions.some(isFirst(NEXT_LEVEL)) ? conditions.filter((each) => !isFirst("niva=1")(each)) : conditions;
  const aboutSubject = kept.some(({ facts }) => facts[0]?.[0].startsWith("fag="));
  const open = rules.open.includes(tokens[0]) && !rules.amounts.includes(tokens[1]);
  return { words: eachOnce(words), conditions: kept.slice(0, MAX_WORDS), pages, question: aboutSubject ? [] : eachOnce(question), open };
}

const eachOnce = (words) => [...new Set(words)].slice(0, MAX_WORDS);

/** The number of tokens that are read together, and their condition, if they are one. */
function conditionAt(at, tokens, folded, manifest, rules) {
  const before = phraseOf(rules.near, folded, at);
  if (before) {
    const towns = rules.towns();
    const length = phraseOf(Object.keys(towns), folded, at + before);
    if (length) {
      const places = towns[folded.slice(at + before, at + before + length).join(" ")];
      return { count: before + length, condition: nearTo(tokens.slice(at, at + before + length).join(" "), places) };
    }
  }
  for (let count = Math.min(MAX_PHRASE, tokens.length - at); count > 0; count -= 1) {
    const phrase = folded.slice(at, at + count).join(" ");
    const written = tokens.slice(at, at + count).join(" ");
    const facts = rules.facts(phrase);
    if (facts) return { count, condition: { written, facts: readFacts(facts) } };
    if (Object.hasOwn(manifest.grades, phrase)) return { count, condition: grades(...manifest.grades[phrase], written, manifest.ranges) };
    if (Object.hasOwn(manifest.credits, phrase)) return { count, condition: credits(manifest.credits[phrase], written) };
  }
  const word = tokens[at], typed = folded[at];
  const level = Object.hasOwn(rules.levels, word) ? rules.levels[word] : "";
  if (level && (/^[0-9]$/.test(word) || (at && at === tokens.length - 1))) {
    const held = level === "1" && tokens.slice(0, at).some((each) => rules.held.includes(each));
    return { count: 1, condition: { written: word, facts: [[held ? NEXT_LEVEL : `niva=${level}`, WHOLE]] } };
  }
  const subject = subjectOf(typed, rules);
  return subject ? { count: 1, condition: { written: word, facts: readFacts(subject) } } : { count: 1 };
}

/** The number of tokens from `at` that are the longest of some phrases, 0 for none; the phrases are written as the tokens are. */
function phraseOf(phrases, tokens, at) {
  for (let count = Math.min(MAX_PHRASE, tokens.length - at); count > 0; count -= 1) {
    if (phrases.includes(tokens.slice(at, at + count).join(" "))) return count;
  }
  return 0;
}

/** The condition of being taught near a town, or online. */
export function nearTo(written, places) {
  const nearest = places[0][1];
  const share = (away) => (away <= nearest + 30 ? WHOLE : away <= Math.max(100, 2 * nearest) ? FURTHER : OVERLAPPING);
  const online = [["studieform=nettbasert", ONLINE], ["studieform=mooc", ONLINE]];
  return { written, facts: [...places.map(([key, away]) => [`sted=${key}`, share(away)]), ...online], kilometres: places.map(([, away]) => away) };
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
  return [...pairs(exact, KEPT.test(exact) ? NAMED : WHOLE), ...pairs(near, NEAR)];
}

/** The text with number words as digits, if it has a word for grades or credits. */
function digits(text, { counted, letters, numbers }) {
  if (!new RegExp(counted, "u").test(text)) return text;
  return text.replace(new RegExp(`[${letters}]+`, "gu"), (word) => (Object.hasOwn(numbers, fold(word)) ? numbers[fold(word)] : word));
}

/** The text without the conditions that match a pattern; these are added to `conditions`. */
function readPatterns(text, { patterns, ranges }, conditions) {
  let rest = text;
  for (const [kind, pattern] of patterns) {
    for (const match of [...rest.matchAll(new RegExp(pattern, "gu"))]) {
      const written = match[0].trim();
      if (kind === "held") conditions.push({ written, facts: [[NEXT_LEVEL, WHOLE]], negated: false });
      else if (kind === "credits") conditions.push(credits(Number(match[1].replace(",", ".")), written));
      else {
        const offset = Number(kind.split("+")[1]);
        const low = Number(match[1]) + offset, high = Number(match[match.length - 1]) + offset;
        if (!(low >= 1 && low <= high && high <= 13)) continue;
        conditions.push(grades(low, high, written, ranges));
      }
      rest = rest.replace(match[0], () => " ");
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
  return { written, facts, negated: false };
}
