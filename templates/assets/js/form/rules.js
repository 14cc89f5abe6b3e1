// Checks a course as catalogue/schema/parsers.py and catalogue/checks do; tests/authoring/test_form_rules.py compares both.
// A fault is { loc, name, values, warning }: `loc` is the path to the value, `name` a key of the messages.

import { addApplicationFaults } from "./applications.js";
import { readings } from "./corrections.js";

/** Patterns, words and limits of catalogue/schema/notation.py; set by `check`. */
let notation;
const isOnline = (delivery) => ["nettbasert", "MOOC"].includes(notation.deliveries?.[delivery] ?? delivery);
const matches = (name, text) => text.match(notation.compiled[name]);

/** Return `text` with `{names}` replaced by values; numbers with the decimal comma in Norwegian, as messages.py does. */
export function fillIn(text, values, language) {
  const shown = (value) => (typeof value === "number" && /^n[bn]$/.test(language) ? String(value).replace(".", ",") : value);
  return text.replace(/{(\w+)}/g, (_, name) => shown(values[name]));
}

class InvalidValue {
  constructor(name, values = {}) {
    Object.assign(this, { name, values });
  }
}

/** Something that a reader sees, as sources/text.py defines it. */
const VISIBLE = /(?![\u115f\u1160\u2800\u3164\uffa0\ufffc])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Parsers by name: text of a field -> its value, or an InvalidValue. */
export const parsers = {
  key: (text) => text,
  choice: (text) => text,
  paragraph: (text) => parsers.text(text),
  text: (text) => (text.length > notation.maxLine ? new InvalidValue("too-long", { length: text.length, limit: notation.maxLine }) : text),
  grades: parseGrades,
  credits(text, { highest, step }) {
    const number = numberOf(text);
    if (highest) {
      const fits = matches("amount", text) && number > 0 && number <= highest && Math.round(number * 100) % Math.round(step * 100) === 0;
      return fits ? number : new InvalidValue("bad-credits.unit", { value: text, most: highest, step });
    }
    if (matches("credits", text) && isCredits(number)) return number;
    return new InvalidValue("bad-credits", { value: text });
  },
  number(text) {
    return matches("number", text) ? Number(text.replace(",", ".")) : new InvalidValue("bad-number.decimal", { value: text });
  },
  amount(text) {
    if (text.toLowerCase() === "gratis") return 0;
    return matches("amount", text) ? numberOf(text) : new InvalidValue("bad-number.amount", { value: text });
  },
  scale(text, { steps }) {
    for (const [low, high] of partsOfSpan(text, steps)) {
      if (stepOf(low, steps) > stepOf(high, steps)) return new InvalidValue("bad-choice.order", { value: text, suggestion: `${high}-${low}` });
      return text;
    }
    return new InvalidValue("bad-choice.scale", { value: text, choices: steps.map(([word]) => word).join(", ") });
  },
  date(text) {
    if (!matches("date", text)) return new InvalidValue("bad-date", { value: text });
    if (!isDay(text)) return new InvalidValue("bad-date.day", { value: text });
    const [low, high] = notation.years;
    const year = Number(text.slice(0, 4));
    return year >= low && year <= high ? text : new InvalidValue("bad-date.far", { value: text, low, high });
  },
  semester(text, { terms, days }) {
    const term = days && text.match(/^(?=.{1,60}$)[\p{L}_]+(?: [\p{L}_]+)* (20[0-9]{2})$/u);
    if (term) return new InvalidValue("bad-date.term", { value: text, example: `${term[1]}-09-15` });
    if (days) return startOn(parsers.date(text), terms);
    if (terms) return termOf(text, terms);
    const found = matches("semester", text.toLowerCase());
    if (found) return semester(Number(found[2]) * 2 + (found[1] === "vår" ? 0 : 1));
    return new InvalidValue("bad-semester", { value: text });
  },
  duration(text, { units }) {
    if (units) return durationOf(text, units);
    const found = matches("duration", text);
    if (found && Number(found[1]) >= 1 && Number(found[1]) <= notation.maxSemesters) return { count: Number(found[1]), unit: "semestre" };
    return new InvalidValue("bad-duration", { value: text });
  },
  address(text) {
    if (matches("address", text)) return text;
    for (const [variant, name] of Object.entries(notation.addressFaults)) {
      if (matches(name, text)) return new InvalidValue(`bad-address.${variant}`, { value: text });
    }
    return new InvalidValue("bad-address", { value: text });
  },
  email: (text) => (matches("email", text) ? text : new InvalidValue("bad-email", { value: text })),
  phone: (text) => (matches("phone", text) ? text : new InvalidValue("bad-phone", { value: text })),
  whole(text, { most }) {
    const sound = matches("whole", text) && Number(text) >= 1 && Number(text) <= most;
    return sound ? Number(text) : new InvalidValue("bad-number", { value: text, low: 1, high: most });
  },
};

