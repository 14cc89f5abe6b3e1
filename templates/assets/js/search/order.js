// The order of the courses found. The twin of site_builder/search/ordering.py, which explains each number.
const SPREAD_OVER = 5, MAX_OF_SUBJECT = 2, WINDOW = 40, ABOUT_AS_GOOD = 15;

/** The documents, which are sorted by score: exact titles first, unavailable ones after all others that lack nothing. */
export function ordered(documents, exact, unavailable, complete) {
  const first = exact.size ? documents.filter((document) => exact.has(document)) : [];
  const others = exact.size ? documents.filter((document) => !exact.has(document)) : documents;
  let last = others.length - 1;
  while (last >= 0 && (unavailable[others[last]] || !complete(others[last]))) last -= 1;
  const before = others.slice(0, last + 1);
  const later = before.filter((document) => unavailable[document]);
  if (later.length) return [...first, ...before.filter((document) => !unavailable[document]), ...later, ...others.slice(last + 1)];
  return first.length ? [...first, ...others] : others;
}

/** The documents with the first ones spread over subjects; `subjects` are the first courses of each, in order. */
export function spread(documents, subjects, complete, score) {
  const rest = documents.slice(0, WINDOW + SPREAD_OVER), first = [];
  const having = new Map();
  const subject = (document) => subjects.findLastIndex((number) => number <= document);
  while (rest.length && first.length < SPREAD_OVER) {
    const alike = (document) => complete(document) === complete(rest[0]) && score(document) * 16 >= score(rest[0]) * ABOUT_AS_GOOD;
    const found = rest.slice(0, WINDOW).find((document) => alike(document) && (having.get(subject(document)) ?? 0) < MAX_OF_SUBJECT);
    const best = found ?? rest[0];
    rest.splice(rest.indexOf(best), 1);
    first.push(best);
    having.set(subject(best), (having.get(subject(best)) ?? 0) + 1);
  }
  return [...first, ...rest, ...documents.slice(WINDOW + SPREAD_OVER)];
}
