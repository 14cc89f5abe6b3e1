// Notes faults of the text below the fields, as catalogue/markdown/ and catalogue/checks/ do for the kinds that editors
// meet most; tests/authoring/test_form_text.py compares both on the same texts. `check` finds more: it reads the page.

import { contradictions } from "./claims.js";

const MOST = 20; // notes of one text
const MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember";
const BOKMAAL = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
const NYNORSK = ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"];
const ADDRESS = "(?:https?:\\/\\/|www\\.|mailto:)[^\\s)\\]]+|[\\w./-]+\\.(?:md|html?|no|com|org|net|eu)(?:[/#][^\\s)\\]]*)?";

/** Kinds that one pattern finds: name -> pattern. The first group, or all of it, is what the message quotes. */
const PATTERNS = {
  heading: /^#{1,6}(?=[\p{L}])[\p{L}\p{N}_]+|^#{7,9}(?!#)[ ]*[\p{L}\p{N}_]+/gmu,
  item: /^[•‣▪●◦](?=\s*\S)|^[·o](?=[ \t]+\S)/gmu,
  "reversed-link": new RegExp(`\\([^()\\n]{1,200}\\)\\[(?:${ADDRESS})\\]`, "gu"),
  "split-link": new RegExp(`\\[[^[\\]\\n]{1,200}\\] +\\((?:${ADDRESS})\\)`, "gu"),
  "open-link": /\]\((?:https?:\/\/|www\.)[^\s()]{0,400}(?=\s|$)/gu,
  template: /\{\{[^\n]{0,200}?\}\}|\{%[^\n]{0,200}?%\}/gu,
  braces: /(?<!\{)\{[a-zæøå_]{3,30}\}(?!\})/gu,
  footnote: /\[\^[^\]\s]{1,40}\]:?/gu,
  unfinished: /Fyll inn:|(?<![\p{L}\p{N}_])(?:TODO|FIXME|XXX+|TBA|TBD)(?![\p{L}\p{N}_])|[Ll]orem ipsum|[[(](?:[Ss]kriv|[Ss]ett|[Ff]yll) inn[^\])\n]{0,80}[\])]|\?\?\?/gu,
};

/** Returns the faults of a text as `check` of rules.js does, with `line` from 1 among their values. `deadlines` are the days of the year's. */
export function textFaults(text, fields, rules, deadlines) {
  const source = withoutCode(text);
  const found = [];
  const add = (name, at, values, warning = true) => found.push({ loc: ["_tekst"], name: `tekst.${name}`, warning, at, values });
  for (const [name, pattern] of Object.entries(PATTERNS)) {
    const lines = new Set(); // of an unfinished line one mark is enough
    for (const match of source.matchAll(pattern)) {
      const line = text.lastIndexOf("\n", match.index);
      if (name !== "unfinished" || !lines.has(line)) add(name, match.index, { written: match[0], mark: match[0], fix: fixOf(name, match[0]) });
      lines.add(line);
    }
  }
  addItems(source, add);
  addEmphasis(source, add);
  addDays(source, add);
  addFence(text, add);
  addContradictions(text, fields, rules, deadlines, add);
  const first = found.sort((one, other) => one.at - other.at).slice(0, MOST);
  return first.map(({ at, values, ...rest }) => ({ ...rest, values: { ...values, line: text.slice(0, at).split("\n").length } }));
}

/** Returns the text with spaces in place of code. */
function withoutCode(text) {
  const spaces = (code) => code.replace(/[^\n]/g, " ");
  return text.replace(/^ {0,3}(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n(?:[^]*?\n)?? {0,3}\1[ \t]*$/gm, spaces).replace(/(?<!`)(`+)[^`\n]+\1/g, spaces);
}

function fixOf(name, written) {
  const link = written.match(/^\[([^\]]*)\] +\((.*)\)$|^\(([^()]*)\)\[(.*)\]$/);
  return name.endsWith("-link") && link ? `[${link[1] ?? link[3]}](${link[2] ?? link[4]})` : "";
}

/** Adds lines that are meant as a list: two after another, with a mark and no space. */
function addItems(source, add) {
  const kinds = { dash: /^[-*+](?=\p{L})|^[–—][ \t]?(?=[\p{L}\p{N}_])/u, number: /^\d{1,2}[.)](?=\p{L})/u };
  const lines = source.split("\n");
  const kindOf = (line) => Object.keys(kinds).find((kind) => kinds[kind].test(line ?? ""));
  let at = 0;
  lines.forEach((line, number) => {
    const kind = kindOf(line);
    if (kind && (kindOf(lines[number - 1]) === kind || kindOf(lines[number + 1]) === kind)) add(`item-${kind}`, at, { written: line.match(kinds[kind])[0].trim() });
    at += line.length + 1;
  });
}

/** Adds marks of bold that have no other at their side of the words. */
function addEmphasis(source, add) {
  const rest = source.replace(/\*\*(?=[^\s*])(?:[^*\n]*[^\s*])?\*\*/g, (bold) => " ".repeat(bold.length));
  for (const match of rest.matchAll(/(?<!\\)\*\*(?!\*)/g)) add("emphasis", match.index, { written: match[0] });
}

function addDays(source, add) {
  const weekdays = [...new Set([...BOKMAAL, ...NYNORSK])].join("|");
  const dates = new RegExp(`(?:(?<![\\p{L}\\p{N}_])(${weekdays})(?:en)?,?\\s(?:den\\s)?)?(?<![\\p{L}\\p{N}_.–-])(\\d{1,2})\\.\\s(${MONTHS})(?![\\p{L}\\p{N}_])(?:\\s((?:19|20)\\d\\d)(?![\\d–-]))?`, "giu");
  for (const match of source.matchAll(dates)) {
    const [all, weekday, day, month, year] = match;
    const date = new Date(Date.UTC(Number(year ?? 2016), MONTHS.split("|").indexOf(month.toLowerCase()), Number(day)));
    const start = match.index + all.search(/\d/);
    if (date.getUTCDate() !== Number(day)) add("no-such-day", start, { written: all.slice(all.search(/\d/)) });
    else if (weekday && year) {
      const [number, word] = [(date.getUTCDay() + 6) % 7, weekday.toLowerCase()];
      if (![BOKMAAL[number], NYNORSK[number]].includes(word)) add("other-weekday", match.index, { written: all.replace(/\s+/g, " "), weekday: (BOKMAAL.includes(word) ? BOKMAAL : NYNORSK)[number] });
    }
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
  if (open) add("unclosed-fence", open.at, { written: open.fence }, false);
}

/** Adds the claims that contradict the fields or the year's deadlines. */
function addContradictions(text, fields, rules, deadlines, add) {
  for (const { at, written, key, inField, isOwn } of contradictions(text, fields, rules, deadlines)) {
    add(isOwn ? "text-contradicts" : "other-deadline", at, { written, key, in_field: inField });
  }
}
