// A word -> terms, from shards fetched when a word needs them. The twin of site_builder/search/lookup.py.
import { decodeScores, fileNames, fold, frontDecode } from "./codec.js";

/** Sixteenths of an entry's weight that count, by how its form was found; lookup.py explains each. */
const WHOLE = 16, TYPED = 14, PREFIX = 12, CUT = 10, GUESS = 6;
const MIN_STEM = 4, SAFE_CUT = 3, MAX_CUT = 5, MIN_PART = 4, MIN_BEGINNING = 6, COMMON = 20;

class Shard {
  constructor({ forms, entries, reasons, postings }) {
    this.forms = frontDecode(forms);
    this.folded = this.forms.map(fold);
    this.postings = postings.split(" ");
    let terms = 0;
    this.entries = entries.map((row) => (typeof row === "number" ? [[row, WHOLE]] : row).map(([back, weight, reason]) => {
      const term = terms - back;
      if (!back) terms += 1;
      return [term, weight, reason === undefined ? "" : reasons[reason]];
    }));
  }

  /** The position of the first form whose folded spelling is `folded` or later. */
  position(folded) {
    return lowerBound(this.folded, folded);
  }
}

const EMPTY = new Shard({ forms: "", entries: [], reasons: [], postings: "" });

/**
 * The lexicon over the files fetched so far. `needs` collects the names of files that a lookup lacked: when they have
 * been fetched, the same lookup returns the whole answer.
 */
export class Lexicon {
  constructor(manifest, files, namesSubject) {
    this.manifest = manifest;
    this.files = files;
    this.namesSubject = namesSubject;
    this.shardNames = fileNames(manifest.shards);
    this.shards = new Map();
    this.nearestOf = new Map();
    this.needs = new Set();
  }

  /** Whether a word is known as it is written, or, as the last word, begins a known one. */
  knows(word, last) {
    return this.spelled(word).length > 0 || (last && this.prefixed(word).length > 0);
  }

  /** The matches of a word: one list; two for a compound of two words, which a document has if it has both; none for an unknown word. */
  matches(word, last) {
    const direct = this.spelled(word);
    if (last || !direct.length) direct.push(...this.prefixed(word));
    if (direct.length) return [direct];
    const cut = this.cutBack(word, 1, SAFE_CUT);
    if (cut.length) return [cut];
    let parts = this.split(word, true);
    if (parts.length) return parts;
    if (this.needs.size) return []; // nothing is guessed before it is known to be unknown
    if (this.isReal(fold(word))) return [];
    const near = this.misspelt(word);
    if (near.length) return [near];
    if ([...splits(word)].some((both) => both.every((part) => this.part(part, true).length))) return []; // *fredspris* is not about *fred*
    parts = this.split(word, false);
    if (parts.length) return parts;
    let found = this.cutBack(word, SAFE_CUT + 1, MAX_CUT);
    if (!found.length && last) found = this.begun(word);
    return found.length ? [found] : [];
  }

  /** The forms that a misspelt word is read as: none for a word that is cut, divided or one of its own. */
  corrections(word) {
    if (this.cutBack(word, 1, SAFE_CUT).length || this.split(word, true).length || this.needs.size || this.isReal(fold(word))) return [];
    return this.nearest(word);
  }

  /** The forms nearest to `word`, all at the same edit distance. */
  nearest(word) {
    const typed = fold(word), spelling = this.spelling();
    if (!spelling || this.isReal(typed)) return [];
    const shard = this.shard(this.shardNumber(typed));
    const found = this.nearestOf.get(typed)
      ?? spelling.nearestForms(typed, [...shard.forms, ...spelling.names], [...shard.folded, ...spelling.folded], spelling.maxEditDistance(typed));
    if (shard !== EMPTY) this.nearestOf.set(typed, found);
    return found;
  }

  /** The word of a name that an unknown word may mean; lookup.py explains. */
  meant(word) {
    const typed = fold(word), spelling = this.spelling();
    if (!spelling || this.isReal(typed)) return "";
    return spelling.nearestForms(typed, spelling.names, spelling.folded, spelling.maxSuggestedDistance(typed))[0] ?? "";
  }

  /** Whether a word is one of its own, and no misspelt word of the catalogue. */
  isReal(typed) {
    return this.spelling()?.real.has(typed) ?? false;
  }

  /** The words of names, and the code that compares words with them (CODE of codec.js); undefined before they are fetched. */
  spelling() {
    const file = this.file(this.manifest.spelling);
    if (file && !this.decoded) {
      const names = frontDecode(file.names);
      this.decoded = { ...file, names, folded: names.map(fold), real: new Set(frontDecode(file.real)) };
    }
    return this.decoded;
  }

  file(name) {
    if (!this.files.has(name)) this.needs.add(name);
    return this.files.get(name);
  }

  /** The number of the shard that holds forms of this folded spelling. */
  shardNumber(folded) {
    const { starts } = this.manifest;
    const at = lowerBound(starts, folded);
    return starts[at] === folded ? at : at - 1;
  }

  shard(number) {
    if (!this.shards.has(number)) {
      const file = this.file(this.shardNames[number]);
      if (!file) return EMPTY;
      this.shards.set(number, new Shard(file));
    }
    return this.shards.get(number);
  }

  /** The matches of the word as spelt, else of its spelling in the other written standard. */
  spelled(word, share = WHOLE, reason = "") {
    const found = this.exact(word, share, reason);
    if (found.length) return found;
    const indexed = this.indexedSpelling(word);
    return indexed === word ? [] : this.exact(indexed, share, reason);
  }

