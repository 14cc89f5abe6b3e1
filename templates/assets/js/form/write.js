// Writes course files as sources/yaml_writer.py does, and edits them so that untouched lines stay as they are.

const STEP = "  ";
const SPECIAL = [": ", " #", ",", "[", "]", "{", "}", "\n", "\t"];
const WORDS = ["yes", "no", "on", "off", "true", "false", "null", "~"];

function scalar(value) {
  const plain = /^[\p{L}\p{N}]/u.test(value) && !SPECIAL.some((mark) => value.includes(mark)) && value === value.trim();
  return plain && !value.endsWith(":") && !WORDS.includes(value.toLowerCase()) ? value : JSON.stringify(value);
}

const isGroup = (value) => typeof value === "object" && !Array.isArray(value);

/** Returns fields as lines of YAML. */
export function block(fields, indent = "") {
  return Object.entries(fields).map(([key, value]) => line(scalar(key), value, indent)).join("");
}

function line(key, value, indent) {
  if (typeof value === "string") return `${indent}${key}: ${scalar(value)}\n`;
  if (isGroup(value)) return `${indent}${key}:\n` + block(value, indent + STEP);
  if (!value.some(isGroup)) return `${indent}${key}: ${flow(value)}\n`;
  const items = value.map((each) => block(each, indent + STEP + STEP).slice(indent.length + 2 * STEP.length));
  return `${indent}${key}:\n` + items.map((each) => indent + STEP + "- " + each).join("");
}

function flow(value) {
  return typeof value === "string" ? scalar(value) : `[${value.map(flow).join(", ")}]`;
}

/** Returns the text of a new file. */
export function write(fields, text) {
  return `---\n${block(fields)}---\n\n${text.trim()}\n`;
}

/** Returns the front matter as [key, its lines with the comments above it], the first without a key; and the last lines. */
function sections(header) {
  const found = [["", ""]];
  let above = "";
  for (const each of header.split(/(?<=\n)/)) {
    const key = each.match(/^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#\-"'](?:[^:]*[^:\s])?))\s*:(?=\s|$)/);
    if (key) {
      found.push([key[1] ?? key[2] ?? key[3], above + each]);
      above = "";
    } else if (/^(#|\s*$)/.test(each)) above += each;
    else {
      found.at(-1)[1] += above + each;
      above = "";
    }
  }
  return [found, above];
}

const COMMENT_AFTER = /^([^\n"'#]*[^\s"'#])(\s+#[^\n]*)\n$/;
const ONE_VALUE = /^[^|>[{]*?:\s+[^\s|>[{]/;

/** Returns `original` with the fields that differ between `before` and `after`, and with `text` below them. */
export function rewrite(original, before, after, text) {
  const [, header, body] = original.match(/^---[ \t]*\n([\s\S]*?)^---[ \t]*\n?([\s\S]*)$/m) ?? [];
  if (header === undefined) return write(after, text);
  const same = (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]);
  const [old, end] = sections(header);
  const kept = new Map(old);
  if (Object.keys(before).some((key) => !kept.has(key))) return write(after, text);
  const written = (key) => {
    if (!kept.has(key)) return line(scalar(key), after[key], "");
    if (same(key)) return kept.get(key);
    const lines = kept.get(key);
    const above = lines.match(/^(?:[ \t]*(?:#[^\n]*)?\n)*/)[0];
    const fresh = line(scalar(key), after[key], "");
    const [, value = "", comment = ""] = lines.slice(above.length).match(COMMENT_AFTER) ?? [];
    const beside = ONE_VALUE.test(value) ? comment : "";
    return above + (beside && typeof after[key] === "string" ? fresh.replace(/\n$/, `${beside}\n`) : fresh);
  };
  const order = old.map(([key]) => key).filter((key) => key === "" || key in after);
  const keys = Object.keys(after);
  for (const [place, key] of keys.entries()) {
    if (kept.has(key)) continue;
    const before_ = keys.slice(0, place).reverse().find((each) => order.includes(each)) ?? "";
    order.splice(order.indexOf(before_) + 1, 0, key);
  }
  const lines = order.map((key) => (key === "" ? kept.get("") : written(key))).join("");
  const tail = text.trim() === body.trim() ? body : `\n${text.trim()}\n`;
  return `---\n${lines}${end}---\n${tail}`;
}

/** Returns the text below the front matter. */
export function bodyOf(original) {
  return original.match(/^---[ \t]*\n[\s\S]*?^---[ \t]*\n?([\s\S]*)$/m)?.[1].trim() ?? "";
}

/** Returns a file name for a title, as sources/files.py does. */
export function slug(text) {
  const folded = text.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "o").replaceAll("å", "a").replaceAll("ß", "ss");
  const plain = folded.normalize("NFD").replace(/[^\x00-\x7f]/g, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "uten-navn";
}
