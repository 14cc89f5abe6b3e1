// The filters of the finder: facets of the index, what a reader has, when she cannot, and how far it is.
// Values of one filter are joined by OR, filters by AND. A count is the number of hits that ticking a value gives.
import { decodeNumbers, fold } from "./codec.js";
import { readWeeks, suits, weekOf } from "../gatherings.js";
import { fits } from "../lacking.js";
import { statusAt } from "../status.js";

const DAY = 86_400_000;
/** Kilometres: the Earth's mean radius. */
const EARTH_RADIUS = 6371;
/** Filters that free hits, named where there are none: more help nobody choose. */
const MAX_LOOSER = 6;
/** Number of the filter that a document fails, where that is no facet. */
const NO_FACET = 255;

const whole = (least, most) => (values) => {
  const number = Number([...values][0]?.replace(",", "."));
  return number >= least && number <= most ? new Set([String(number)]) : new Set();
};

/** Filters that are no facet: key -> the values that it can have, of those in an address, which anybody may have written. */
const READ = {
  har: whole(0, 999),
  ikke: (values) => new Set([..."1234567"].filter((day) => values.has(day))),
  uker: (values) => new Set([...values].map((each) => each.replace(/\s|uke|veke/gi, "").replace("–", "-")).filter((each) => /^\d{1,2}(-\d{1,2})?$/.test(each) && readWeeks(each).size)),
  dager: whole(0, 99),
  fra: (values) => new Set([...values].slice(0, 1)),
  km: whole(1, 3000),
};

export class Filters {
  /** `facets` as in the index file, over the documents numbered below `size`, at `seconds` since 1970. */
  constructor(facets, size, seconds = Date.now() / 1000) {
    this.size = size;
    this.facets = facets.map((facet) => {
      const { key, label, values } = facet;
      return { key, label, values, lists: facet.timelines ? listsAt(facet, seconds) : readLists(facet.having) };
    });
    this.facts = null;
    this.towns = new Map();
  }

  /** Adds the facts that filters other than facets need, and the positions of towns by name, as in the files. */
  learn(facts, towns) {
    this.facts = facts;
    this.towns = new Map(Object.entries(towns ?? {}).map(([name, positions]) => [fold(name.toLowerCase()), { name, positions }]));
    const first = Date.parse(facts.first);
    this.days = facts.days.map((numbers, document) => numbers && readNumbers(numbers, first, facts.away[document]));
  }

  /** Whether a state has filters that need `learn`. */
  static needsFacts(chosen) {
    return Object.keys(READ).some((key) => chosen.get(key)?.size);
  }

  /** The chosen values that exist: of facets those of the index, of other filters those that say something. */
  known(chosen) {
    const kept = new Map();
    for (const { key, values } of this.facets) {
      const existing = values.map(([value]) => value).filter((value) => chosen.get(key)?.has(value));
      if (existing.length) kept.set(key, new Set(existing));
    }
    for (const [key, read] of Object.entries(READ)) {
      const found = chosen.has(key) ? read(chosen.get(key)) : new Set();
      if (found.size) kept.set(key, found);
    }
    const town = this.town(kept);
    if (town) return kept.set("fra", new Set([town.name]));
    kept.delete("fra");
    kept.delete("km");
    return kept;
  }

  /** The town that distances are from: {name, positions}; undefined without one. */
  town(chosen) {
    const [written] = chosen.get("fra") ?? [];
    return written && this.towns.get(fold(written.trim().toLowerCase()));
  }

  /** Kilometres from the chosen town to each document, 0 for online courses; null where it is unknown, or no town is chosen. */
  distances(chosen) {
    const town = this.town(chosen);
    if (!town || !this.facts) return null;
    const places = this.facets.find(({ key }) => key === "sted");
    const found = this.facts.online.map((online) => (online ? 0 : null));
    places?.values.forEach(([key], number) => {
      const at = this.facts.places[key];
      if (!at) return;
      const away = Math.round(Math.min(...town.positions.map((position) => kilometres(position, at))));
      for (const document of places.lists[number]) found[document] = Math.min(found[document] ?? Infinity, away);
    });
    return found;
  }

  /** Those of `documents` that match every filter. `chosen`: Map of key -> Set of values. */
  filter(documents, chosen) {
    const { failures } = this.check(chosen);
    return documents.filter((document) => !failures[document]);
  }

  /** For each facet and value: the number of `documents` that match it and all other filters. */
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

