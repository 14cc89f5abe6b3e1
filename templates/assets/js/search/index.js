// Words -> documents, ranked. The twin of site_builder/search/lookup.py; knows neither network nor DOM.
import { Lexicon } from "./lexicon.js";
import { readScores } from "./numbers.js";
import { readQuery } from "./query.js";

const FORMAT = 2;
const EXACT_YEARS = 6_000_000;
const SCORES = 2 ** 30, DOCUMENTS = 2 ** 17;

export class Index {
  /** `files`: name -> what the file holds, for those fetched so far. */
  constructor(manifest, files) {
    if (manifest.format !== FORMAT) throw new Error(`search index of format ${manifest.format}, not ${FORMAT}`);
    this.manifest = manifest;
    this.files = files;
    this.size = manifest.kinds.reduce((sum, count) => sum + count, 0);
    this.lexicon = new Lexicon(manifest, files);
  }

  /**
   * What `text` finds; while typing, the last word may be the beginning of a longer one. Where `needs` is not empty,
   * fetch those files and ask again. {documents: best first, hit(document), query, unknown, dropped, needs}
   */
  search(text, typing = true) {
    this.lexicon.needs.clear();
    const query = readQuery(text, this.manifest);
    const found = [];
    const unknown = [];
    query.words.forEach((word, at) => {
      const parts = this.lexicon.matches(word, typing && at === query.words.length - 1);
      if (!parts.length) unknown.push(word);
      for (const matches of parts) found.push(this.score(word, matches));
    });
    const nothing = query.words.length && !found.length;
    const ranked = nothing ? { documents: [], dropped: [] } : this.rank(query, found);
    return { query, unknown, ...ranked, hit: (document) => describe(found, document), needs: [...this.lexicon.needs] };
  }

  /** The scores of one word: {word, scores, reasons, documents}; of equal matches the first gives the reason. */
  score(word, matches) {
    const best = new Map();
    for (const match of matches) {
      const key = match.shard * 1e6 + match.term;
      if (!best.has(key) || best.get(key).weight < match.weight) best.set(key, match);
    }
    const scores = new Int32Array(this.size);
    const why = new Uint16Array(this.size);
    const reasons = [""];
    const documents = [];
    for (const { shard, term, weight, reason } of best.values()) {
      let number = reasons.indexOf(reason);
      if (number < 0) number = reasons.push(reason) - 1;
      readScores(this.lexicon.shard(shard).postings[term], (document, each) => {
        const score = each * weight;
        if (!scores[document]) documents.push(document);
        if (scores[document] < score) {
          scores[document] = score;
          why[document] = number;
        }
      });
    }
    return { word, scores, documents, reason: (document) => reasons[why[document]] };
  }

  rank(query, found) {
    const total = new Int32Array(this.size);
    const met = new Uint8Array(this.size);
    let kept = [];
    for (const { scores, documents } of found) {
      for (const document of documents) {
        if (!met[document]) kept.push(document);
        met[document] += 1;
        total[document] += scores[document];
      }
    }
    if (!found.length) kept = Array.from({ length: this.size }, (_, number) => number);
    const all = kept.filter((document) => met[document] === found.length);
    if (all.length) kept = all;
    const dropped = [];
    for (const { written, marks, exact } of query.conditions) {
      const fits = new Int32Array(this.size);
      for (const mark of marks) {
        const { documents } = this.score(mark, this.lexicon.exactly(mark, 16, ""));
        for (const document of documents) fits[document] = Math.max(fits[document], mark === exact ? EXACT_YEARS : 1);
      }
      const narrower = kept.filter((document) => fits[document]);
      if (!narrower.length) {
        dropped.push(written);
        continue;
      }
      kept = narrower;
      for (const document of kept) if (fits[document] === EXACT_YEARS) total[document] += EXACT_YEARS;
    }
    // One number holds all that is sorted by (fewest words missing, highest score, first document), as arrays of
    // numbers sort ten times faster than with a function that compares.
    const keys = new Float64Array(kept.length);
    kept.forEach((document, at) => {
      const lacking = met[document] === found.length ? 0 : missing(found, document).length;
      keys[at] = (lacking * SCORES + (SCORES - 1 - total[document])) * DOCUMENTS + document;
    });
    return { documents: Array.from(keys.sort(), (key) => key % DOCUMENTS), dropped };
  }
}

const missing = (found, document) =>
  [...new Set(found.filter(({ scores }) => !scores[document]).map(({ word }) => word))];

/** The words a document lacks, and why it is here: {missing: [word], reasons: [[word, reason]]}. */
function describe(found, document) {
  const reasons = new Map();
  for (const { word, scores, reason } of found) {
    if (scores[document] && reason(document)) reasons.set(word, reason(document));
  }
  return { missing: missing(found, document), reasons: [...reasons] };
}
