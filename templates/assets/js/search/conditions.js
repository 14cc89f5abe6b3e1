// Conditions of a query on facts of courses. The twin of site_builder/search/conditions.py, which explains each number.
import { nameOf } from "./alternatives.js";

const MAX_MARKS = 26;
/** Sixteenths of a condition that a fact meets. */
const WHOLE = 16, SUBJECT = 14, COVERING = 12, OVERLAPPING = 5, NEAR = 6, NAMED = 10;
export const NEXT_LEVEL = "niva=2";
const KEPT = new Set(["fag", "fylke", "sted"]);

/** Whether the words of a condition also count as words. */
export const isKept = (condition) => KEPT.has(nameOf(condition));

/** The condition that a phrase of folded words names: facts, grades or credits; null for another phrase. */
export function namedCondition(phrase, written, manifest, facts) {
  const found = facts(phrase);
  return found ? conditionOf(found, written, manifest.ranges) : null;
}

/** The condition of what a phrase asks for: facts, or grades that each course's are compared with. */
export function conditionOf(found, written, ranges) {
  const [, low, high] = /^klasse=(\d+)-(\d+)/.exec(found) ?? [];
  return low ? grades(Number(low), Number(high), written, ranges) : { written, facts: readFacts(found), negated: false };
}

/** The [fact, sixteenths] pairs of `FACTS|FACTS`. */
export function readFacts(written) {
  const [exact, near = ""] = written.split("|");
  const pairs = (facts, share) => facts.split(" ").filter(Boolean).map((fact) => [fact, share]);
  const name = exact.split("=")[0];
  return [...pairs(exact, name === "fag" ? SUBJECT : KEPT.has(name) ? NAMED : WHOLE), ...pairs(near, NEAR)];
}

/** The text with a mark in the place of each condition that matches a pattern; these are added to `marked`, by mark. */
export function readPatterns(text, { patterns, ranges }, marked) {
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
export function within({ written, facts, grades: [low, high] }) {
  const inside = facts.map(([fact]) => fact).filter((fact) => {
    const [first, last] = fact.split("=")[1].split("-").map(Number);
    return low <= first && last <= high;
  });
  return { written, facts: inside.length ? inside.map((fact) => [fact, WHOLE]) : facts, negated: true };
}
