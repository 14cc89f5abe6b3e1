// Notes faults of the text below the fields, as catalogue/markdown/ and catalogue/checks/ do for the kinds that editors
// meet most; tests/authoring/test_form_text.py compares both on the same texts. `check` finds more: it reads the page.

import { contradictions } from "./claims.js";
import { leftovers, leftoversOfField, withoutCode } from "./leftovers.js";

const MOST = 20; // notes of one text
const NUMBERED = /^\d+[.)][ \t]/;

/** Returns the faults of a text and of the texts in fields as `check` of rules.js does, with the `line` from 1 of those in the text. `deadlines` are the days of the year's. */
export function textFaults(text, fields, rules, deadlines) {
  const source = withoutCode(text);
  const found = [];
  const unfinished = new RegExp(rules.text.unfinished, "u");
  const add = (name, at, values, rest = {}) => found.push({ loc: ["_tekst"], name: `tekst.${name}`, warning: true, at, values, ...rest });
  for (const { name, at, values, length, fix } of leftovers(source, rules.text)) add(name, at, values, { length, fix });
  let start = 0;
  for (const line of text.split("\n")) {
    const mark = line.match(unfinished);
    if (mark) add("unfinished", start + mark.index, { mark: mark[0] });
    start += line.length + 1;
  }
  addItems(source, rules.text, add);
  addDays(source, rules.text, add);
  addFence(text, add);
  addConflicts(text, add);
  addContradictions(text, fields, rules, deadlines, add);
  const first = found.sort((one, other) => one.at - other.at).slice(0, MOST);
  return [...fieldFaults(fields, rules, deadlines, unfinished), ...first.map((each) => ({ ...each, line: text.slice(0, each.at).split("\n").length }))];
}

function fieldFaults(fields, rules, deadlines, unfinished) {
  return [...textsOf(fields, [])].flatMap(([text, loc]) => {
    const found = [];
    const add = (name, at, values, rest = {}) => found.push({ loc, name: rules.faults[`felt.${name}`] ? `felt.${name}` : `tekst.${name}`, warning: true, values, ...rest });
    for (const { name, at, values, length, fix } of leftoversOfField(text, rules.text)) {
      add(name, at, values, fix === undefined ? {} : { certain: text.slice(0, at) + fix + text.slice(at + length) });
    }
    const mark = text.match(unfinished) ?? text.trim().match(new RegExp(`^${rules.text.alone}$`, "iu"));
    if (mark) add("unfinished", 0, { mark: mark[0] });
    addDays(text, rules.text, (name, at, values) => values.written === text.trim() || add(name, at, values));
    if (text.length >= rules.text.shortest) addContradictions(text, fields, rules, deadlines, add);
    return found;
  });
}

/** Yields [text, path] of each text in a value of fields. */
function* textsOf(value, loc) {
  if (typeof value === "string") yield [value, loc];
  else for (const [key, each] of Object.entries(value ?? {})) yield* textsOf(each, [...loc, Array.isArray(value) ? Number(key) : key]);
}

/** Adds lines that are meant as a list: two after another, with a mark that is none. */
function addItems(source, { marks }, add) {
  const patterns = Object.entries(marks).map(([kind, pattern]) => [kind, new RegExp(`^(?:${pattern})`, "u")]);
  const lines = source.split("\n").map((line) => line.trimStart());
  const found = lines.map((line) => (NUMBERED.test(line) ? [] : patterns.map(([kind, pattern]) => [kind, line.match(pattern)]).find(([, mark]) => mark) ?? []));
  const isMeant = (number, [kind, mark] = found[number] ?? [], [after, next] = found[number + 1] ?? []) => kind && kind === after && (kind !== "count" || Number(next[1]) === Number(mark[1]) + 1);
  let at = 0;
  source.split("\n").forEach((line, number) => {
    if (isMeant(number) || isMeant(number - 1)) {
      const [kind, [mark]] = found[number];
      const name = ["dash", "number"].includes(kind) ? kind : "letter";
      const isSaid = /^[–—].*[.!?»…]$/.test(line.trim()); // a dash begins what somebody says, too
      const fix = { dash: "- ", number: `${mark} ` }[name];
      add(`item-${name}`, at + line.length - lines[number].length, { written: mark.trim() }, { length: mark.length, fix: isSaid ? undefined : fix });
    }
    at += line.length + 1;
  });
}

function addDays(source, { days: { pattern, months, weekdays } }, add) {
  for (const match of source.matchAll(new RegExp(pattern, "gu"))) {
    const [all, weekday, day, word, ofWord, number, year = ofWord] = match;
    const month = word ? months.indexOf(word) : number - 1;
    const date = new Date(Date.UTC(year ?? 2016, month, day));
    const start = all.search(/\d/);
    const name = weekday?.toLowerCase();
    const right = weekdays.map((names) => names[(date.getUTCDay() + 6) % 7]);
    if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== month) add("no-such-day", match.index + start, { written: all.slice(start) });
    else if (weekday && year && !right.includes(name)) add("other-weekday", match.index, { written: all.replace(/\s+/g, " "), weekday: right[weekdays[0].includes(name) ? 0 : 1] });
  }
}

function addFence(text, add) {
  let open;
  let at = 0;
  for (const line of text.split("\n")) {
    const [, fence, after] = line.match(/^ {0,3}(`{3,}|~{3,})(.*)$/) ?? [];
    if (fence && !open) open = { fence, at };
    else if (fence && fence.startsWith(open.fence) && !after.trim()) open = undefined;
    at += line.length + 1;
  }
  if (open) add("unclosed-fence", open.at, { written: open.fence }, { warning: false });
}

/** Adds the first line of each merge that is not finished. */
function addConflicts(text, add) {
  for (const { 0: lines, index } of text.matchAll(/^<{7}(?: .*)?$(?:[^]*?^>{7}(?: .*)?$)?|^(?:>{7}|\|{7})(?: .*)?$/gm)) add("merge-conflict", index, { line: lines.split("\n")[0] }, { warning: false });
}

/** Adds the claims that contradict the fields or the year's deadlines. */
function addContradictions(text, fields, rules, deadlines, add) {
  for (const { at, written, key, inField, isOwn } of contradictions(text, fields, rules, deadlines)) {
    add(isOwn ? "text-contradicts" : "other-deadline", at, { written, key, in_field: inField });
  }
}