const stepOf = (word, steps) => steps.findIndex((words) => words.includes(word));

/** The ways to read a text as the lowest and highest step of a scale: as one step, or divided at a hyphen. */
function partsOfSpan(text, steps) {
  const divided = [...text.matchAll(/(?:(?<!\s)\s+)?[-–—]\s*/g)].map((found) => [text.slice(0, found.index), text.slice(found.index + found[0].length)]);
  return [[text, text], ...divided].filter((words) => words.every((word) => stepOf(word, steps) >= 0));
}

function parseGrades(text) {
  const ranges = [];
  let adults = false;
  for (const part of text.split(/,| og /).map((each) => each.trim().toLowerCase()).filter(Boolean)) {
    const found = matches("grades", part);
    if (part === "voksne" || part === "vaksne") adults = true;
    else if (!found) {
      return new InvalidValue("bad-grades", { value: part });
    } else {
      const low = Number(found[2]) + (found[1] ? 10 : 0);
      const high = found[4] ? Number(found[4]) + (found[1] || found[3] ? 10 : 0) : low;
      if (low < 1 || low > high || high > 13) {
        const [lowest, highest] = [Math.max(1, Math.min(low, high)), Math.min(13, Math.max(low, high))];
        return new InvalidValue("bad-grades.range", { value: part, suggestion: lowest <= highest ? `${lowest}-${highest}` : "1-7" });
      }
      if (!ranges.some(([first, last]) => first === low && last === high)) ranges.push([low, high]);
    }
  }
  ranges.sort(([a, b], [c, d]) => a - c || b - d);
  const parts = ranges.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`));
  return { ranges, text: [...parts, ...(adults ? ["voksne"] : [])].join(", ") };
}

const numberOf = (text) => Number(text.replace(",", "."));
const isCredits = (number) => number > 0 && number <= notation.maxCredits;

function isDay(text) {
  const day = new Date(`${text}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const HALVES = [[["vår"], 1], [["høst"], 7]];

/** A term of the calendar year, counted from year 0: `terms` are their words and first months, in the order of the year. */
function semester(count, terms = HALVES) {
  const [year, [[word], month]] = [Math.floor(count / terms.length), terms[count % terms.length]];
  return { count, terms, text: word ? `${word} ${year}` : `${year}-${String(month).padStart(2, "0")}`, first: `${year}-${String(month).padStart(2, "0")}-01` };
}

/** The day on which a course begins, with the term that has it; it can end in a part of one more than its duration says. */
function startOn(day, terms) {
  if (day instanceof InvalidValue) return day;
  const begun = terms.filter(([, month]) => month <= Number(day.slice(5, 7))).length;
  return { ...semester(Number(day.slice(0, 4)) * terms.length + begun - 1, terms), text: day, first: day, more: 1 };
}

function termOf(text, terms) {
  const [, word, year] = text.match(/^(.+) (20[0-9]{2})$/) ?? [];
  const number = terms.findIndex(([words]) => words.some((each) => each.toLowerCase() === word?.toLowerCase()));
  if (number >= 0) return semester(Number(year) * terms.length + number, terms);
  const [[last]] = terms.slice(-1).map(([words]) => words);
  return new InvalidValue("bad-semester.terms", { value: text, terms: terms.map(([[first]]) => first).join(", "), example: `${last} 2027` });
}

function durationOf(text, units) {
  const [, count, word] = text.match(/^([0-9]+) (.+)$/) ?? [];
  if (units[word] && Number(count) >= 1 && Number(count) <= notation.maxDuration) return { count: Number(count), unit: units[word] };
  return new InvalidValue("bad-duration.units", { value: text, units: [...new Set(Object.values(units))].join(", "), limit: notation.maxDuration });
}

const PER_YEAR = { semestre: 2, år: 1, måneder: 12, uker: 52, dager: 365, timer: 24 * 365 };

/** The number of terms that a course covers at least in part. */
function termsIn({ count, unit }, perYear) {
  return Math.max(1, Math.ceil((count * perYear) / (PER_YEAR[unit] ?? perYear)));
}

const DAY = 86_400_000;
const daysBetween = (first, last) => (Date.parse(last) - Date.parse(first)) / DAY;
const dayAfter = (day, count) => new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);

