// Search state (query, chosen facets, order) <-> query string of the page's address, so that searches can be shared.

/** Longest query and longest list of facet values that are read, in characters; also `maxlength` of the input. */
const MAX_LENGTH = 200;
const RESERVED_KEYS = new Set(["q", "sort"]);

/** The state in a query string. Anybody can write an address: look its values up, never trust them. */
export function readAddress(search) {
  const params = new URLSearchParams(search);
  const chosen = new Map();
  for (const [key, values] of params) {
    if (!RESERVED_KEYS.has(key) && values) chosen.set(key, new Set(values.slice(0, MAX_LENGTH).split(",")));
  }
  return { text: (params.get("q") ?? "").slice(0, MAX_LENGTH), chosen, sort: params.get("sort") ?? "" };
}

/** The state without unknown facets, values and orders. `facets` are those of the index. */
export function onlyKnown({ text, chosen, sort }, facets, sorts) {
  const kept = new Map();
  for (const { key, values } of facets) {
    const existing = values.map(([value]) => value).filter((value) => chosen.get(key)?.has(value));
    if (existing.length) kept.set(key, new Set(existing));
  }
  return { text, chosen: kept, sort: sorts.includes(sort) ? sort : "" };
}

/** The query string of a state, with its question mark; empty for the empty state. */
export function writeAddress({ text, chosen, sort }) {
  const params = new URLSearchParams();
  if (text) params.set("q", text);
  for (const [key, values] of chosen) if (values.size) params.set(key, [...values].join(","));
  if (sort) params.set("sort", sort);
  const query = params.toString().replaceAll("%2C", ",");
  return query ? `?${query}` : "";
}
