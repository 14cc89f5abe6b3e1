// Lists of numbers as text, and words that share their beginnings. The twin of site_builder/search/numbers.py.

const BASE = 91, ONE = 80, TWO = 990;

/** Calls `each(number, level)` for the numbers of a text; without levels, level is 0. */
export function readNumbers(text, levels, each) {
  let at = 0;
  const digit = () => {
    const code = text.charCodeAt(at++);
    return code < 92 ? code - 35 : code - 36;
  };
  let number = -1;
  while (at < text.length) {
    const first = digit();
    if (first < ONE) number += first + 1;
    else if (first < 90) number += ONE + (first - ONE) * BASE + digit() + 1;
    else number += TWO + (digit() * BASE + digit()) * BASE + digit() + 1;
    each(number, levels ? digit() : 0);
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
