// Reads values in other notations, as catalogue/schema/corrections.py does; tests/authoring/test_notations.py compares both.

/** Patterns and words of catalogue/schema/other_notations.py; set by `readings`. */
let words;
const matches = (name, text) => text.match(words.compiled[name]);
const numberOf = (text) => (/^[0-9]+$/.test(text) ? Number(text) : words.numbers[text] ?? 0);
const semesters = (count) => `${count} semest${count === 1 ? "er" : "re"}`;

/** Returns what `text` may mean: { texts, certain }. Several texts, or one that is not certain, must be asked about. */
export function readings(parser, text, given, limits, rule) {
  words ??= { ...given, compiled: Object.fromEntries(Object.entries(given.patterns).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`, "u")])) };
  if (!readers[parser] || text.length > limits.maxCorrected) return { texts: [], certain: false };
  const found = readers[parser](text.toLowerCase(), limits, text, rule);
  if (Array.isArray(found)) return { texts: found.filter((each) => each !== text), certain: false };
  return found && found !== text ? { texts: [found], certain: true } : { texts: [], certain: false };
}

/** Returns the term of `2027 Autumn term`, or of a day, in the notation of files. */
function termOf(text, terms, limits) {
  const [, year, word] = text.match(/^(20[0-9]{2}) (.+)$/) ?? [];
  const found = terms.find(([words]) => words.some((each) => each.toLowerCase() === word?.toLowerCase()));
  if (found) return `${found[0][0]} ${year}`;
  const day = readers.date(text.toLowerCase(), limits);
  if (typeof day !== "string") return undefined;
  const begun = terms.filter(([, month]) => month <= Number(day.slice(5, 7)));
  return `${(begun.length ? begun : terms).at(-1)[0][0]} ${Number(day.slice(0, 4)) - (begun.length ? 0 : 1)}`;
}

/** Readers by parser: text in lower case -> a text, an array of texts to ask about, or undefined. */
const readers = {
  grades: (text, { namedGrades }) => namedGrades[text],
  credits(text, { maxCredits }) {
    if (matches("sum", text)) {
      const total = text.match(/[0-9]+/g).reduce((sum, each) => sum + Number(each), 0);
      return total > 0 && total <= maxCredits ? [`${total}`] : undefined;
    }
    const product = matches("product", text);
    if (product) {
      const halves = Number(product[1]) * (2 * Number(product[2]) + (product[3] === "5" ? 1 : 0));
      return halves > 0 && halves <= 2 * maxCredits ? [`${Math.floor(halves / 2)}${halves % 2 ? ",5" : ""}`] : undefined;
    }
    const found = matches("credits", text);
    const whole = found ? numberOf(found[1]) : 0;
    if (!found || whole <= 0 || whole > maxCredits) return undefined;
    const decimals = (found[2] ?? "").replace(/(?<!0)0+$/, "");
    if (decimals === "5") return whole + 0.5 > maxCredits ? undefined : `${whole},5`;
    return decimals ? undefined : `${whole}`;
  },
  semester(text, limits, written, { terms } = {}) {
    if (terms) return termOf(written, terms, limits);
    const monthly = matches("month and year", text);
    if (monthly) {
      const month = Number(monthly[1] ?? monthly[4]);
      return month >= 1 && month <= 12 ? `${month > 6 ? "høst" : "vår"} ${monthly[2] ?? monthly[3]}` : undefined;
    }
    const weekly = matches("week and year", text);
    if (weekly) return weekly[1] >= 1 && weekly[1] <= 53 ? `${weekly[1] <= 26 ? "vår" : "høst"} ${weekly[2]}` : undefined;
    const term = matches("term and year", text);
    const other = term ? null : matches("year and term", text);
    if (term || other) {
      const [word, year] = term ? [term[1], term[2]] : [other[2], other[1]];
      const half = words.terms[word] ?? (year.length === 4 ? words.termsOfMonths[word] : undefined);
      return half && `${half} 20${year.slice(-2)}`;
    }
    const days = [readers.date(text, limits) ?? []].flat();
    const halves = new Set(days.map((day) => `${Number(day.slice(5, 7)) > 6 ? "høst" : "vår"} ${day.slice(0, 4)}`));
    const [half] = halves;
    return halves.size === 1 && / 20/.test(half) ? half : undefined;
  },
  duration(text, { maxSemesters }, _, { units } = {}) {
    if (units) return /^[1-9][0-9]{0,2}$/.test(text) ? [...new Set(Object.values(units))].map((unit) => `${text} ${text === "1" && unit === "semestre" ? "semester" : unit}`) : undefined;
    const sound = (count) => count >= 1 && count <= maxSemesters;
    if (/^[0-9]{1,2}$/.test(text)) return sound(Number(text)) ? [semesters(Number(text))] : undefined;
    const months = matches("months", text)?.[1];
    if (months) return months % 6 === 0 && sound(months / 6) ? [semesters(months / 6)] : undefined;
    const found = matches("length", text);
    if (!found) return undefined;
    const years = words.years.includes(found[3]);
    if (years && !found[2] && words.halves[found[1]]) return semesters(words.halves[found[1]]);
    const number = numberOf(found[1]);
    if (!number || (found[2] && !years)) return undefined;
    const count = years ? 2 * number + (found[2] ? 1 : 0) : number;
    return sound(count) ? semesters(count) : undefined;
  },
  date(text, limits) {
    const dashed = text.replace(/[–−]/g, "-");
    const rest = matches("clock", dashed)?.[1] ?? dashed;
    const found = matches("weekday", rest);
    let [weekday, plain] = found ? [found[1], found[2]] : [undefined, rest];
    const after = weekday ? null : matches("weekday after", plain);
    if (after) [, plain, weekday] = after;
    let [days, certain] = daysOf(plain, limits);
    const moment = days.length ? null : matches("moment", plain);
    if (moment) [days, certain] = [daysOf(moment[1], limits)[0], false]; // the hour would be lost
    const sound = [...new Set(days.filter(Boolean))];
    if (!sound.length) return undefined;
    const right = !weekday || (sound.length === 1 && words.weekdays[(new Date(`${sound[0]}T00:00Z`).getUTCDay() + 6) % 7].includes(weekday));
    return certain && right && sound.length === 1 ? sound[0] : sound;
  },
  amount(text) {
    if (words.free.includes(text)) return "gratis";
    const found = matches("amount", text);
    if (!found) return undefined;
    const decimals = (found[2] ?? "").replace(/^[,.–-]+|(?<![,.–-])[,.–-]+$/g, "");
    const whole = Number(found[1].replace(/\D/g, ""));
    return /[1-9]/.test(decimals) ? `${whole},${decimals}` : `${whole}`;
  },
  scale(text, _, __, { steps }) {
    const letters = (word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const byLetters = new Map(steps.flat().map((word) => [letters(word), word]));
    if (byLetters.has(letters(text))) return byLetters.get(letters(text));
    for (const found of text.matchAll(/(?:(?<!\s)\s+)?[-–—]\s*/g)) {
      const [low, high] = [text.slice(0, found.index), text.slice(found.index + found[0].length)].map((word) => byLetters.get(letters(word)));
      if (low && high) return `${low}-${high}`;
    }
    return undefined;
  },
  address(text, _, written) {
    if (/^<(?:http|HTTP).*>$/s.test(written)) return written.slice(1, -1);
    const shown = matches("linked address", written) ?? matches("punctuated address", written);
    if (shown) return shown[1];
    if (matches("bare address", text)) return `https://${written}`;
    const mistyped = matches("mistyped scheme", text);
    return mistyped ? [`https://${written.slice(written.length - mistyped[1].length)}`] : undefined;
  },
  email(text, _, written) {
    const plain = written.replace(/^[<> ]+|(?<![<> ])[<> ]+$/g, "").replace(/^mailto:/, "");
    if (plain !== written && plain.includes("@") && !plain.includes("<")) return plain;
    const named = matches("named email", written);
    if (named) return [named[1]];
    const spelt = matches("spelt email", text);
    return spelt ? [`${spelt[1]}@${spelt[2].replaceAll(",", ".")}`] : undefined;
  },
  phone(text) {
    const found = matches("phone", text);
    if (!found) return undefined;
    const country = found[1] ? "+" + found[1].replace(/^[+0]+/, "") + " " : "";
    return country + found[2].replace(/[-.]/g, " ");
  },
  whole(text) {
    const found = matches("seats", text);
    const number = found ? numberOf(found[2].replace(/[ .]/g, "")) : 0;
    if (!number) return undefined;
    return found[1] || found[3] ? [`${number}`] : `${number}`;
  },
};

/** Returns the dates that a text may mean, and whether one alone is certain. */
function daysOf(text, { years }) {
  const iso = (year, month, day) => {
    const found = [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
    const time = new Date(`${found}T00:00Z`);
    const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(found);
    return exists && Number(year) >= years[0] && Number(year) <= years[1] ? found : undefined;
  };
  let found = matches("year first", text) ?? matches("compact", text);
  if (found) return [[iso(found[1], found[2], found[3])], true];
  found = matches("day and name", text);
  if (found) return [[iso(found[3], words.months[found[2]], found[1])], true];
  found = matches("name and day", text);
  if (found) return [[iso(found[3], words.months[found[1]], found[2])], true];
  found = matches("serial", text);
  if (found) return [[new Date(Date.UTC(1899, 11, 30 + Number(found[1]))).toISOString().slice(0, 10)], false];
  found = matches("day first", text);
  if (!found) return [[], false];
  const [, first, between, second, after, year] = found;
  if (year.length === 2) return [[iso(`20${year}`, second, first)], false];
  const slashes = between.trim() === "/" && after.trim() === "/";
  return [[iso(year, second, first), slashes ? iso(year, first, second) : undefined], true];
}
