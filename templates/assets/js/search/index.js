// A query -> ranked documents. The twin of site_builder/search/ranking.py; uses neither network nor DOM.
import { isText, namedPages, textsAbout } from "./answers.js";
import { decodeNumbers, decodeScores, fold } from "./codec.js";
import { Lexicon } from "./lexicon.js";
import { ordered, spread } from "./order.js";
import { nearTo, parseQuery } from "./query.js";

const FORMAT = 6;

/** ranking.py explains each. */
const CONDITION_SCORE = 700_000, CONDITION_RARITY = 500, MAX_RARITY = 400;
const WHOLE = 16, NAMED = 10, UNAVAILABLE = 12, MIN_COVERAGE = 48, MIN_BEGUN = 3;

/** Letters of a phrase by which its file is found. */
const FIRST_LETTERS = 2;

/** What is found while files are lacking. */
const NOTHING = { documents: [], answers: 0, complete: () => false, folds: () => false, unknown: [], dropped: [] };

/** Limits of a document's score and number, so that both fit in one sort key (see rank). */
const SCORE_RANGE = 2 ** 32, DOCUMENT_RANGE = 2 ** 17;

export class Index {
  /** `files`: name -> content of the index files fetched so far. */
  constructor(manifest, files) {
    if (manifest.format !== FORMAT) throw new Error(`search index of format ${manifest.format}, not ${FORMAT}`);
    this.manifest = manifest;
    this.files = files;
    this.size = manifest.kinds.reduce((sum, count) => sum + count, 0);
    this.lexicon = new Lexicon(manifest, files);
    this.unavailable = new Uint8Array(this.size);
    this.subjects = [];
    decodeNumbers(manifest.subjects, (document) => this.subjects.push(document));
    decodeNumbers(manifest.unavailable, (document) => (this.unavailable[document] = 1));
  }

  /**
   * The result of a query: {documents: best first, answers: the number of the first ones that are pages which
   * answer the query, complete(document): whether it lacks nothing,
   * folds(document): whether it is unavailable though nothing asks for that, hit(document), query,
   * unknown: words without a match, dropped: conditions that no document meets, needs}. While typing, the last word also
   * matches as a prefix. Where `needs` is not empty, fetch the files it names and search again.
   */
  search(text, typing = true) {
    const { needs } = this.lexicon;
    needs.clear();
    const waiting = () => ({ ...NOTHING, needs: [...needs] });
    const towns = () => this.lexicon.file(this.manifest.near) ?? {};
    const query = parseQuery(text, this.manifest, (phrase) => this.facts(phrase), towns);
    if (needs.size) return waiting(); // a query that is read by halves would ask for files in vain
    if (typing && this.isBegun(query)) query.words.pop();
    if (needs.size) return waiting();
    const scored = [];
    const unknown = [];
    query.words.forEach((word, at) => {
      const last = typing && at === query.words.length - 1;
      const known = this.lexicon.knows(word, last);
      if (needs.size) return;
      if (!known && Object.hasOwn(towns(), fold(word))) {
        query.conditions.push({ ...nearTo(word, towns()[fold(word)]), negated: false });
        return;
      }
      const parts = this.lexicon.matches(word, last);
      if (!parts.length) unknown.push(word);
      for (const matches of parts) scored.push(this.score(word, matches));
    });
    query.words = query.words.filter((word) => !query.conditions.some(({ kilometres, written }) => kilometres && written === word));
    const met = query.conditions.map((condition) => this.meeting(condition));
    if (needs.size) return waiting();
    const dropped = met.filter(({ documents }) => !documents.length).map(({ condition }) => condition.written);
    const asked = met.filter(({ condition, documents }) => documents.length && !condition.negated);
    addSecondSubjects(asked, scored);
    const denied = met.filter(({ condition, documents }) => documents.length && condition.negated);
    const { courses, others, complete, folds } = this.rank(query, scored, asked, denied);
    const above = this.answers(query, courses, others, complete, !unknown.length);
    const related = query.pages.length && !others.length ? textsAbout(query.question, this) : others;
    const documents = [...above, ...courses, ...related.filter((document) => !above.includes(document))];
    const hit = (document) => describe(scored, asked, document);
    return { query, unknown, dropped, documents, answers: above.length, complete, folds, hit, needs: [...needs] };
  }

