// Answers: the page that stands above the courses. The twin of site_builder/search/answers.py, which explains each number.
import { decodeScores } from "./codec.js";

const WHOLE = 16, MIN_ANSWER = 160, UNKNOWN_RARITY = 150, MAX_TEXTS = 6;

/** Pages above the courses, and those where the query asks for something that courses have. */
export const MAX_ANSWERS = 4, MAX_BESIDE_COURSES = 2;

/** Whether a document is an article or a section of one, given the number of documents of each kind. */
export function isText(document, [courses, articles, stories, sections]) {
  const first = courses + articles + stories;
  return (document >= courses && document < courses + articles) || (document >= first && document < first + sections);
}

/** The documents of at most `most` pages, given their facts. */
export function namedPages(pages, lexicon, most) {
  const found = new Set();
  for (const fact of pages) {
    for (const { shard, term } of lexicon.exact(`=${fact}`, WHOLE, "")) {
      decodeScores(lexicon.shard(shard).postings[term], (document) => found.add(document));
    }
  }
  return [...found].slice(0, most);
}

/** The texts that have enough words of a question, weighed by rarity, the best first. */
export function textsAbout(question, index) {
  const total = new Map(), covered = new Map();
  let whole = 0;
  for (const word of question) {
    const { scores, documents } = index.score(word, index.lexicon.spelledOrCut(word));
    const weight = index.rarity(documents.length) || UNKNOWN_RARITY;
    whole += weight;
    for (const document of documents.filter((each) => isText(each, index.manifest.kinds))) {
      total.set(document, (total.get(document) ?? 0) + scores[document]);
      covered.set(document, (covered.get(document) ?? 0) + weight);
    }
  }
  const enough = [...total.keys()].filter((document) => covered.get(document) * 256 >= MIN_ANSWER * whole);
  const weight = (document) => total.get(document) * covered.get(document);
  return enough.sort((a, b) => weight(b) - weight(a) || a - b).slice(0, MAX_TEXTS);
}
