// What a query asks for as a whole, by examples. The twin of site_builder/search/questions.py; fetched with the facts of classes.
import { digitAt, fold } from "./codec.js";
import { isKept, readFacts } from "./conditions.js";
import { nameOf } from "./alternatives.js";
import { NOTHING_ASKED, UNANSWERED } from "./query.js";

const BEGINNINGS = [4, 6], BASE = 91, ENTRY = 3;

const MIN_PAGE = 90, MIN_PAGE_OF_FACTS = 120, MIN_PAGE_OF_PLACE = 200, MIN_COURSES = 120, MIN_OTHER_SUBJECT = 220, OUTWEIGHING = 110, BESIDE = 60, SIMILAR = 40, MIN_WORDS = 2;

/** The [feature, places of its words] pairs of a query. */
function featuresOf(words) {
  const folded = words.map(fold);
  const ofWord = (word) => [word, ...BEGINNINGS.filter((letters) => word.length > letters).map((letters) => `${word.slice(0, letters)}*`)];
  const found = folded.flatMap((word, place) => ofWord(word).map((feature) => [feature, [place]]));
  const beginnings = folded.map((word) => word.slice(0, BEGINNINGS[0]));
  const pairs = beginnings.slice(1).map((word, place) => [[beginnings[place], word].sort().join(" "), [place, place + 1]]);
  return [...found, ...pairs];
}

/** The classes that have a feature of the query, {facts, weight, places}, the highest weight first. */
function weigh(features, weights, factsOf) {
  const found = new Map();
  for (const [feature, places] of features) {
    const entry = weights(feature);
    for (let at = 0; at < entry.length; at += ENTRY) {
      const number = digitAt(entry, at + 1) * BASE + digitAt(entry, at + 2);
      if (!found.has(number)) found.set(number, { number, weight: 0, places: new Set() });
      const weighed = found.get(number);
      weighed.weight += digitAt(entry, at);
      places.forEach((place) => weighed.places.add(place));
    }
  }
  const ordered = [...found.values()].sort((one, other) => other.weight - one.weight || one.number - other.number);
  return ordered.map((each) => ({ ...each, facts: factsOf[each.number] }));
}

/**
 * What the words of a query, which were `typed` so, ask for that are no condition in `read`: pages, a condition on courses, or both. `weights`
 * returns the weights of a feature, `factsOf` has the facts of each class.
 */
export function askedBy(words, typed, read, weights, factsOf) {
  const found = featuresOf(words).filter(([, places]) => places.some((place) => !read.factual.has(place)));
  if (!found.length) return NOTHING_ASKED;
  const classes = weigh(found, weights, factsOf);
  const isPage = ({ facts }) => facts.startsWith("side=");
  const counts = ({ weight, places }, least) => weight >= least && places.size >= MIN_WORDS;
  const pages = classes.filter(isPage), [first] = pages, best = first?.weight ?? 0;
  let course = classes.find((each) => each.facts && !isPage(each));
  if (course && !(counts(course, MIN_COURSES) && course.weight * 100 >= BESIDE * best)) course = null;
  if (course?.facts.startsWith("fag=") && course.weight < MIN_OTHER_SUBJECT && read.conditions.some((each) => nameOf(each) === "fag")) course = null;
  const least = read.conditions.some(isKept) ? MIN_PAGE_OF_PLACE : read.conditions.length ? MIN_PAGE_OF_FACTS : MIN_PAGE;
  const outweighed = (course && course.weight * 100 > OUTWEIGHING * best) || classes.some((each) => !each.facts && each.weight > best);
  const shown = Boolean(first) && counts(first, least) && !outweighed;
  const ofPage = shown ? first.places : [], ofCourse = course ? [...course.places] : [];
  const written = course ? typed.slice(Math.min(...ofCourse), Math.max(...ofCourse) + 1).join(" ") : "";
  return {
    pages: shown ? named(pages) : [],
    condition: course ? { written, facts: readFacts(course.facts), negated: false } : null,
    places: new Set([...ofPage, ...ofCourse]),
    sure: shown || Boolean(course),
  };
}

/** The facts of the first of `pages` and of those that weigh similarly. */
function named(pages) {
  const similar = pages.slice(1).filter(({ weight }) => weight * 100 >= SIMILAR * pages[0].weight);
  const others = similar.flatMap(({ facts }) => facts.split(" ")).filter((fact) => fact !== UNANSWERED);
  return [...new Set([...pages.slice(0, 1).flatMap(({ facts }) => facts.split(" ")), ...others])];
}
