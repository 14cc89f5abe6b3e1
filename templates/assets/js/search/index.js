// A query -> ranked documents. The twin of site_builder/search/ranking.py; uses neither network nor DOM.
import { mostOf, nameOf } from "./alternatives.js";
import { MAX_ANSWERS, MAX_BESIDE_COURSES, isText, namedPages, textsAbout } from "./answers.js";
import { hardlyBegun } from "./begun.js";
import { isKept, namedCondition } from "./conditions.js";
import { decodeNumbers, decodeScores, fileNames, fold } from "./codec.js";
import { Lexicon } from "./lexicon.js";
import { ordered, spread } from "./order.js";
import { addSecondSubjects, meeting, meetingEach, narrowed } from "./meeting.js";
import { NOTHING_ASKED, parseQuery } from "./query.js";
import { anyOf, describe, withBoth, wordScores } from "./scoring.js";

const FORMAT = 11;

/** ranking.py explains each. */
const CONDITION_SCORE = 700_000, CONDITION_RARITY = 500, MAX_RARITY = 400;
const WHOLE = 16, UNAVAILABLE = 12, MIN_COVERAGE = 48;

/** Letters by which the file of a phrase is found, and that of a feature of questions. */
const FIRST_LETTERS = 2, FIRST_OF_FEATURE = 4;

/** The positions of no towns, until these have been fetched. */
const NOWHERE = { places: {}, towns: {} };

/** What is found while files are lacking. */
const NOTHING = { documents: [], answers: 0, complete: () => false, folds: () => false, unknown: [], dropped: [] };

/** Limits of a document's score and number, so that both fit in one sort key (see rank). */
const SCORE_RANGE = 2 ** 32, DOCUMENT_RANGE = 2 ** 17;

export class Index {
  /** `files`: name -> content of the index files fetched so far; `seconds` since 1970 decides who can get a place. */
  constructor(manifest, files, seconds = Date.now() / 1000) {
    if (manifest.format !== FORMAT) throw new Error(`search index of format ${manifest.format}, not ${FORMAT}`);
    this.manifest = manifest;
    this.files = files;
    this.featureFiles = fileNames(manifest.questions.files);
    this.size = manifest.kinds.reduce((sum, count) => sum + count, 0);
    this.lexicon = new Lexicon(manifest, files, (word) => this.namesSubject(word));
    this.unavailable = new Uint8Array(this.size);
    this.subjects = [];
    decodeNumbers(manifest.subjects, (document) => this.subjects.push(document));
    for (const [since, documents] of manifest.unavailable) {
      if (since <= seconds) decodeNumbers(documents, (document) => (this.unavailable[document] = 1));
    }
  }

  /**
   * The result of a query: {documents: best first, answers: the number of the first ones that are pages which
   * answer the query, complete(document): whether it lacks nothing,
   * folds(document): whether it is unavailable though nothing asks for that, hit(document), query,
   * unknown: words without a match, dropped: conditions that no document meets, held, needs}. While typing, the last word
   * also matches as a prefix; where it waits for a pause (begun.py), the result is `held`, and `paused` gives another.
   * Where `needs` is not empty, fetch the files it names and search again.
   */
  search(text, typing = true, paused = true) {
    const { needs } = this.lexicon;
    needs.clear();
    const waiting = () => ({ ...NOTHING, needs: [...needs] });
    const facts = (phrase) => this.facts(phrase);
    const near = () => this.lexicon.file(this.manifest.near) ?? NOWHERE;
    const phrases = { facts, begins: (words) => Object.keys(this.phrases(words)).some((phrase) => phrase.startsWith(words)) };
    const waits = (words, paused) => hardlyBegun(words, this.manifest, phrases, near, (word) => this.lexicon.knows(word, false), paused);
    let held = false;
    const begun = (words) => {
      const hardly = waits(words, paused);
      held = hardly && !paused && !waits(words, true);
      return hardly;
    };
    const query = parseQuery(text, this.manifest, facts, near, typing ? begun : null, this.questions());
    if (needs.size) return waiting(); // a query that is read by halves would ask for files in vain
    const scores = [], unknown = [], words = [], read = [];
    query.words.forEach((word, at) => {
      const last = typing && at === query.words.length - 1;
      const known = this.lexicon.knows(word, last);
      if (needs.size) return;
      const condition = known ? null : this.named(word, near(), facts);
      if (condition) read.push(condition);
      if (condition && (condition.kilometres || !isKept(condition))) return;
      words.push(word);
      const parts = this.lexicon.matches(word, last);
      if (!parts.length) unknown.push(word);
      scores.push(...this.scores(word, parts));
    });
    if (needs.size) return waiting();
    const meets = (condition) => meeting(condition, this.lexicon, this.size);
    const scored = anyOf(scores, query.either);
    query.words = words;
    query.conditions = narrowed([...query.conditions, ...read], meets, near);
    const met = meetingEach(query.conditions, this.lexicon, this.size);
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
    return { query, unknown, dropped, documents, answers: above.length, complete, folds, hit, held, needs: [...needs] };
  }

