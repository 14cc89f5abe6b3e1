// Lists of numbers as text, and words that share their beginnings. The twin of site_builder/search/codec.py.

const BASE = 91, ONE = 80, TWO = 990, TOP = 90, SHORTEST_LIST = 8;

/** Calls `each(number)` for the numbers of a text. */
export function readNumbers(text, each) {
  read(digits(text), each);
}

/** Calls `each(document, score)` for the scores of a text. */
export function readScores(text, each) {
  const next = digits(text);
  const base = (next() * BASE + next()) * TOP;
  const several = text.length >= SHORTEST_LIST;
  const span = several ? next() * BASE + next() : 0;
  read(next, (number) => each(number, (base + (several ? next() * span : 0)) >> 3));
}

/** A function that gives the next digit, or nothing at the end. */
function digits(text) {
  let at = 0;
  return () => {
    if (at === text.length) return undefined;
    const code = text.charCodeAt(at++);
    return code < 92 ? code - 35 : code - 36;
  };
}

function read(next, each) {
  let number = -1;
  for (let first = next(); first !== undefined; first = next()) {
    if (first < ONE) number += first + 1;
    else if (first < 90) number += ONE + (first - ONE) * BASE + next() + 1;
    else number += TWO + (next() * BASE + next()) * BASE + next() + 1;
    each(number);
  }
}

/** The words of a front-coded text. */
export function frontDecode(text) {
  let last = "";
  return text ? text.split("\n").map((line) => (last = last.slice(0, line.charCodeAt(0) - 48) + line.slice(1))) : [];
}

const PLAIN = { æ: "ae", ø: "o", đ: "d", ŋ: "n", ŧ: "t" };

/** A word as one types it who lacks æ, ø and å. */
export function fold(word) {
  const bare = /^[a-z0-9]*$/.test(word) ? word : word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[æøđŋŧ]/g, (each) => PLAIN[each]);
  return bare.replaceAll("ae", "a").replaceAll("oe", "o").replaceAll("aa", "a");
}
