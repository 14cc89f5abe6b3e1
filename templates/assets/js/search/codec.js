// Decoders of the index's files, and the folding of letters. The twin of site_builder/search/codec.py and analysis.fold.

const BASE = 91, ONE_DIGIT_GAPS = 80, TWO_DIGIT_END = 990, TOP = BASE - 1, MIN_RANGED_LENGTH = 8;

/** Fields of the manifest that name a file which is used with code of its own -> that module: both are fetched together. */
export const CODE = { near: "nearness", spelling: "edit-distance", classes: "questions" };

/** Calls `each(number)` for the numbers of an encoded list. */
export function decodeNumbers(text, each) {
  decodeGaps(digitReader(text), each);
}

/** Calls `each(document, score)` for the scores of an encoded list. */
export function decodeScores(text, each) {
  const next = digitReader(text);
  const base = (next() * BASE + next()) * TOP;
  const ranged = text.length >= MIN_RANGED_LENGTH;
  const span = ranged ? next() * BASE + next() : 0;
  decodeGaps(next, (number) => each(number, (base + (ranged ? next() * span : 0)) >> 3));
}

/** A function that returns the next digit, and undefined at the end. */
function digitReader(text) {
  let at = 0;
  return () => {
    if (at === text.length) return undefined;
    return digitAt(text, at++);
  };
}

/** The digit at a place of a text. */
export function digitAt(text, at) {
  const code = text.charCodeAt(at);
  return code < 92 ? code - 35 : code - 36;
}

function decodeGaps(next, each) {
  let number = -1;
  for (let first = next(); first !== undefined; first = next()) {
    if (first < ONE_DIGIT_GAPS) number += first + 1;
    else if (first < TOP) number += ONE_DIGIT_GAPS + (first - ONE_DIGIT_GAPS) * BASE + next() + 1;
    else number += TWO_DIGIT_END + (next() * BASE + next()) * BASE + next() + 1;
    each(number);
  }
}

/** The names of files, given those of files and of groups, `HASH*2`. The twin of file_names in search_paths.py. */
export function fileNames(names) {
  return names.flatMap((name) => {
    const [group, size] = name.split("*");
    return size ? Array.from({ length: size }, (_, number) => `${group}-${number}`) : name;
  });
}

/** The words of a front-coded text. */
export function frontDecode(text) {
  let last = "";
  return text ? text.split("\n").map((line) => (last = last.slice(0, line.charCodeAt(0) - 48) + line.slice(1))) : [];
}

const BASE_LETTERS = { æ: "ae", ø: "o", đ: "d", ŋ: "n", ŧ: "t" };

/** The word as typed on a keyboard without æ, ø and å. */
export function fold(word) {
  const bare = /^[a-z0-9]*$/.test(word) ? word : word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[æøđŋŧ]/g, (letter) => BASE_LETTERS[letter]);
  return bare.replaceAll("ae", "a").replaceAll("oe", "o").replaceAll("aa", "a");
}
