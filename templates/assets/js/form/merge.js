// Puts the changes of a draft into what has been published since the draft was begun.

const equal = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Returns { fields, text, both }: what is published, with the editor's changes. `base` is what the draft was begun from; all
 * three have `fields` and `text`. `both` are the keys that both changed, "_tekst" for the text: there the editor's stands.
 */
export function merge(base, mine, published) {
  const fields = {};
  const both = [];
  for (const key of new Set([...Object.keys(published.fields), ...Object.keys(mine.fields)])) {
    const [from, own, now] = [base.fields[key], mine.fields[key], published.fields[key]];
    const value = equal(own, from) ? now : own;
    if (!equal(own, from) && !equal(now, from) && !equal(own, now)) both.push(key);
    if (value !== undefined) fields[key] = value;
  }
  const text = mergeLines(base.text, mine.text, published.text);
  if (text === undefined) both.push("_tekst");
  return { fields, text: text ?? mine.text, both };
}

/** Returns the text with the lines that either side changed; undefined where both changed the same ones. */
function mergeLines(base, mine, published) {
  if (mine === base || mine === published) return published;
  if (published === base) return mine;
  const [from, own, now] = [base, mine, published].map((each) => each.split("\n"));
  const [first, second] = [changeOf(from, own), changeOf(from, now)].sort((one, other) => one.start - other.start || one.end - other.end);
  if (first.end > second.start || (first.start === second.start && first.end === second.end)) return undefined;
  return [...from.slice(0, first.start), ...first.lines, ...from.slice(first.end, second.start), ...second.lines, ...from.slice(second.end)].join("\n");
}

/** Returns the lines that replace those of `from` between `start` and `end`. */
function changeOf(from, to) {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let same = 0;
  while (same < from.length - start && same < to.length - start && from.at(-1 - same) === to.at(-1 - same)) same += 1;
  return { start, end: from.length - same, lines: to.slice(start, to.length - same) };
}
