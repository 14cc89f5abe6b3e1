// Form -> terms. The twin of site_builder/search/lookup.py (matches); tests hold the two against each other.

const PREFIX = 12, CUT = 10, GUESS = 6;
const MOST_PREFIXES = 400, SHORTEST_CUT = 4, MOST_CUT = 5, SHORTEST_PART = 4, SHORT_WORD = 6;

/** Python compares strings by code point; so must a binary search among forms that Python sorted. */
function before(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = one.codePointAt(at) - other.codePointAt(at);
    if (difference) return difference < 0;
  }
  return one.length < other.length;
}

export class Lexicon {
  constructor({ forms, entries, reasons }) {
    let last = "";
    this.forms = forms.split("\n").map((line) => (last = last.slice(0, line.charCodeAt(0) - 48) + line.slice(1)));
    this.rows = entries;
    this.reasons = reasons;
  }

  /** What a word may stand for: one list, two where it is a compound of two words, none where unknown. */
  matches(word, last) {
    const exact = this.number(word);
    const direct = exact < 0 ? [] : this.entries(exact, 16);
    if (last || !direct.length) direct.push(...this.beginningWith(word, exact));
    if (direct.length) return [direct];
    const parts = this.split(word);
    if (parts) return parts;
    const cut = this.cutBack(word);
    const found = cut.length ? cut : this.nearly(word);
    return found.length ? [found] : [];
  }

  entries(number, share, reason = "") {
    const row = this.rows[number];
    const rows = typeof row === "number" ? [[row, 16, -1]] : row;
    return rows.map(([term, weight, why]) => ({
      term, weight: weight * share, reason: reason || (why < 0 ? "" : this.reasons[why]),
    }));
  }

  /** Where `form` is or would be. */
  place(form) {
    let low = 0, high = this.forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.forms[middle], form)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  number(form) {
    const at = this.place(form);
    return this.forms[at] === form ? at : -1;
  }

  beginningWith(word, exact) {
    const found = [];
    const at = this.place(word);
    for (let number = at; number < Math.min(at + MOST_PREFIXES, this.forms.length); number += 1) {
      if (!this.forms[number].startsWith(word)) break;
      if (number !== exact) found.push(...this.entries(number, PREFIX));
    }
    return found;
  }

  split(word) {
    for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1) {
      const tail = this.number(word.slice(cut));
      const joined = "se".includes(word[cut - 1]) ? word.slice(0, cut - 1) : "";
      for (const head of [word.slice(0, cut), joined]) {
        const first = head.length >= SHORTEST_PART ? this.number(head) : -1;
        if (tail >= 0 && first >= 0) return [this.entries(first, 16, head), this.entries(tail, 16, word.slice(cut))];
      }
    }
    return null;
  }

  cutBack(word) {
    for (let cut = 1; cut <= MOST_CUT && word.length - cut >= SHORTEST_CUT; cut += 1) {
      const stem = word.slice(0, word.length - cut);
      const number = this.number(stem);
      if (number >= 0) return this.entries(number, CUT, stem);
    }
    return [];
  }

  nearly(word) {
    let most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most) return [];
    let best = [];
    this.forms.forEach((form, number) => {
      if (Math.abs(form.length - word.length) > most || form.length < 4) return;
      if (word.length < SHORT_WORD && form[0] !== word[0]) return;
      const distance = edits(word, form, most);
      if (distance < most || (distance === most && !best.length)) {
        best = [number];
        most = distance;
      } else if (distance === most) best.push(number);
    });
    return best.slice(0, 8).flatMap((number) => this.entries(number, GUESS, this.forms[number]));
  }
}

/** The Damerau-Levenshtein distance (optimal string alignment), or most + 1 where it is more. */
export function edits(one, other, most) {
  let earlier = null;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const above = row;
    row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (earlier && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, earlier[j - 2] + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    earlier = above;
  }
  return row[other.length];
}
