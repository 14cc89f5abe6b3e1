// A query -> ranked documents. The twin of site_builder/search/ranking.py; uses neither network nor DOM.
import { decodeScores } from "./codec.js";
import { Lexicon } from "./lexicon.js";
import { parseQuery } from "./query.js";

const FORMAT = 2;
const EXACT_GRADES_BONUS = 6_000_000;

/** Limits of a document's score and number, so that both fit in one sort key (see rank). */
const SCORE_RANGE = 2 ** 30, DOCUMENT_RANGE = 2 ** 17;

export class Index {
  /** `files`: name -> content of the index files fetched so far. */
  constructor(manifest, files) {
    if (manifest.format !== FORMAT) throw new Error(`search index of format ${manifest.format}, not ${FORMAT}`);
    this.manifest = manifest;
    this.files = files;
    this.size = manifest.kinds.reduce((sum, count) => sum + count, 0);
    this.lexicon = new Lexicon(manifest, files);
  }

  /**
   * The result of a query: {documents: best first, hit(document), query, unknown: words without a match, dropped:
   * conditions that no hit meets, needs}. While typing, the last word also matches as a prefix. Where `needs` is not
   * empty, fetch the files it names and search again.
   */
  search(text, typing = true) {
    this.lexicon.needs.clear();
    const query = parseQuery(text, this.manifest);
    const scored = [];
    const unknown = [];
    query.words.forEach((word, at) => {
      const parts = this.lexicon.matches(word, typing && at === query.words.length - 1);
      if (!parts.length) unknown.push(word);
      for (const matches of parts) scored.push(this.score(word, matches));
    });
    const nothing = query.words.length && !scored.length;
    const ranked = nothing ? { documents: [], dropped: [] } : this.rank(query, scored);
    return { query, unknown, ...ranked, hit: (document) => describe(scored, document), needs: [...this.lexicon.needs] };
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

  rank(query, scored) {
    const total = new Int32Array(this.size);
    const matched = new Uint8Array(this.size);
    let kept = [];
    for (const { scores, documents } of scored) {
      for (const document of documents) {
        if (!matched[document]) kept.push(document);
        matched[document] += 1;
        total[document] += scores[document];
      }
    }
    if (!scored.length) kept = Array.from({ length: this.size }, (_, number) => number);
    const withAllWords = kept.filter((document) => matched[document] === scored.length);
    if (withAllWords.length) kept = withAllWords;
    const dropped = [];
    for (const { written, terms, exact } of query.conditions) {
      const bonus = new Int32Array(this.size);
      for (const term of terms) {
        const { documents } = this.score(term, this.lexicon.exact(term, 16, ""));
        for (const document of documents) bonus[document] = Math.max(bonus[document], term === exact ? EXACT_GRADES_BONUS : 1);
      }
      const narrower = kept.filter((document) => bonus[document]);
      if (!narrower.length) {
        dropped.push(written);
        continue;
      }
      kept = narrower;
      for (const document of kept) if (bonus[document] === EXACT_GRADES_BONUS) total[document] += EXACT_GRADES_BONUS;
    }
    // One number holds the whole sort key (fewest words missing, highest score, lowest document number): arrays of
    // numbers sort ten times faster than arrays sorted with a comparison function.
    const keys = new Float64Array(kept.length);
    kept.forEach((document, at) => {
      const lacking = matched[document] === scored.length ? 0 : missing(scored, document).length;
      keys[at] = (lacking * SCORE_RANGE + (SCORE_RANGE - 1 - total[document])) * DOCUMENT_RANGE + document;
    });
    return { documents: Array.from(keys.sort(), (key) => key % DOCUMENT_RANGE), dropped };
  }
}

const missing = (scored, document) =>
  [...new Set(scored.filter(({ scores }) => !scores[document]).map(({ word }) => word))];

/** The words a document lacks, and the reasons why it is a hit: {missing: [word], reasons: [[word, reason]]}. */
function describe(scored, document) {
  const reasons = new Map();
  for (const { word, scores, reason } of scored) {
    if (scores[document] && reason(document)) reasons.set(word, reason(document));
  }
  return { missing: missing(scored, document), reasons: [...reasons] };
}
