// The query, the chosen facets and the order <-> the page's address, so that a search can be shared and gone back to.

const LONGEST = 200;
const OWN = new Set(["q", "sort"]);

/** What an address asks for; it is written by anybody, so values are only looked up, never trusted. */
export function readAddress(search) {
  const given = new URLSearchParams(search);
  const chosen = new Map();
  for (const [key, values] of given) {
    if (!OWN.has(key) && values) chosen.set(key, new Set(values.slice(0, LONGEST).split(",")));
  }
  return { text: (given.get("q") ?? "").slice(0, LONGEST), chosen, sort: given.get("sort") ?? "" };
}

/** The same without facets, values and orders that there are not. `facets` as exported. */
export function known({ text, chosen, sort }, facets, sorts) {
  const kept = new Map();
  for (const { key, values } of facets) {
    const wanted = values.map(([value]) => value).filter((value) => chosen.get(key)?.has(value));
    if (wanted.length) kept.set(key, new Set(wanted));
  }
  return { text, chosen: kept, sort: sorts.includes(sort) ? sort : "" };
}

/** The address of a state, beginning with a question mark, or empty. */
export function writeAddress({ text, chosen, sort }) {
  const written = new URLSearchParams();
  if (text) written.set("q", text);
  for (const [key, values] of chosen) if (values.size) written.set(key, [...values].join(","));
  if (sort) written.set("sort", sort);
  const query = written.toString().replaceAll("%2C", ",");
  return query ? `?${query}` : "";
}
