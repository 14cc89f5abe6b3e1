// The documents that meet conditions, and how far. The twin of site_builder/search/meeting.py.
import { mostOf, nameOf } from "./alternatives.js";
import { decodeScores, fold } from "./codec.js";

const WHOLE = 16, NAMED = 10;

/** How far each document meets a condition: {condition, documents, shares by document in sixteenths}. */
export function meeting(condition, lexicon, size) {
  const found = { condition, documents: [], shares: new Uint8Array(size) };
  for (const [fact, share] of condition.facts) add(found, lexicon.exact(`=${fact}`, WHOLE, ""), share, lexicon);
  return found;
}

/** Each condition with the documents that meet it; meeting.py explains those of a subject by another of its names. */
export function meetingEach(conditions, lexicon, size) {
  const facts = (condition) => JSON.stringify(condition.facts);
  const asked = new Set(conditions.filter((each) => nameOf(each) === "fag" && !each.negated).map(facts));
  return conditions.map((condition) => {
    if (!condition.negated || !asked.has(facts(condition))) return meeting(condition, lexicon, size);
    const found = { condition, documents: [], shares: new Uint8Array(size) };
    const words = condition.written.match(new RegExp(lexicon.manifest.token, "gu")) ?? [];
    add(found, lexicon.titlesFrom(`${words.map(fold).join("-")}-`), mostOf(condition), lexicon);
    return found;
  });
}

/** Adds the documents of some matches, which have a share of what is asked. */
function add({ documents, shares }, matches, share, lexicon) {
  for (const { shard, term } of matches) {
    decodeScores(lexicon.shard(shard).postings[term], (document) => {
      if (!shares[document]) documents.push(document);
      if (shares[document] < share) shares[document] = share;
    });
  }
}

/** The conditions, those of nearness with the nearest places of courses that meet the others; `meets` as `meeting`, `near()` has the code of nearness.js. */
export function narrowed(conditions, meets, near) {
  if (!conditions.some(({ kilometres }) => kilometres)) return conditions;
  const others = conditions.filter(({ kilometres, negated, facts }) => !kilometres && !negated && facts.length);
  const common = (several) => {
    const met = several.map((each) => meets(each).shares);
    return met.length ? Array.from(met[0].keys()).filter((document) => met.every((shares) => shares[document])) : [];
  };
  const all = common(others);
  const wanted = all.length ? all : common(others.filter((each) => nameOf(each) === "fag"));
  const taught = (fact) => {
    const { shares } = meets({ facts: [[fact, WHOLE]] });
    return !wanted.length || wanted.some((document) => shares[document]);
  };
  return conditions.map((each) => (each.kilometres ? near().nearestOf(each, taught) : each));
}

/** Of several subjects asked for, lets a course of one meet another if it has the words; meeting.py explains. */
export function addSecondSubjects(asked, scored) {
  const named = asked.filter(({ condition }) => nameOf(condition) === "fag");
  const before = named.map(({ documents }) => [...documents]);
  const byWord = new Map(scored.map(({ word, scores }) => [word, scores]));
  named.forEach(({ condition, documents, shares }, at) => {
    const words = byWord.has(condition.written) ? [condition.written] : condition.written.split(" ");
    const having = words.map((word) => byWord.get(word));
    for (const document of new Set(before.flatMap((found, other) => (other === at ? [] : found)))) {
      if (shares[document] || !having.every((scores) => scores?.[document])) continue;
      shares[document] = NAMED;
      documents.push(document);
    }
  });
}
