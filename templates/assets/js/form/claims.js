// Reads what a text claims of its course, and compares it with the fields, as catalogue/checks/claims.py and
// contradictions.py do; tests/authoring/test_form_text.py compares both on the same sentences.

import { readings } from "./corrections.js";
import { parsers } from "./rules.js";

const MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember".split("|");
const isMonth = (word) => MONTHS.includes(word);
const monthOf = (word) => (isMonth(word) ? MONTHS.indexOf(word) + 1 : Number(word));
const partsOf = (text) => text.split(/,\s|\s(?:og|samt)\s/u);
const list = (value) => [value ?? []].flat();
const digits = (text) => text.replace(/[^0-9]/g, "");

/** Kind of claim -> function of the course, the words of the claim and what is around it; returns [key, what the field says]. */
const comparisons = {
  credits({ credits }, [number], { meant }) {
    const stated = meant("credits", number);
    return stated && credits && Number(stated.replace(",", ".")) !== credits && ["studiepoeng", credits];
  },
  start({ start }, [word, year]) {
    if (!start?.text) return undefined;
    const month = isMonth(word) ? monthOf(word) : 0;
    const [given, autumn] = [Number(start.first.slice(0, 4)), Number(start.first.slice(5, 7)) > 6];
    if (!/^(?:høst|vår) /.test(start.text)) return month && (month !== Number(start.first.slice(5, 7)) || (year && Number(year) !== given)) && ["oppstart", start.text];
    if (month === 6 || month === 7) return undefined;
    return (autumn !== (month ? month > 6 : word !== "vår") || (year && Number(year) !== given)) && ["oppstart", start.text];
  },
  length({ length, written }, [number, unit], { meant }) {
    const stated = meant("duration", `${number} ${unit.replace(/^(?:studie|skole|skule)|ig$/g, "")}`);
    return stated && length?.unit === "semestre" && parseInt(stated, 10) !== length.count && ["varighet", written];
  },
  state: ({ state }) => state === "åpen" && ["status", state],
  grades({ grades }, words, { named }) {
    const [low, high] = (words.length === 1 ? named[words[0]].split("-") : words).map(Number);
    const right = grades?.ranges.some(([first, last]) => (words.length === 1 ? first <= high && low <= last : first <= low && high <= last));
    return grades?.ranges.length && !right && ["trinn", grades.text];
  },
  places({ places, gatherings }, [names], { places: keys }) {
    const known = new Set([...places, ...gatherings.map(({ sted }) => sted).filter(Boolean)]);
    const stated = partsOf(names).map((name) => keys[name.toLowerCase()]).filter(Boolean);
    return known.size && stated.some((key) => !known.has(key)) && ["studiesteder", [...known].sort().join(", ")];
  },
  deadline({ deadlines, hasApplication }, [number, month, year], { deadlines: ofYear }) {
    const days = [...deadlines, ...ofYear];
    const isDay = (day) => Number(day.slice(8)) === Number(number) && Number(day.slice(5, 7)) === monthOf(month) && (!year || day.startsWith(year));
    return days.length && !hasApplication && !days.some(isDay) && ["frister", (deadlines.length ? deadlines : days).join(", ")];
  },
  "gathering days"({ gatherings }, words) {
    const [month, year] = [monthOf(words.find(isMonth)), words.find((word) => /^[0-9]{4}$/.test(word))];
    const isWithin = (number, { fra, til = fra }) => {
      const day = `${year ?? (month === Number(fra.slice(5, 7)) ? fra : til).slice(0, 4)}-${`${month}`.padStart(2, "0")}-${number.padStart(2, "0")}`;
      return fra <= day && day <= til;
    };
    const numbers = words.filter((word) => /^[0-9]{1,2}$/.test(word));
    return gatherings.length && numbers.some((number) => !gatherings.some((each) => isWithin(number, each))) && said(gatherings);
  },
  "gathering months"({ gatherings }, [months]) {
    const known = new Set(gatherings.flatMap(({ fra, til = fra }) => [fra, til].map((day) => Number(day.slice(5, 7)))));
    return known.size && partsOf(months).some((month) => !known.has(monthOf(month))) && said(gatherings);
  },
  gatherings({ gatherings }, [word], { numbers }) {
    const stated = /^[0-9]+$/.test(word) ? Number(word) : numbers[word.toLowerCase()];
    const counts = new Set([gatherings.length]);
    const halfOf = ({ fra }) => Number(fra.slice(5, 7)) > 6;
    for (const part of [({ form }) => form ?? "fysisk", ({ sted }) => sted, ({ fra }) => fra.slice(0, 4), halfOf, (each) => `${each.fra.slice(0, 4)}${halfOf(each)}`]) {
      for (const one of gatherings) counts.add(gatherings.filter((other) => part(other) === part(one)).length);
    }
    return stated && gatherings.length && !counts.has(stated) && said(gatherings);
  },
  "no gatherings"({ gatherings, delivery, taught }, [kind]) {
    if (gatherings.some(({ form }) => kind !== "fysiske" || (form ?? "fysisk") === "fysisk")) return said(gatherings);
    return ["samlingsbasert", "nett- og samlingsbasert"].includes(taught) && ["studieform", delivery];
  },
  delivery({ delivery, taught }, [word]) {
    if (!delivery) return undefined;
    if (word === "samlingsbasert") return ["nettbasert", "MOOC"].includes(taught) && ["studieform", delivery];
    return (["samlingsbasert", "på studiestedet"].includes(taught) || (/^hei?l/.test(word) && taught === "nett- og samlingsbasert")) && ["studieform", delivery];
  },
  seats({ seats }, [number], { meant }) {
    const stated = meant("whole", number);
    return stated && seats && Number(stated) !== Number(seats) && ["plasser", seats];
  },
  price({ fee }, [word]) {
    const amounts = (fee.match(/[0-9]{1,3}(?:[\s.,][0-9]{3})+|[0-9]{2,7}/gu) ?? []).map(digits);
    const free = /gratis|kostnadsfri|[Ii]ngen/u.test(fee);
    const isAmount = /^[0-9]/.test(word);
    return (isAmount ? (amounts.length ? !amounts.includes(digits(word)) : free) : amounts.length && !free) && ["pris", fee];
  },
  "teaching languages"({ languages }, [words], { languages: codes }) {
    const wrong = partsOf(words).some((word) => codes[word] && !codes[word].some((code) => languages.includes(code)));
    return wrong && ["undervisningsspråk", [...languages].sort().join(", ")];
  },
};

