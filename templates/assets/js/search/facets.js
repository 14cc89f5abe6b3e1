// Facets: several values in one are OR, facets are AND, and a count is always what one would get.
import { readNumbers } from "./numbers.js";

export class Facets {
  /** `facets` as exported, of `size` documents. */
  constructor(facets, size) {
    this.size = size;
    this.facets = facets.map(({ key, label, values, having }) => {
      const lists = having.split(" ").map((text) => {
        const list = [];
        readNumbers(text, (document) => list.push(document));
        return list;
      });
      return { key, label, values, lists };
    });
  }

  /** Those of `documents` that fulfil every chosen facet. `chosen`: Map of key -> Set of values. */
  fitting(documents, chosen) {
    const { unmet } = this.failures(chosen);
    return documents.filter((document) => !unmet[document]);
  }

  /** For each facet, how many of `documents` there would be with each value. */
  counts(documents, chosen) {
    const { unmet, failed } = this.failures(chosen);
    const among = new Uint8Array(this.size);
    for (const document of documents) among[document] = 1;
    return this.facets.map(({ lists }, facet) => lists.map((list) => {
      let count = 0;
      for (const document of list) {
        if (among[document] && (!unmet[document] || (unmet[document] === 1 && failed[document] === facet))) count += 1;
      }
      return count;
    }));
  }

  /** How many chosen facets each document fails, and the last of them. */
  failures(chosen) {
    const unmet = new Uint8Array(this.size);
    const failed = new Uint8Array(this.size);
    this.facets.forEach(({ key, values, lists }, facet) => {
      const wanted = chosen.get(key);
      if (!wanted?.size) return;
      const fits = new Uint8Array(this.size);
      values.forEach(([value], number) => wanted.has(value) && lists[number].forEach((document) => (fits[document] = 1)));
      for (let document = 0; document < this.size; document += 1) {
        if (fits[document]) continue;
        unmet[document] += 1;
        failed[document] = facet;
      }
    });
    return { unmet, failed };
  }

  /** The one chosen value whose removal gives most: {key, value, label, count}, or null. */
  loosen(documents, chosen) {
    let best = null;
    for (const { key, values } of this.facets) {
      for (const value of chosen.get(key) ?? []) {
        const less = new Map(chosen).set(key, new Set([...chosen.get(key)].filter((each) => each !== value)));
        const count = this.fitting(documents, less).length;
        const label = values.find(([each]) => each === value)?.[1] ?? value;
        if (count && (!best || count > best.count)) best = { key, value, label, count };
      }
    }
    return best;
  }
}