/** Returns the faults of a course: `fields` as in its file, `text` below them; applications open on the day `opens`; `allotment` as in applications.js. */
export function check(fields, text, { fields: rules, holidays, notation: given }, opens, allotment) {
  notation ??= { ...given, compiled: Object.fromEntries(Object.entries(given.patterns).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`, "u")])) };
  const faults = [];
  const values = parseGroup(fields, rules, [], faults);
  if (!/[\p{L}\p{N}]/u.test(text)) faults.push(fault(["_tekst"], "empty-text", {}, true));
  for (const [index, address] of list(fields["gamle adresser"]).entries()) {
    if (!matches("old address", address)) faults.push(fault(["gamle adresser", index], "bad-old-address", { address }));
  }
  return [...faults, ...contradictions(values, holidays, opens, allotment)];
}

const list = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function fault(loc, name, values, warning = false) {
  return { loc, name, values, warning };
}

/** Returns the parsed values of a group of fields; invalid ones are undefined, with a fault added to `faults`. */
function parseGroup(fields, rules, at, faults) {
  const values = {};
  for (const rule of rules) {
    const [given, loc] = [fields[rule.key], [...at, rule.key]];
    if (given === undefined) {
      if (rule.required) faults.push(fault(loc, "missing-key.form", { key: rule.key }));
    } else if (rule.shape === "group") values[rule.key] = parseGroup(given, rule.fields, loc, faults);
    else if (rule.shape === "groups") values[rule.key] = list(given).map((each, index) => parseGroup(each, rule.fields, [...loc, index], faults));
    else if (rule.shape === "text") values[rule.key] = parseOne(given, rule, loc, faults);
    else if (rule.shape === "lines") values[rule.key] = list(given).map((each, index) => parseOne(each, rule, [...loc, index], faults));
    else values[rule.key] = given;
  }
  return values;
}

function parseOne(given, rule, loc, faults) {
  if (rule.parser !== "grades" && typeof given !== "string") return undefined; // in several languages
  const nothing = ["~", "null", "Null", "NULL"].includes(given) || (typeof given === "string" && !VISIBLE.test(given)); // "~", "null": YAML's notations
  const value = nothing ? new InvalidValue("empty-value") : parsers[rule.parser](rule.parser === "grades" ? list(given).join(",") : given, rule);
  if (!(value instanceof InvalidValue)) return value;
  faults.push(fault(loc, ...told(value, rule, given)));
  return undefined;
}

/** Returns the name and values of an invalid value's fault, with what the text may mean. */
function told({ name, values }, rule, given) {
  const code = name.split(".")[0];
  if (typeof given !== "string" || !code.startsWith("bad-")) return [name, values];
  const { texts, certain } = readings(rule.days ? "date" : rule.parser, given, notation.readings, notation, rule);
  const taken = texts.filter((each) => !(parsers[rule.parser](each, rule) instanceof InvalidValue));
  if (!taken.length) return [name, values];
  return [`${code}.${certain ? "reading" : "question"}`, { ...values, suggestion: taken.join(" / "), ...(certain ? { certain: taken[0] } : {}) }];
}

function contradictions(course, holidays, opens, allotment) {
  const { studiepoeng: credits, oppstart: start, varighet: duration, studieform: delivery, opphav: source } = course;
  const [modules, gatherings] = [list(course.moduler), list(course.samlinger)];
  const faults = titleFaults(course);
  const add = (...given) => faults.push(fault(...given));
  const total = modules.reduce((sum, each) => sum + each.studiepoeng, 0);
  if (modules.length && credits && total !== credits && !Number.isNaN(total)) {
    add(["studiepoeng"], "modules-do-not-sum", { total, credits });
  }
  const after = start && duration && semester(start.count + termsIn(duration, start.terms.length) + (start.more ?? 0), start.terms);
  const last = after && semester(after.count - 1, after.terms);
  for (const [index, { semester: when }] of modules.entries()) {
    if (last && when && (when.count < start.count || when.count > last.count)) {
      add(["moduler", index, "semester"], "module-outside-course", { semester: when.text, first: start.text, last: last.text });
    }
  }
  if (course.nivå >= 2 && !course.forkunnskaper && !course["bygger på"]) add(["nivå"], "level-without-prior", { level: course.nivå }, true);
  if (course.status && course.status !== "åpen" && !course.statusmerknad) add(["status"], "state-without-note", { state: course.status }, true);
  const online = isOnline(delivery);
  if (online && gatherings.some(({ form }) => (form ?? "fysisk") === "fysisk")) add(["studieform"], notation.deliveries ? "delivery-contradicts.own" : "delivery-contradicts", { delivery }, true);
  if (delivery && !online && !list(course.studiesteder).length) add(["studieform"], "missing-places", { delivery });
  addApplicationFaults(course, allotment, add);
  if (source?.type === "eksempel" && course.kontakt) add(["kontakt"], "sample-with-contact", {});
  if (source?.type === "dokumentert") faults.push(...sourceFaults(source, course));
  if (start && duration) faults.push(...gatheringFaults(gatherings, start, after.first, holidays));
  for (const [index, { dato: day }] of list(course.frister).entries()) {
    if (day && opens && day < opens) add(["frister", index, "dato"], "deadline-before-opening", { day, opens });
  }
  return faults;
}

const headFacts = ["trinn", "studiepoeng", "studieform", "studiesteder", "oppstart"];
const bareHost = /^(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}(?:\/[^\s<>"]{0,500})?$/;

function sourceFaults(source, course) {
  const found = [];
  const add = (place, name, values) => found.push(fault(place, name, values));
  const { kilde: name, adresse: address } = source;
  if (!name && !address) add(["opphav"], "missing-source", {});
  else if (!address && !/^https?:\/\//.test(name) && !source["uten adresse"]) {
    add(["opphav", "kilde"], `source-without-address${bareHost.test(name) ? ".bare" : ""}`, { source: name });
  }
  const inferred = list(source.utledet);
  const head = headFacts.filter((key) => key in course);
  if (head.length && head.every((key) => inferred.includes(key))) add(["opphav", "utledet"], "only-inferred", { facts: head.join(", ") });
  return found;
}

function gatheringFaults(gatherings, start, end, holidays) {
  const faults = [];
  let previous = "";
  const inOrder = gatherings.map((each, index) => ({ first: each.fra, last: each.til ?? each.fra, index, given: each }))
    .filter(({ first, given }) => first && !("til" in given && !given.til))
    .sort((one, other) => (one.first < other.first ? -1 : Number(one.first > other.first)));
  for (const { first, last, index, given } of inOrder) {
    const add = (key, ...rest) => faults.push(fault(["samlinger", index, ...(key in given ? [key] : [])], ...rest));
    if (last < first) {
      add("til", "gathering-order", { first, last });
      continue;
    }
    if (previous && first <= previous) add("fra", "gathering-overlap", { first });
    if (last > previous) previous = last;
    if (first < start.first) add("fra", "gathering-before-start", { first, start: start.text });
    if (last >= end) add("til", "gathering-after-end", { last });
    if (daysBetween(first, last) > 13) {
      add("til", "long-gathering", { days: daysBetween(first, last) + 1 }, true);
      continue;
    }
    for (let day = first; day <= last; day = dayAfter(day, 1)) {
      if (holidays[day]) add("fra", "gathering-on-holiday", { day, name: holidays[day] }, true);
    }
  }
  return faults;
}

// What a title states, as catalogue/checks/titles.py parses it.
function parseTitle(title) {
  const pattern = (name, flags = "giu") => new RegExp(notation.titles[name], flags);
  const grades = [...title.matchAll(pattern("grades"))].map(([, low, high]) => [Number(low), Number(high)])
    .find(([low, high]) => low >= 1 && low < high && high <= 13);
  const levels = new Set([...title.replace(pattern("grades"), " ").matchAll(pattern("level", "gu"))]
    .filter(([, word]) => !notation.numberedParts.includes(word.toLowerCase())).map(([, , level, roman]) => level ?? String(roman.length)));
  const credits = title.match(pattern("credits", "iu"))?.[1];
  const semesters = [...title.matchAll(pattern("semester"))].map(([, term, year]) => semester(Number(year) * 2 + (term.toLowerCase() === "vår" ? 0 : 1)));
  for (const [, half, year] of title.matchAll(pattern("half", "gu"))) semesters.push(semester((2000 + Number(year)) * 2 + (half === "H" ? 1 : 0)));
  for (const [, first, last] of title.matchAll(pattern("year"))) {
    if ((Number(first) + 1) % 100 === Number(last)) semesters.push(semester(Number(first) * 2 + 1), semester(Number(first) * 2 + 2));
  }
  const gatherings = /samlingsbasert/i.test(title) && !/nett/i.test(title) ? "samlingsbasert" : undefined;
  const delivery = pattern("online").test(title) ? (/samling/i.test(title) ? undefined : "nettbasert") : gatherings;
  const closed = title.match(pattern("closed", "iu"))?.[0].replace(/[()!:]/g, "");
  const named = notation.stages;
  const stages = new Set([...title.matchAll(pattern("stage"))].map(([, stage]) => named.years[stage?.toLowerCase() ?? named.last]));
  const stage = stages.size === 1 ? [...stages][0] : undefined;
  return { grades, stage, level: levels.size === 1 ? [...levels][0] : undefined, credits: credits && Number(credits.replace(",", ".")), semesters, delivery, closed };
}

function titleFaults(course) {
  const { tittel: title, trinn: grades, nivå: level, studiepoeng: credits, oppstart: start, varighet: duration, studieform: delivery } = course;
  if (!title) return [];
  const stated = parseTitle(title);
  const outside = stated.semesters.length && start?.terms === HALVES && duration && !stated.semesters.some(({ count }) => count >= start.count && count < start.count + termsIn(duration, 2));
  const online = isOnline(delivery);
  const state = course.status ?? "åpen";
  const rows = [
    ["trinn", stated.grades && grades && !grades.ranges.some(([low, high]) => low === stated.grades[0] && high === stated.grades[1]), stated.grades?.join("-"), grades?.text],
    ["trinn", !stated.grades && stated.stage && grades?.ranges.length && !grades.ranges.some(([low, high]) => low <= stated.stage[1] && stated.stage[0] <= high), stated.stage?.join("-"), grades?.text],
    ["nivå", stated.level && stated.level !== level, stated.level, level ?? "–"],
    ["studiepoeng", stated.credits && credits && stated.credits !== credits, stated.credits, credits],
    ["oppstart", outside, stated.semesters.map(({ text }) => text).join(" / "), start?.text],
    ["studieform", stated.delivery && delivery && online !== (stated.delivery === "nettbasert"), stated.delivery, delivery],
    ["status", stated.closed && state === "åpen", stated.closed, state],
  ];
  return rows.filter(([, wrong]) => wrong).map(([key, , inTitle, inField]) =>
    fault([["nivå", "status"].includes(key) && !course[key] ? "tittel" : key], "title-contradicts", { key, in_title: inTitle, in_field: inField }));
}
