// The forms nearest to a misspelt word, by the weighted edit distance. The twin of site_builder/search/edit_distance.py.
// Fetched with the words of names, where a word is unknown.

const LETTER = 4, HALF = 2, SWAP = 3;
const SIMILAR = "ae ea ei ie iy yi ou uo oa ao uy yu dt td gk kg bp pb ck kc cs sc sz zs vw wv fv vf qk kq";

const SHORT_WORD = 6, MIN_FORM = 4, MAX_GUESSES = 4;

/** The largest distance at which another word counts as the same, misspelt. */
export function maxEditDistance({ length }) {
  return length < 4 ? 0 : length < 6 ? SWAP : length < 8 ? LETTER : length < 10 ? 6 : 2 * LETTER;
}

/** The largest distance at which another word is suggested. */
export const maxSuggestedDistance = ({ length }) => (length < 4 ? 0 : Math.min(length, length < 8 ? 6 : 12));

/** The forms, which are folded as in `spellings`, nearest to a folded word: all at the same distance of at most `limit`. */
export function nearestForms(typed, forms, spellings, limit) {
  let best = [];
  for (let at = 0; limit && at < forms.length; at += 1) {
    const form = forms[at], folded = spellings[at];
    if (form.length < MIN_FORM || folded.length < MIN_FORM || /[*=]/.test(folded)) continue;
    if (typed.length < SHORT_WORD && !typed.slice(0, 2).includes(folded[0])) continue;
    const apart = distance(typed, folded, limit);
    if (apart < limit || (apart === limit && !best.length)) {
      best = [form];
      limit = apart;
    } else if (apart === limit && !best.includes(form)) best.push(form);
  }
  return best.slice(0, MAX_GUESSES);
}

/** The distance in quarters of a letter, or limit + 1 where it is more than `limit`. */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) * HALF > limit) return limit + 1;
  let earlier = null;
  let row = [0];
  let least = 0;
  for (let j = 0; j < other.length; j += 1) row.push(row[j] + removal(other, j));
  for (let i = 0; i < one.length; i += 1) {
    const above = row;
    const removed = removal(one, i);
    const leastAbove = least;
    least = above[0] + removed;
    row = [least];
    for (let j = 0; j < other.length; j += 1) {
      const replaced = one[i] === other[j] ? 0 : SIMILAR.includes(one[i] + other[j]) ? HALF : LETTER;
      let cost = Math.min(above[j + 1] + removed, row[j] + removal(other, j), above[j] + replaced);
      if (i && j && one[i] === other[j - 1] && one[i - 1] === other[j]) cost = Math.min(cost, earlier[j - 1] + SWAP);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit && leastAbove + SWAP > limit) return limit + 1; // two letters swapped lead past the row between
    earlier = above;
  }
  return Math.min(row[other.length], limit + 1);
}

/** The cost of removing a letter: half where it doubles the one before. */
const removal = (word, at) => (at && word[at] === word[at - 1] ? HALF : LETTER);
