// The study places nearest to a town. The twin of site_builder/search/nearness.py, and of near_to and nearest_of in conditions.py.

const DEGREE = 111.195, MOST_PLACES = 4, FARTHEST = 300;
/** Sixteenths of a condition that a place meets; conditions.py explains each. */
const WHOLE = 16, FURTHER = 9, OVERLAPPING = 5, ONLINE = 4;

/** The [key, kilometres] of all study places from a town, the nearest first. */
export function placesNear({ places, towns }, town) {
  const away = Object.entries(places).map(([key, at]) => [key, Math.min(...towns[town].map((end) => kilometres(at, end)))]);
  return away.sort(([one, before], [other, after]) => before - after || (one < other ? -1 : 1));
}

/** The condition of being taught near a town, or online. */
export function nearTo(written, places) {
  const nearest = places[0][1];
  const share = (away) => (away <= nearest + 30 ? WHOLE : away <= Math.max(100, 2 * nearest) ? FURTHER : OVERLAPPING);
  const online = [["studieform=nettbasert", ONLINE], ["studieform=mooc", ONLINE]];
  return { written, facts: [...places.map(([key, away]) => [`sted=${key}`, share(away)]), ...online], negated: false, kilometres: places.map(([, away]) => away) };
}

/** The condition of nearness with its nearest places at which something that `taught(fact)` is; with all, where none is. */
export function nearestOf(near, taught) {
  const first = [];
  for (const [at, away] of near.kilometres.entries()) {
    if (first.length === MOST_PLACES || (first.length && away > Math.max(FARTHEST, first[0][1]))) break;
    if (taught(near.facts[at][0])) first.push([near.facts[at][0].split("=")[1], away]);
  }
  return first.length ? { ...nearTo(near.written, first), negated: near.negated } : nearestOf(near, () => true);
}

function kilometres(one, other) {
  const north = other[0] - one[0];
  const east = (other[1] - one[1]) * cosine((one[0] + other[0]) / 2);
  return Math.floor(DEGREE * Math.sqrt(north * north + east * east) + 0.5);
}

function cosine(degrees) {
  const square = ((degrees * 3.141592653589793) / 180) * ((degrees * 3.141592653589793) / 180);
  return 1 - (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - (square / 56) * (1 - square / 90))));
}