  /** Whether the last word of a query that is being typed has hardly been begun; query.py explains. */
  isBegun({ words, conditions }) {
    const last = words.at(-1) ?? "";
    if (!last || words.length + conditions.length < 2 || /^[0-9]/.test(last)) return false;
    if ([...last].length === 1) return true;
    const begins = [...last].length < MIN_BEGUN || this.manifest.stop.some((word) => word.startsWith(last));
    return begins && !this.lexicon.knows(last, false);
  }

  /** The facts that a phrase asks for, as `FACTS|FACTS`, or "". */
  facts(phrase) {
    const { starts, files } = this.manifest.facts;
    const letters = phrase.split(" ", 1)[0].slice(0, FIRST_LETTERS);
    const phrases = this.lexicon.file(files[starts.findLastIndex((start) => start <= letters)]) ?? {};
    return Object.hasOwn(phrases, phrase) ? phrases[phrase] : "";
  }

  /** One word's scores: {word, scores by document, documents, reason(document)}; of equal matches the first gives the reason. */
  score(word, matches) {
    const best = new Map();
    for (const match of matches) {
      const key = match.shard * 1e6 + match.term;
      if (!best.has(key) || best.get(key).weight < match.weight) best.set(key, match);
    }
    const scores = new Int32Array(this.size);
    const reasonNumbers = new Uint16Array(this.size);
    const reasons = [""];
    const documents = [];
    for (const { shard, term, weight, reason } of best.values()) {
      let number = reasons.indexOf(reason);
      if (number < 0) number = reasons.push(reason) - 1;
      decodeScores(this.lexicon.shard(shard).postings[term], (document, each) => {
        const score = each * weight;
        if (!scores[document]) documents.push(document);
        if (scores[document] < score) {
          scores[document] = score;
          reasonNumbers[document] = number;
        }
      });
    }
    return { word, scores, documents, reason: (document) => reasons[reasonNumbers[document]] };
  }

  /** How far each document meets a condition: {condition, documents, shares by document in sixteenths}. */
  meeting(condition) {
    const shares = new Uint8Array(this.size);
    const documents = [];
    for (const [fact, share] of condition.facts) {
      for (const { shard, term } of this.lexicon.exact(`=${fact}`, WHOLE, "")) {
        decodeScores(this.lexicon.shard(shard).postings[term], (document) => {
          if (!shares[document]) documents.push(document);
          if (shares[document] < share) shares[document] = share;
        });
      }
    }
    return { condition, documents, shares };
  }