  /** The condition that an unknown word names: a town, or a misspelt word for facts; else null. */
  named(word, near, facts) {
    if (this.lexicon.needs.size) return null;
    if (Object.hasOwn(near.towns, fold(word))) return near.nearTo(word, near.placesNear(near, fold(word)));
    for (const form of this.lexicon.corrections(word)) {
      const condition = namedCondition(fold(form), word, this.manifest, facts);
      if (condition?.facts.length && !condition.facts.some(([fact]) => fact.startsWith("side="))) return condition;
    }
    return null;
  }

  /** The facts that a phrase asks for, as `FACTS|FACTS`, or "". */
  facts(phrase) {
    const phrases = this.phrases(phrase);
    return Object.hasOwn(phrases, phrase) ? phrases[phrase] : "";
  }

  /** The file of phrases for the first letters of one. */
  phrases(phrase) {
    return this.lettered(this.manifest.facts, phrase, FIRST_LETTERS);
  }

  /** What a query is read with besides phrases: examples of questions, once their code is there, and titles. */
  questions() {
    const { questions: { starts }, classes } = this.manifest;
    const part = { starts, files: this.featureFiles };
    const file = (feature) => this.lettered(part, feature, FIRST_OF_FEATURE);
    const weights = (feature) => (Object.hasOwn(file(feature), feature) ? file(feature)[feature] : "");
    const askedBy = (words, typed, read) => {
      words.forEach((word) => file(fold(word))); // fetched with the code, which would ask for them later
      const code = this.lexicon.file(classes);
      return code ? code.askedBy(words, typed, read, weights, code) : NOTHING_ASKED;
    };
    return { askedBy, isTitle: (title) => this.titled(title).size > 0 };
  }

  /** The file that has a key, of files by the first letters of the first word. */
  lettered({ starts, files }, key, count) {
    const letters = key.split(" ", 1)[0].slice(0, count);
    return this.lexicon.file(files[starts.findLastIndex((start) => start <= letters)]) ?? {};
  }

  /** The scores of one word; scoring.js explains. */
  score(word, matches) {
    return wordScores(word, matches, this.lexicon, this.size);
  }

  /** The scores of a word by its matches, two of a compound: one part alone counts if it names a subject. */
  scores(word, parts) {
    const found = parts.map((matches) => this.score(word, matches));
    if (found.length < 2) return found;
    return found.map((each, at) => (this.namesSubject(parts[at][0].reason) ? each : withBoth(each, found[1 - at])));
  }

  /** Whether a word is one for a subject. */
  namesSubject(word) {
    return this.facts(fold(word)).startsWith("fag=");
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
    const most = ({ condition }) => mostOf(condition);
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
    const exact = query.words.length + query.conditions.length > 1 ? this.titled(query.title) : new Set();
    let courses = ordered(sort(keys), exact, byState ? this.unavailable : [], complete);
    const ofSubject = (condition) => nameOf(condition) === "fag";
    if (!courses.some((document) => exact.has(document)) && !query.conditions.some(ofSubject)) {
      courses = spread(courses, this.subjects, complete, (document) => final[document]);
    }
    return { courses, others: sort(others), complete, folds: (document) => byState && this.unavailable[document] === 1 };
  }

  /** The pages that answer a query; ranking.py says when. */
  answers(query, courses, others, complete, known) {
    const named = namedPages(query.pages, this.lexicon, query.conditions.length ? MAX_BESIDE_COURSES : MAX_ANSWERS);
    if (named.length) return named;
    const text = others.find((document) => isText(document, this.manifest.kinds));
    const lacking = !courses.length || !complete(courses[0]);
    if (text !== undefined && known && query.words.length && complete(text) && lacking) return [text];
    return query.question.length && (lacking || !query.open) ? textsAbout(query.question, this).slice(0, 1) : [];
  }

  /** The courses that have a title, written as in a query. */
  titled(title) {
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
