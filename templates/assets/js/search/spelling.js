// How far apart two words are as mistyped by people. The twin of site_builder/search/edit_distance.py.

const WHOLE = 4, HALF = 2, SWAP = 3;
const ALIKE = "ae ea ei ie iy yi ou uo oa ao uy yu dt td gk kg bp pb ck kc cs sc sz zs vw wv fv vf qk kq";

export const SHORT = 6;

/** The largest distance at which a word is still taken for a misspelling. */
export function patience(word) {
  return word.length < 4 ? 0 : word.length < 8 ? WHOLE : 2 * WHOLE;
}

/** The distance in quarters of a letter, or most + 1 where it is more. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) * HALF > most) return most + 1;
  let earlier = null;
  let row = [0];
  for (let j = 0; j < other.length; j += 1) row.push(row[j] + alone(other, j));
  for (let i = 0; i < one.length; i += 1) {
    const above = row;
    const out = alone(one, i);
    let least = above[0] + out;
    row = [least];
    for (let j = 0; j < other.length; j += 1) {
      const same = one[i] === other[j] ? 0 : ALIKE.includes(one[i] + other[j]) ? HALF : WHOLE;
      let cost = Math.min(above[j + 1] + out, row[j] + alone(other, j), above[j] + same);
      if (i && j && one[i] === other[j - 1] && one[i - 1] === other[j]) cost = Math.min(cost, earlier[j - 1] + SWAP);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    earlier = above;
  }
  return Math.min(row[other.length], most + 1);
}

const alone = (word, at) => (at && word[at] === word[at - 1] ? HALF : WHOLE);