  /** All documents by score x coverage², without those that a negated condition takes away. */
  rank(query, scored, asked, denied) {
    const total = new Float64Array(this.size);
    const covered = new Int32Array(this.size);
    const touched = new Uint8Array(this.size);
    let found = [];
    const touch = (document) => {
      if (!touched[document]) found.push(document);
      touched[document] = 1;
    };
    const most = ({ condition }) => condition.facts[0][1];
    const takenAway = (each, document) => each.shares[document] === most(each);
    let whole = asked.reduce((sum, each) => sum + Math.floor((CONDITION_RARITY * most(each)) / WHOLE), 0);
    for (const { scores, documents } of scored) {
      const rarity = this.rarity(documents.length);
      whole += rarity;
      for (const document of documents) {
        touch(document);
        total[document] += scores[document];
        covered[document] += rarity;
      }
    }
    for (const { shares, documents } of asked) {
      for (const document of documents) {
        touch(document);
        total[document] += CONDITION_SCORE * shares[document];
        covered[document] += Math.floor((CONDITION_RARITY * shares[document]) / WHOLE);
      }
    }
    const takesAway = denied.some((each) => each.shares.includes(most(each)));
    if (query.blank || (!whole && !query.words.length && (query.pages.length || takesAway))) {
      found = Array.from({ length: query.blank ? this.size : this.manifest.kinds[0] }, (_, number) => number);
    }
    const complete = (document) => scored.every(({ scores }) => scores[document]) && asked.every(({ shares }) => shares[document]);
    const byState = !query.conditions.some(({ facts }) => facts.some(([fact]) => fact.startsWith("status=")));
    // One number holds the whole sort key (highest score, lowest document number): arrays of numbers sort ten times
    // faster than arrays sorted with a comparison function.
    const keys = [], others = [];
    const final = total; // each document's sum is read once, then replaced
    for (const document of found) {
      const coverage = whole ? Math.floor((covered[document] * 256) / whole) : 256;
      if (coverage < MIN_COVERAGE || denied.some((each) => takenAway(each, document))) continue;
      const state = byState && this.unavailable[document] ? UNAVAILABLE : WHOLE;
      const score = Math.floor((Math.floor((total[document] * coverage * coverage) / 65_536) * state) / WHOLE);
      final[document] = score;
      (document < this.manifest.kinds[0] ? keys : others).push((SCORE_RANGE - 1 - score) * DOCUMENT_RANGE + document);
    }
    const sort = (list) => Array.from(new Float64Array(list).sort(), (key) => key % DOCUMENT_RANGE);
    const exact = query.words.length + query.conditions.length > 1 ? this.titled(query) : new Set();
    let courses = ordered(sort(keys), exact, byState ? this.unavailable : [], complete);
    const ofSubject = ({ facts }) => facts[0]?.[0].startsWith("fag=");
    if (!courses.some((document) => exact.has(document)) && !query.conditions.some(ofSubject)) {
      courses = spread(courses, this.subjects, complete, (document) => final[document]);
    }
    return { courses, others: sort(others), complete, folds: (document) => byState && this.unavailable[document] === 1 };
  }

  /** The pages that answer a query; ranking.py says when. */
  answers(query, courses, others, complete, known) {
    const named = namedPages(query, this.lexicon);
    if (named.length) return named;
    const text = others.find((document) => isText(document, this.manifest.kinds));
    const lacking = !courses.length || !complete(courses[0]);
    if (text !== undefined && known && query.words.length && complete(text) && lacking) return [text];
    return query.question.length && (lacking || !query.open) ? textsAbout(query.question, this).slice(0, 1) : [];
  }

  /** The courses whose title is the query. */
  titled({ title }) {
    const found = new Set();
    for (const { shard, term } of this.lexicon.exact(`${title}=`, WHOLE, "")) {
      decodeScores(this.lexicon.shard(shard).postings[term], (document) => found.add(document));
    }
    return found;
  }

  /** The rarity of a word that so many documents have. */
  rarity(having) {
    return having ? Math.min(MAX_RARITY, Math.floor(100 * Math.log2(1 + this.size / having) + 0.5)) : 0;
  }
}

/** Of several subjects asked for, lets a course of one meet another if it has the words; ranking.py explains. */
function addSecondSubjects(asked, scored) {
  const named = asked.filter(({ condition }) => condition.facts[0][0].startsWith("fag="));
  const before = named.map(({ documents }) => [...documents]);
  const byWord = new Map(scored.map(({ word, scores }) => [word, scores]));
  named.forEach(({ condition, documents, shares }, at) => {
    const having = condition.written.split(" ").map((word) => byWord.get(word));
    for (const document of new Set(before.flatMap((found, other) => (other === at ? [] : found)))) {
      if (shares[document] || !having.every((scores) => scores?.[document])) continue;
      shares[document] = NAMED;
      documents.push(document);
    }
  });
}

/** The words and conditions a document lacks, and the reasons why it is a hit: {missing: [word], reasons: [[word, reason]]}. */
function describe(scored, asked, document) {
  const reasons = new Map();
  for (const { word, scores, reason } of scored) {
    if (scores[document] && reason(document)) reasons.set(word, reason(document));
  }
  const words = scored.filter(({ scores }) => !scores[document]).map(({ word }) => word);
  const conditions = asked.filter(({ shares }) => !shares[document]).map(({ condition }) => condition.written);
  return { missing: [...new Set([...words, ...conditions])], reasons: [...reasons] };
}
