// Form -> terms, from shards that are fetched when a word needs them. The twin of site_builder/search/lookup.py (matches).
import { fold, frontDecode } from "./numbers.js";
import { SHORT, distance, patience } from "./spelling.js";

const WHOLE = 16, TYPED = 14, PREFIX = 12, CUT = 10, GUESS = 6;
const SHORTEST_CUT = 4, LITTLE = 3, MUCH = 5, SHORTEST_PART = 4, MOST_GUESSES = 4;

class Shard {
  constructor({ forms, entries, reasons, postings }) {
    this.forms = frontDecode(forms);
    this.folded = this.forms.map(fold);
    this.postings = postings.split(" ");
    let met = 0;
    this.entries = entries.map((row) => (typeof row === "number" ? [[row, WHOLE]] : row).map(([back, weight, why]) => {
      const term = met - back;
      if (!back) met += 1;
      return [term, weight, why === undefined ? "" : reasons[why]];
    }));
  }

  /** The first form typed as `typed` or later. */
  place(typed) {
    return lowerBound(this.folded, typed);
  }
}

const EMPTY = new Shard({ forms: "", entries: [], reasons: [], postings: "" });

/** What `files` lacks while words are looked up is in `needs`; once it is there, the same call gives the whole answer. */
export class Lexicon {
  constructor(manifest, files) {
    this.manifest = manifest;
    this.files = files;
    this.shards = new Map();
    this.needs = new Set();
  }

  /** What a word may stand for: one list, two where it is a compound of two words, none where unknown. */
  matches(word, last) {
    const direct = this.typed(word);
    if (last || !direct.length) direct.push(...this.beginning(word));
    if (direct.length) return [direct];
    const cut = this.cutBack(word, 1, LITTLE);
    if (cut.length) return [cut];
    const parts = this.split(word);
    if (parts.length) return parts;
    const near = this.nearly(word);
    const found = near.length ? near : this.cutBack(word, LITTLE + 1, MUCH);
    return found.length ? [found] : [];
  }

  /** The forms that `word` may be a misspelling of, all equally near and at most `most` away. */
  nearest(word, most) {
    const typed = fold(word);
    const candidates = new Set([...this.shard(this.number(typed)).forms, ...this.names()]);
    let best = [];
    for (const form of most ? candidates : []) {
      if (form.length < 4) continue;
      const folded = fold(form);
      if (folded.length < 4 || /[*=]/.test(folded)) continue;
      if (typed.length < SHORT && !typed.slice(0, 2).includes(folded[0])) continue;
      const apart = distance(typed, folded, most);
      if (apart < most || (apart === most && !best.length)) {
        best = [form];
        most = apart;
      } else if (apart === most) best.push(form);
    }
    return best.slice(0, MOST_GUESSES);
  }

  names() {
    const file = this.file(this.manifest.spelling);
    if (file && !this.decoded) this.decoded = frontDecode(file.names);
    return this.decoded ?? [];
  }

  file(name) {
    if (!this.files.has(name)) this.needs.add(name);
    return this.files.get(name);
  }

  number(typed) {
    const { starts } = this.manifest;
    const at = lowerBound(starts, typed);
    return starts[at] === typed ? at : at - 1;
  }

  shard(number) {
    if (!this.shards.has(number)) {
      const file = this.file(this.manifest.shards[number]);
      if (!file) return EMPTY;
      this.shards.set(number, new Shard(file));
    }
    return this.shards.get(number);
  }

  /** What a word stands for as it is, else as it is spelled in the other written standard. */
  typed(word, share = WHOLE, reason = "") {
    const found = this.exactly(word, share, reason);
    if (found.length) return found;
    const rule = this.manifest.parts.find(([written]) => word.includes(written));
    return rule ? this.exactly(word.replace(rule[0], () => rule[1]), share, reason) : [];
  }

  exactly(word, share, reason) {
    const typed = fold(word);
    const number = this.number(typed);
    const shard = this.shard(number);
    const found = [];
    for (let form = shard.place(typed); shard.folded[form] === typed; form += 1) {
      this.take(number, form, share < WHOLE || shard.forms[form] === word ? share : TYPED, reason, found);
    }
    return found;
  }

  take(number, form, share, reason, found) {
    for (const [term, weight, why] of this.shard(number).entries[form]) {
      found.push({ shard: number, term, weight: weight * share, reason: reason || why });
    }
  }

  /** What begins so. Where that is in several shards, the first of them holds a form for all of it. */
  beginning(word) {
    const typed = fold(word);
    const number = this.number(typed);
    const shard = this.shard(number);
    const spans = this.manifest.starts[number + 1]?.startsWith(typed);
    const found = [];
    for (let form = shard.place(typed); shard.folded[form]?.startsWith(typed); form += 1) {
      const folded = shard.folded[form];
      const wanted = spans ? folded === `${typed}*` : folded !== typed && !folded.includes("=") && !folded.endsWith("*");
      if (wanted) this.take(number, form, PREFIX, "", found);
    }
    return found;
  }

  split(word) {
    for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1) {
      const joined = "se".includes(word[cut - 1]) ? word.slice(0, cut - 1) : "";
      for (const head of [word.slice(0, cut), joined]) {
        const first = head.length >= SHORTEST_PART ? this.typed(head, WHOLE, head) : [];
        const second = first.length ? this.typed(word.slice(cut), WHOLE, word.slice(cut)) : [];
        if (second.length) return [first, second];
      }
    }
    return [];
  }

  /** What the word stands for with its ending cut off: inflections that no text holds. */
  cutBack(word, least, most) {
    for (let cut = least; cut <= most && word.length - cut >= SHORTEST_CUT; cut += 1) {
      const stem = word.slice(0, word.length - cut);
      const found = this.typed(stem, CUT, stem);
      if (found.length) return found;
    }
    return [];
  }

  nearly(word) {
    return this.nearest(word, patience(fold(word))).flatMap((form) => this.exactly(form, GUESS, form));
  }
}

function lowerBound(list, wanted) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
