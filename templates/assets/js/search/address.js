// The query, the chosen facets and the order <-> the page's address, so that a search can be shared and gone back to.
import { SORTS } from "./facets.js";

const LONGEST = 200;

/** What an address asks for. Unknown facets and values are left out: an address is written by anybody. */
export function readAddress(search, facets) {
  const given = new URLSearchParams(search);
  const chosen = new Map();
  for (const { key, values } of facets) {
    const known = new Set(values.map(([value]) => value));
    const wanted = (given.get(key) ?? "").split(",").filter((value) => known.has(value));
    if (wanted.length) chosen.set(key, new Set(wanted));
  }
  const sort = Object.hasOwn(SORTS, given.get("sort") ?? "") ? given.get("sort") : "relevance";
  return { text: (given.get("q") ?? "").slice(0, LONGEST), chosen, sort };
}

/** The address of a state, beginning with a question mark, or empty. */
export function writeAddress({ text, chosen, sort }) {
  const written = new URLSearchParams();
  if (text) written.set("q", text);
  for (const [key, values] of chosen) if (values.size) written.set(key, [...values].join(","));
  if (sort !== "relevance") written.set("sort", sort);
  const query = written.toString().replaceAll("%2C", ",");
  return query ? `?${query}` : "";
}