const RULE = { most: 10_000 }; // of a number of places; the other parsers need none
const said = (gatherings) => ["samlinger", gatherings.map(({ fra }) => fra).join(", ")];

/** Returns the contradictions of a text: { at, written, key, inField, isOwn }. `deadlines` are the days of the year's. */
export function contradictions(text, fields, { notation, claims }, deadlines = []) {
  const course = courseOf(fields, notation.deliveries ?? {});
  const meant = (parser, written) => {
    const { texts, certain } = readings(parser, written, notation.readings, notation);
    return certain ? texts[0] : parsers[parser](written, RULE)?.name ? undefined : written;
  };
  const around = { meant, deadlines, named: notation.namedGrades, numbers: notation.readings.numbers, ...claims };
  const { kinds, words, flags = "u", ...rest } = claims.of[fields.språk] ?? claims.of.nb;
  const [before, after] = [new RegExp(rest.before, flags), new RegExp(rest.after, flags)];
  const patterns = kinds.map(([name, pattern, groups, ...others]) => [name, new RegExp(pattern, "gu"), groups, ...others.map((other) => new RegExp(other, "u"))]);
  const found = [];
  for (const [end, sentence] of sentencesOf(text, claims)) {
    const at = end - sentence.length;
    const begun = new Set(); // of phrases that begin at one place the first counts
    for (const [kind, pattern, groups, excluded, required] of patterns) {
      if (excluded && (!required.test(sentence) || excluded.test(sentence))) continue;
      for (const match of sentence.matchAll(pattern)) {
        const [written, ...all] = match;
        if (before.test(sentence.slice(0, match.index)) || after.test(sentence.slice(match.index + written.length))) continue;
        const begins = `${kind} ${match.index}`;
        if (begun.has(begins)) continue;
        begun.add(begins);
        const inWords = (several) => several.map((number) => match[number]).filter(Boolean).map((word) => words[word.toLowerCase()] ?? word).join(" og ");
        const values = (groups ? groups.map(inWords) : all).filter(Boolean).map((word) => word.trim());
        const [key, inField] = comparisons[kind](course, values, around) || [];
        if (key) found.push({ at: at + match.index, written: written.replace(/\s+/g, " "), key, inField, isOwn: course.deadlines.length > 0 || key !== "frister" });
      }
    }
  }
  return found;
}

/** Yields the end of each sentence and its text without spaces before it. */
function* sentencesOf(text, { breaks, longest }) {
  let start = 0;
  for (const match of text.matchAll(new RegExp(breaks, "gu"))) {
    if (match.index - start < longest) yield [match.index + 1, text.slice(start, match.index + 1).trimStart()];
    start = match.index + match[0].length;
  }
  if (text.length - start <= longest) yield [text.length, text.slice(start).trimStart()];
}

/**
 * Returns the values that claims are compared with. Values that cannot be read are undefined or left out. `deliveries` maps
 * the profile's forms of delivery to those that they count as.
 */
function courseOf(fields, deliveries) {
  const read = (key, parser) => {
    const value = typeof fields[key] === "string" ? parsers[parser](fields[key], RULE) : undefined;
    return value?.name ? undefined : value;
  };
  return {
    credits: read("studiepoeng", "credits"),
    start: read("oppstart", "semester"),
    length: read("varighet", "duration"),
    written: fields.varighet,
    state: fields.status ?? "åpen",
    grades: fields.trinn ? parsers.grades(list(fields.trinn).join(","), {}) : undefined,
    places: list(fields.studiesteder),
    deadlines: list(fields.frister).map(({ dato }) => dato).filter(Boolean),
    hasApplication: Boolean(fields["søknad"]),
    gatherings: list(fields.samlinger).filter(({ fra }) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(fra ?? "")),
    delivery: fields.studieform,
    taught: deliveries[fields.studieform] ?? fields.studieform,
    seats: read("plasser", "whole"),
    fee: typeof fields.pris === "string" ? fields.pris : "",
    languages: list(fields["undervisningsspråk"] ?? "nb"),
  };
}
