// Conditions that *og* or *eller* joins: one of them is enough, or all are taken away. The twin of site_builder/search/alternatives.py.

const ALIKE = { fylke: "sted", studieform: "sted" };
const TOGETHER = new Set(["dag", "mnd", "side"]);

/** The name of a condition's facts, "" without facts. */
export const nameOf = ({ facts }) => facts[0]?.[0].split("=")[0] ?? "";
/** The sixteenths by which a document meets a condition that meets it best. */
export const mostOf = ({ facts }) => Math.max(0, ...facts.map(([, share]) => share));

export class Joined {
  constructor() {
    this.conditions = [];
    this.either = []; // {written, words}
    this.words = [];
  }

  /** Adds a condition and returns it; alternatives.py explains the parameters. */
  add(condition, words, between, joins) {
    const before = this.conditions.at(-1);
    const joint = before && between?.some((word) => joins.includes(word)) && isAlike(before, condition);
    if (!joint) this.words = words;
    else if (before.negated) condition.negated = true;
    else if (!condition.negated) {
      this.join(before, condition, words, between);
      return condition;
    }
    this.conditions.push(condition);
    return condition;
  }

  join(before, condition, words, between) {
    const most = Math.max(mostOf(before), mostOf(condition));
    const shares = new Map();
    for (const each of [before, condition]) {
      for (const [fact, share] of each.facts) shares.set(fact, Math.max(shares.get(fact) ?? 0, share === mostOf(each) ? most : share));
    }
    const written = [before.written, ...between, condition.written].join(" ");
    this.conditions[this.conditions.length - 1] = { written, facts: [...shares], negated: false };
    if (this.either.at(-1)?.written === before.written) this.either.pop();
    this.words = [...this.words, ...words];
    if (this.words.length > 1) this.either.push({ written, words: this.words });
  }
}

function isAlike(one, other) {
  const name = nameOf(one), next = nameOf(other);
  if (one.kilometres || other.kilometres || !name || TOGETHER.has(name)) return false;
  return (ALIKE[name] ?? name) === (ALIKE[next] ?? next);
}
