// Search state (query, chosen filters, order) <-> query string of the page's address, so that searches can be shared.

/** Longest query and longest list of values that are read, in characters; also `maxlength` of the input. */
const MAX_LENGTH = 200;
const RESERVED_KEYS = new Set(["q", "sort", "vis"]);

/**
 * The state in a query string, in which a value may be repeated or separated by commas: forms write `ikke=1&ikke=2`.
 * Anybody can write an address: look its values up, never trust them.
 */
export function readAddress(search) {
  const params = new URLSearchParams(search);
  const chosen = new Map();
  for (const [key, values] of params) {
    if (RESERVED_KEYS.has(key) || !values) continue;
    if (!chosen.has(key)) chosen.set(key, new Set());
    for (const value of values.slice(0, MAX_LENGTH).split(",")) if (value.trim()) chosen.get(key).add(value.trim());
  }
  return { text: (params.get("q") ?? "").slice(0, MAX_LENGTH), chosen, sort: params.get("sort") ?? "", table: params.get("vis") === "tabell" };
}

/** The state without unknown filters, values and orders. */
export function onlyKnown({ text, chosen, sort, table }, filters, sorts) {
  return { text, chosen: filters.known(chosen), sort: sorts.includes(sort) ? sort : "", table };
}

/** The query string of a state, with its question mark; empty for the empty state. */
export function writeAddress({ text, chosen, sort, table }) {
  const params = new URLSearchParams();
  if (text) params.set("q", text);
  for (const [key, values] of chosen) if (values.size) params.set(key, [...values].join(","));
  if (sort) params.set("sort", sort);
  if (table) params.set("vis", "tabell");
  const query = params.toString().replaceAll("%2C", ",");
  return query ? `?${query}` : "";
}
