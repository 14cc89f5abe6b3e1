// An exported index, opened: reads a query, adds impacts, ranks. The twin of site_builder/search/lookup.py.
import { Lexicon } from "./lexicon.js";

const FORMAT = 1;

export class Index {
  constructor(data) {
    if (data.format !== FORMAT) throw new Error(`search index of format ${data.format}, not ${FORMAT}`);
    this.data = data;
    this.lexicon = new Lexicon(data);
    this.token = new RegExp(data.token, "gu");
    this.patterns = data.patterns.map(([kind, pattern]) => [kind, new RegExp(pattern, "gu")]);
    this.stop = new Set(data.stop);
    this.everything = data.documents.map((_, number) => number);
  }

  /** Hits, best first, with what was left out. While typing, the last word may be the beginning of a longer one. */
  search(text, typing = true) {
    const query = this.read(text);
    const found = [];
    const unknown = [];
    query.words.forEach((word, at) => {
      const parts = this.lexicon.matches(word, typing && at === query.words.length - 1);
      if (!parts.length) unknown.push(word);
      for (const matches of parts) found.push([word, this.documents(matches)]);
    });
    if (query.words.length && !found.length) return { hits: [], unknown, dropped: [], query };
    return { ...this.rank(query, found), unknown, query };
  }

  /** Conditions first, then words without stop words (unless there is nothing else). */
  read(text) {
    let rest = text.normalize("NFC").toLowerCase();
    for (const [written, meant] of this.data.phrases) rest = rest.replaceAll(written, ` ${meant} `);
    const grades = [], credits = [], levels = [], words = [], stopped = [];
    for (const [kind, pattern] of this.patterns) {
      for (const match of [...rest.matchAll(pattern)]) {
        const written = match[0].trim();
        if (kind === "credits") credits.push([Number(match[1].replace(",", ".")), written]);
        else {
          const more = kind.startsWith("vg") ? 10 : 0;
          const low = Number(match[1]) + more, high = Number(match[match.length - 1]) + more;
          if (!(low >= 1 && low <= high && high <= 13)) continue;
          grades.push([low, high, written]);
        }
        rest = rest.replace(match[0], () => " ");
      }
    }
    for (const word of rest.match(this.token) ?? []) {
      if (word === "1" || word === "2" || word === "3") levels.push([Number(word), word]);
      else if (Object.hasOwn(this.data.grades, word)) grades.push([...this.data.grades[word], word]);
      else if (Object.hasOwn(this.data.credits, word)) credits.push([this.data.credits[word], word]);
      else if (this.stop.has(word)) stopped.push(word);
      else words.push(word);
    }
    if (!words.length && !(grades.length || credits.length || levels.length)) {
      words.push(...stopped.filter((word) => this.lexicon.number(word) >= 0));
    }
    return { words, grades, credits, levels };
  }

  /** Document -> [best score, the best's reason]. */
  documents(matches) {
    const found = new Map();
    for (const { term, weight, reason } of matches) {
      const row = this.data.postings[term];
      let number = 0;
      for (let at = 0; at < row.length; at += 2) {
        number += row[at];
        const score = row[at + 1] * weight;
        const known = found.get(number);
        if (!known || known[0] < score) found.set(number, [score, reason]);
      }
    }
    return found;
  }

  rank(query, found) {
    let kept = this.everything;
    if (found.length) {
      const some = [...new Set(found.flatMap(([, each]) => [...each.keys()]))];
      const all = some.filter((number) => found.every(([, each]) => each.has(number)));
      kept = all.length ? all : some;
    }
    const dropped = [];
    for (const [written, fits] of this.conditions(query)) {
      const narrower = kept.filter((number) => fits(this.data.facts[number]));
      if (narrower.length) kept = narrower;
      else dropped.push(written);
    }
    const hits = kept.map((document) => {
      const missing = [...new Set(found.filter(([, each]) => !each.has(document)).map(([word]) => word))];
      let score = this.closeness(query, document);
      const reasons = new Map();
      for (const [word, each] of found) {
        const match = each.get(document);
        if (match) {
          score += match[0];
          if (match[1]) reasons.set(word, match[1]);
        }
      }
      return { document, score, missing, reasons: [...reasons] };
    });
    hits.sort((a, b) => a.missing.length - b.missing.length || b.score - a.score || a.document - b.document);
    return { hits, dropped };
  }

  conditions({ grades, credits, levels }) {
    return [
      ...grades.map(([low, high, written]) => [written, (facts) => facts[3].some(([a, b]) => a <= high && low <= b)]),
      ...credits.map(([number, written]) => [written, (facts) => facts[1] === number]),
      ...levels.map(([level, written]) => [written, (facts) => facts[0] === level]),
    ];
  }

  /** A course for exactly the school years asked for comes before one that only touches them. */
  closeness({ grades }, document) {
    const ranges = this.data.facts[document][3];
    return 200 * grades.filter(([low, high]) => ranges.some(([a, b]) => a === low && b === high)).length;
  }
}
