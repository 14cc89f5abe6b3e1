// Scores of words. The twin of site_builder/search/scoring.py.
import { decodeScores } from "./codec.js";

/** One word's scores: {word, scores by document, documents, reason(document)}; of equal matches the first gives the reason. */
export function wordScores(word, matches, lexicon, size) {
  const best = new Map();
  for (const match of matches) {
    const key = match.shard * 1e6 + match.term;
    if (!best.has(key) || best.get(key).weight < match.weight) best.set(key, match);
  }
  const scores = new Int32Array(size);
  const reasonNumbers = new Uint16Array(size);
  const reasons = [""];
  const documents = [];
  for (const { shard, term, weight, reason } of best.values()) {
    let number = reasons.indexOf(reason);
    if (number < 0) number = reasons.push(reason) - 1;
    decodeScores(lexicon.shard(shard).postings[term], (document, each) => {
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

/** The scores of the documents that the other part of a compound has too. */
export function withBoth(one, other) {
  return { ...one, scores: one.scores.map((score, document) => (other.scores[document] ? score : 0)), documents: one.documents.filter((document) => other.scores[document]) };
}

/** The scores with those of the words of which one is enough as one, the best of each document. */
export function anyOf(scored, either) {
  const found = new Map();
  const several = [];
  for (const each of scored) {
    const group = either.findLast(({ words }) => words.includes(each.word));
    if (!group) several.push(each);
    else if (!found.has(group)) {
      const reasons = new Map(each.documents.map((document) => [document, each.reason(document)]));
      const copy = { word: group.written, scores: each.scores, documents: each.documents, reason: (document) => reasons.get(document), reasons };
      found.set(group, copy);
      several.push(copy);
    } else {
      const best = found.get(group);
      for (const document of each.documents) {
        if (!best.scores[document]) best.documents.push(document);
        if (best.scores[document] >= each.scores[document]) continue;
        best.scores[document] = each.scores[document];
        best.reasons.set(document, each.reason(document));
      }
    }
  }
  return several;
}

/** The words and conditions a document lacks, and the reasons why it is a hit: {missing: [word], reasons: [[word, reason]]}. */
export function describe(scored, asked, document) {
  const reasons = new Map();
  for (const { word, scores, reason } of scored) {
    if (!scores[document] || !reason(document)) continue;
    reasons.set(word, reasons.has(word) ? `${reasons.get(word)} + ${reason(document)}` : reason(document));
  }
  const words = scored.filter(({ scores }) => !scores[document]).map(({ word }) => word);
  const conditions = asked.filter(({ shares }) => !shares[document]).map(({ condition }) => condition.written);
  return { missing: [...new Set([...words, ...conditions])], reasons: [...reasons] };
}
