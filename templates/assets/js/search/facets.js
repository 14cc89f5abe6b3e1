// Facets: values of one facet are joined by OR, facets by AND. A count is the number of hits that ticking the value gives.
import { decodeNumbers } from "./codec.js";

export class Facets {
  /** `facets` as in the index file, over the documents numbered below `size`. */
  constructor(facets, size) {
    this.size = size;
    this.facets = facets.map(({ key, label, values, having }) => {
      const lists = having.split(" ").map((text) => {
        const list = [];
        decodeNumbers(text, (document) => list.push(document));
        return list;
      });
      return { key, label, values, lists };
    });
  }

  /** Those of `documents` that match every facet with chosen values. `chosen`: Map of key -> Set of values. */
  filter(documents, chosen) {
    const { failures } = this.check(chosen);
    return documents.filter((document) => !failures[document]);
  }

  /** For each facet and value: the number of `documents` that match it and all other facets. */
  counts(documents, chosen) {
    const { failures, lastFailed } = this.check(chosen);
    const among = new Uint8Array(this.size);
    for (const document of documents) among[document] = 1;
    return this.facets.map(({ lists }, facet) => lists.map((list) => {
      let count = 0;
      for (const document of list) {
        if (among[document] && (!failures[document] || (failures[document] === 1 && lastFailed[document] === facet))) count += 1;
      }
      return count;
    }));
  }

  /** For each document: the number of facets it fails, and the last of them. */
  check(chosen) {
    const failures = new Uint8Array(this.size);
    const lastFailed = new Uint8Array(this.size);
    this.facets.forEach(({ key, values, lists }, facet) => {
      const wanted = chosen.get(key);
      if (!wanted?.size) return;
      const matching = new Uint8Array(this.size);
      values.forEach(([value], number) => wanted.has(value) && lists[number].forEach((document) => (matching[document] = 1)));
      for (let document = 0; document < this.size; document += 1) {
        if (matching[document]) continue;
        failures[document] += 1;
        lastFailed[document] = facet;
      }
    });
    return { failures, lastFailed };
  }

  /** The chosen value whose removal gives the most hits: {key, value, label, count}, or null. */
  loosen(documents, chosen) {
    let best = null;
    for (const { key, values } of this.facets) {
      for (const value of chosen.get(key) ?? []) {
        const fewer = new Map(chosen).set(key, new Set([...chosen.get(key)].filter((each) => each !== value)));
        const count = this.filter(documents, fewer).length;
        const label = values.find(([each]) => each === value)?.[1] ?? value;
        if (count && (!best || count > best.count)) best = { key, value, label, count };
      }
    }
    return best;
  }
}