  /** For each document: the number of filters it fails, and the last facet among them. */
  check(chosen) {
    const failures = new Uint8Array(this.size);
    const lastFailed = new Uint8Array(this.size).fill(NO_FACET);
    const fail = (matches, facet) => {
      for (let document = 0; document < this.size; document += 1) {
        if (matches(document)) continue;
        failures[document] += 1;
        lastFailed[document] = facet;
      }
    };
    this.facets.forEach(({ key, values, lists }, facet) => {
      const wanted = chosen.get(key);
      if (!wanted?.size) return;
      const matching = new Uint8Array(this.size);
      values.forEach(([value], number) => wanted.has(value) && lists[number].forEach((document) => (matching[document] = 1)));
      fail((document) => matching[document], facet);
    });
    for (const matches of this.facts ? this.others(chosen) : []) fail(matches, NO_FACET);
    return { failures, lastFailed };
  }

  /** The chosen filters that are no facet, each as a function of a document. A course that does not say when it meets fits no days. */
  *others(chosen) {
    const { credits, away } = this.facts;
    const first = (key) => [...(chosen.get(key) ?? [])][0];
    const held = first("har");
    if (held) yield (document) => credits[document] && fits({ from: credits[document][0], below: credits[document][1] ?? Infinity }, Number(held), "");
    const meets = (document, ruled) => Boolean(this.days[document]) && suits(this.days[document], ruled);
    const clear = { weekdays: new Set(), weeks: new Set(), most: Infinity };
    const weekdays = new Set([...(chosen.get("ikke") ?? [])].map(Number));
    if (weekdays.size) yield (document) => meets(document, { ...clear, weekdays });
    const weeks = readWeeks([...(chosen.get("uker") ?? [])].join(","));
    if (weeks.size) yield (document) => meets(document, { ...clear, weeks });
    if (first("dager")) yield (document) => Boolean(this.days[document]) && away[document] <= Number(first("dager"));
    const distances = first("km") ? this.distances(chosen) : null;
    if (distances) yield (document) => distances[document] !== null && distances[document] <= Number(first("km"));
  }

  /** Those of `documents` that fail only because they do not say when they meet. */
  undated(documents, chosen) {
    if (!this.facts || !["ikke", "uker", "dager"].some((key) => chosen.get(key)?.size)) return [];
    const without = new Map([...chosen].filter(([key]) => !["ikke", "uker", "dager"].includes(key)));
    return this.filter(documents, without).filter((document) => this.days[document] === null);
  }

  /** The filters without which there are hits: [{keys, count}], most hits first; pairs where no single one is enough. */
  loosen(documents, chosen) {
    const keys = [...chosen.keys()].filter((key) => chosen.get(key).size && key !== "fra");
    const sets = keys.map((key) => [key]);
    const pairs = keys.flatMap((key, at) => keys.slice(at + 1).map((other) => [key, other]));
    for (const tried of [sets, pairs]) {
      const found = tried.map((each) => {
        const fewer = new Map([...chosen].filter(([key]) => !each.includes(key)));
        return { keys: each, count: this.filter(documents, fewer).length };
      }).filter(({ count }) => count);
      if (found.length) return found.sort((one, other) => other.count - one.count).slice(0, MAX_LOOSER);
    }
    return [];
  }
}

/** The documents with each value of a facet, which are encoded. */
function readLists(having) {
  return having.split(" ").map((text) => {
    const list = [];
    decodeNumbers(text, (document) => list.push(document));
    return list;
  });
}

/** The documents with each value of the facet of statuses, at a moment. */
function listsAt({ kinds, timelines, of }, seconds) {
  const now = timelines.map((timeline) => statusAt(timeline, seconds).kind);
  return kinds.map((each) => {
    const wanted = each.split(" ");
    return [...of.keys()].filter((document) => wanted.includes(now[of[document]]));
  });
}

/** The days of a course as `suits` takes them, from pairs of a first day (after `first`) and a length. */
function readNumbers(numbers, first, count) {
  const read = { weekdays: new Set(), weeks: new Set(), count };
  for (let at = 0; at < numbers.length; at += 2) {
    for (let day = numbers[at]; day < numbers[at] + Math.min(366, numbers[at + 1]); day += 1) {
      const time = first + day * DAY;
      read.weekdays.add(new Date(time).getUTCDay() || 7);
      read.weeks.add(weekOf(time));
    }
  }
  return read;
}

/** The distance between two positions, by the haversine formula. The twin of site_builder/search/nearness.py. */
function kilometres(one, other) {
  const [[north, east], [otherNorth, otherEast]] = [one, other].map((position) => position.map((degrees) => (degrees * Math.PI) / 180));
  const across = Math.sin((otherNorth - north) / 2) ** 2;
  const along = Math.cos(north) * Math.cos(otherNorth) * Math.sin((otherEast - east) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, across + along)));
}