  /** The indexed spelling of a word in the other written standard. */
  indexedSpelling(word) {
    const rule = this.manifest.parts.find(([variant]) => word.includes(variant));
    return rule ? word.replace(rule[0], () => rule[1]) : word;
  }

  /** The matches of a whole word, else of the word without a short ending. */
  spelledOrCut(word) {
    const found = this.spelled(word);
    return found.length ? found : this.cutBack(word, 1, SAFE_CUT);
  }

  /** The matches of the titles whose keys begin so (folded). */
  titlesFrom(beginning) {
    const { starts } = this.manifest;
    const found = [];
    for (let number = this.shardNumber(beginning), first = number; number === first || starts[number]?.startsWith(beginning); number += 1) {
      const shard = this.shard(number);
      for (let form = shard.position(beginning); shard.folded[form]?.startsWith(beginning); form += 1) {
        if (shard.folded[form].endsWith("=")) this.collect(number, form, WHOLE, "", found);
      }
    }
    return found;
  }

  exact(word, share, reason) {
    const typed = fold(word);
    const number = this.shardNumber(typed);
    const shard = this.shard(number);
    const found = [];
    for (let form = shard.position(typed); shard.folded[form] === typed; form += 1) {
      this.collect(number, form, share < WHOLE || shard.forms[form] === word ? share : TYPED, reason, found);
    }
    return found;
  }

  collect(number, form, share, reason, found) {
    for (const [term, weight, own] of this.shard(number).entries[form]) {
      found.push({ shard: number, term, weight: weight * share, reason: reason || own });
    }
  }

  /** The matches of longer forms with this prefix. Where these span several shards, the first shard has one form for all. */
  prefixed(word, share = PREFIX, reason = "") {
    const typed = fold(word);
    const number = this.shardNumber(typed);
    const shard = this.shard(number);
    const spans = this.manifest.starts[number + 1]?.startsWith(typed);
    const found = [];
    for (let form = shard.position(typed); shard.folded[form]?.startsWith(typed); form += 1) {
      const folded = shard.folded[form];
      const wanted = spans ? folded === `${typed}*` : folded !== typed && !folded.includes("=") && !folded.endsWith("*");
      if (wanted) this.collect(number, form, share, reason, found);
    }
    return found;
  }

  /** The matches of both parts of a compound, which a document must have unless one names a subject; lookup.py explains. */
  split(word, asWritten) {
    for (const [head, tail] of splits(word)) {
      const first = this.part(head, asWritten);
      if (first.length && this.manifest.rules.tails.some((each) => fold(tail).startsWith(each))) return [first];
      const second = first.length ? this.part(tail, asWritten) : [];
      if (!second.length) continue;
      if (this.namesSubject(head) || this.namesSubject(tail) || (!this.isReal(fold(word)) && this.areJoined([head, tail], [first, second]))) return [first, second];
    }
    return [];
  }

  /** Whether a document has both parts of a compound, one is a word of names, and the other too or common; word_matches.py explains. */
  areJoined(words, matches) {
    const named = words.map((word) => this.spelling()?.names.includes(word));
    const having = matches.map((each) => this.documents(each));
    const size = this.manifest.kinds.reduce((sum, count) => sum + count, 0);
    const known = having.every((each, at) => named[at] || each.size * COMMON >= size);
    return known && named.includes(true) && [...having[1]].some((each) => having[0].has(each));
  }

  /** The matches of a part of a compound that is known as it is written, or by its folded spelling. */
  part(part, asWritten) {
    return !asWritten || this.has(part) || this.has(this.indexedSpelling(part)) ? this.spelled(part, WHOLE, part) : [];
  }

  has(form) {
    const typed = fold(form), shard = this.shard(this.shardNumber(typed));
    for (let at = shard.position(typed); shard.folded[at] === typed; at += 1) if (shard.forms[at] === form) return true;
    return false;
  }

  documents(matches) {
    const found = new Set();
    for (const { shard, term } of matches) decodeScores(this.shard(shard).postings[term], (document) => found.add(document));
    return found;
  }

  /** The matches of the word without its last `least` to `most` letters: for inflections that no text contains. */
  cutBack(word, least, most) {
    const { inflections } = this.manifest.rules;
    for (let cut = least; cut <= most && word.length - cut >= MIN_STEM; cut += 1) {
      if (inflections.length && !inflections.includes(word.slice(word.length - cut))) continue;
      const stem = word.slice(0, word.length - cut);
      const found = this.spelled(stem, CUT, stem);
      if (found.length) return found;
    }
    return [];
  }

  /** The matches of the longest beginning that known forms share. */
  begun(word) {
    for (let length = word.length - 1; length >= Math.max(MIN_BEGINNING, Math.floor(word.length / 2)); length -= 1) {
      const found = this.prefixed(word.slice(0, length), GUESS, word.slice(0, length));
      if (found.length) return found;
    }
    return [];
  }

  misspelt(word) {
    return this.nearest(word).flatMap((form) => this.exact(form, GUESS, form));
  }
}

/** Both parts of a word that may be a compound, the shortest second part first; perhaps joined by s or e. */
function* splits(word) {
  for (let cut = word.length - MIN_PART; cut >= MIN_PART; cut -= 1) {
    yield [word.slice(0, cut), word.slice(cut)];
    if ("se".includes(word[cut - 1]) && cut > MIN_PART) yield [word.slice(0, cut - 1), word.slice(cut)];
  }
}

/** The position of the first element that is `wanted` or greater. */
function lowerBound(list, wanted) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
