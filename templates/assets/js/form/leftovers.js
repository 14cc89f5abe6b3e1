// Finds the leftovers of other programs in a text: markup that stays text, damaged and invisible letters. The patterns are those
// of catalogue/markdown/; they are looked for in the source, with spaces in place of the markup that Markdown reads.

const spaces = (text) => text.replace(/[^\n]/g, " ");
const between = (all, before, words, after) => spaces(before) + words + spaces(after);
const LEAD = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)]|#{1,6})(?=[ \t])))*[ \t]*/;
const BLOCK = /^[ \t]*#.*|[^\n]+(?:\n(?![ \t]*(?:>|(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|$))[^\n]+)*/gm;
const EMPHASIS = [/(?<![\\*])(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?!\s*\n))*[^\s*])(\1)(?!\*)/g, /(?<![\\\p{L}\p{N}_])(_{1,3})(?=[^\s_])((?:[^_\n]|\n(?!\s*\n))*[^\s_])(\1)(?![\p{L}\p{N}_])/gu, /(~~)(?=[^\s~])([^~\n]*[^\s~])(~~)/g];
const TABLE = /^.*\|.*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$(?:\n.*\|.*)*/gm;

/** Returns the text with spaces in place of code. */
export function withoutCode(text) {
  return text.replace(/^ {0,3}(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n(?:[^]*?\n)?? {0,3}\1[ \t]*$/gm, spaces).replace(/^(?: {4}|\t).*$/gm, spaces).replace(/(?<![`\\])(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, spaces);
}

function withoutMarkup(source) {
  const rest = source
    .replace(/\\[!-/:-@[-`{-~]|^ {0,3}(?:```|~~~).*/gm, spaces)
    .replace(/^ {0,3}\[[^\]^\n][^\]\n]*\]:.*$|<\/?[a-z][^<>]*>|<!--[^]*?-->|&(?:\w+|#\w+);|^ {0,3}(?:([-*_])(?: *\1){2,}|=+|-+)[ \t]*$/gim, spaces)
    .replace(/(!?\[)([^[\]\n]*)(\]\([^()\n]*\))/g, between)
    .replace(TABLE, (table) => table.replace(/^[ \t|:-]+$/gm, spaces).replace(/\|/g, " "));
  return [...EMPHASIS, ...EMPHASIS].reduce((text, pattern) => text.replace(pattern, between), rest);
}

/** Yields each leftover of other programs in a source without code, once: { name, at, length, values, fix }. */
export function leftovers(source, rules) {
  const found = [...inSource(source, rules)];
  const nameOf = ({ name }) => name.replace("bullet", "item");
  return found.filter((each, number) => found.findIndex((other) => nameOf(other) === nameOf(each) && other.at === each.at) === number);
}

function* inSource(source, rules) {
  const half = new RegExp(rules.half, "gu");
  const shown = withoutMarkup(source);
  yield* found(rules.source, source, rules);
  for (const { 0: written, index } of shown.matchAll(half)) yield leftoverAt("emphasis", index, written, written, rules);
  for (const { 0: block, index } of shown.replace(half, spaces).matchAll(BLOCK)) {
    const [lead] = block.match(LEAD);
    yield* found(rules.words, block.slice(lead.length).replaceAll("\n", " "), rules, index + lead.length, source);
  }
  for (const each of found(rules.pasted, source, rules)) {
    if (each.name === "table" ? !source.match(TABLE) : each.name !== "footnote" || !source.includes("]:")) yield each;
  }
  yield* tags(source, rules);
}

/** Yields the leftovers of other programs in the value of a field. */
export const leftoversOfField = (text, rules) => found(rules.fields, text, rules);

function* found(pattern, text, rules, offset = 0, source = text) {
  for (const match of text.matchAll(new RegExp(pattern, "gmu"))) {
    const [group, part] = Object.entries(match.groups).find(([, each]) => each !== undefined);
    const name = group.replaceAll("_", "-");
    if (rules.notInAddresses.includes(name) && /(?:https?:\/\/|www\.)\S*$/.test(text.slice(0, match.index))) continue;
    const start = match.index + match[0].indexOf(part);
    const all = source.slice(offset + start, offset + start + part.length);
    const written = name === "table" && text === source ? all.split("\n")[0] : name === "mail" ? all.trim() || all : ["item", "open-link"].includes(name) ? all.replace(/(?<![\u00a0 ])[\u00a0 ]+$/, "") : all;
    const each = leftoverAt(name, offset + start, written, text, rules);
    if (each) yield each;
  }
}

/** Returns a leftover with the values of its message and its one right correction, if it has one; undefined if it is meant. */
function leftoverAt(name, at, written, line, { letters }) {
  const latin = (text) => text.replace(/./gu, (letter) => letters[letter] ?? letter);
  const other = written.match(/[\u0370-\u04ff]/)?.[0];
  let fix;
  if (/^(?:reversed|split)-link$/.test(name)) fix = written.replace(/^\[([^\]]*)\] +\((.*)\)$|^\(([^()]*)\)\[(.*)\]$/, (all, a, b, c, d) => `[${a ?? c}](${b ?? d})`);
  else if (name === "piped-link") fix = written.replace(/^\[([^|]*)\|(.*)\]$/, "[$1]($2)");
  else if (name === "bullet") fix = "- ";
  else if (name === "joined") fix = written.normalize("NFKC");
  else if (name === "odd-space") fix = `${written.slice(0, -1)} `;
  else if (/^invisible$|-before$/.test(name)) fix = "";
  else if (name === "mojibake" && (fix = decoded(written)) === undefined) return undefined;
  else if (name === "two-alphabets") {
    const greek = /[\u0370-\u03ff]/.test(latin(written));
    if (greek ? !/[\u0400-\u04ff]/.test(written) : /[\u0400-\u04ff]/.test(latin(line)) && !/[A-Za-zÆØÅæøå]/.test(written)) return undefined;
    if (/[\u0370-\u04ff]/.test(latin(written))) name = "mixed-alphabets";
    else fix = latin(written);
  }
  const numbered = (letter) => `U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return { name, at, length: written.length, fix, values: { written: (name === "bullet" ? written.trim() : written).replace(/[\s\ue000-\uf8ff]/g, " "), fix: fix ?? "", character: other ? `${other} (${numbered(other)})` : numbered(written) } };
}

/** Returns UTF-8 that was read as Windows-1252 or Mac OS Roman, or undefined if the text is something else. */
function decoded(written) {
  const encoding = /^[√¬‚]/.test(written) ? "macintosh" : "windows-1252";
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(written, (letter) => (letters.includes(letter) ? letters.indexOf(letter) : letter.codePointAt(0))));
  } catch {
    return undefined;
  }
}

/** Yields the HTML that pages do not show. Each kind is reported once. */
function* tags(source, { tags: allowed, attributes }) {
  const reported = new Set();
  for (const { 0: tag, 1: name, 2: rest, index } of source.matchAll(/<([a-z][^\s<>/]*)((?:[\s/][^<>]*)?)>|<!--[^]*?-->/gi)) {
    if (/^<(?:https?:|mailto:|[\w.+-]+@)/.test(tag)) continue;
    const element = name?.toLowerCase();
    const known = [...attributes["*"], ...(attributes[element] ?? [])];
    const [attribute] = (rest ?? "").replace(/=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/g, "").match(/[^\s/]+/g)?.filter((each) => !known.includes(each.toLowerCase())) ?? [];
    const what = !element ? "<!-- -->" : !allowed.includes(element) && element !== "h1" ? `<${element}>` : attribute && `<${element} ${attribute.toLowerCase()}>`;
    if (what && !reported.has(what)) yield { name: "unsafe-html", at: index, length: tag.length, values: { what } };
    reported.add(what);
  }
}
