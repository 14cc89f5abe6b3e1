// Facets: several values in one are OR, facets are AND, and a count is always what one would get.

export class Facets {
  constructor(facets) {
    this.facets = facets;
  }

  /** Whether a document fulfils every chosen facet, except perhaps one. `chosen`: Map of key -> Set of values. */
  fits(document, chosen, except = null) {
    return this.facets.every(({ key, values, of }) => {
      const wanted = chosen.get(key);
      return key === except || !wanted?.size || of[document].some((number) => wanted.has(values[number][0]));
    });
  }

  /** For each facet, how many of `documents` there would be with each value. */
  counts(documents, chosen) {
    return this.facets.map(({ key, values, of }) => {
      const counts = values.map(() => 0);
      for (const document of documents) {
        if (this.fits(document, chosen, key)) for (const number of of[document]) counts[number] += 1;
      }
      return counts;
    });
  }

  /** The one chosen value whose removal gives most: {key, value, label, count}, or null. */
  loosen(documents, chosen) {
    let best = null;
    for (const { key, values } of this.facets) {
      for (const value of chosen.get(key) ?? []) {
        const less = new Map(chosen);
        less.set(key, new Set([...chosen.get(key)].filter((each) => each !== value)));
        const count = documents.filter((document) => this.fits(document, less)).length;
        const label = values.find(([each]) => each === value)?.[1] ?? value;
        if (count && (!best || count > best.count)) best = { key, value, label, count };
      }
    }
    return best;
  }
}

export const SORTS = {
  relevance: null,
  start: (a, b, data) => data.facts[a][2] - data.facts[b][2],
  credits: (a, b, data) => data.facts[a][1] - data.facts[b][1],
  title: () => 0,
  place: (a, b, data) => (data.documents[a].where ?? "").localeCompare(data.documents[b].where ?? "", "nb"),
};

/** Hits in another order than by relevance; equal ones by title, which is how documents are numbered. */
export function sorted(hits, sort, data) {
  const compare = SORTS[sort];
  if (!compare) return hits;
  return [...hits].sort((a, b) => compare(a.document, b.document, data) || a.document - b.document);
}
