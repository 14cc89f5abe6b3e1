// Previews the Markdown that courses use. Builds elements, never HTML, so that text cannot inject markup.
import { element } from "../dom.js";

const INLINE = /\*\*(.+?)\*\*|__(.+?)__|\*(.+?)\*|_(.+?)_|`([^`]+)`|!?\[([^[\]]*)\]\(([^()\s]*)\)/;

function* inline(text) {
  let rest = text;
  for (let found; (found = rest.match(INLINE)); rest = rest.slice(found.index + found[0].length)) {
    const [, strong, strong2, soft, soft2, code, words, address] = found;
    yield rest.slice(0, found.index);
    if (strong ?? strong2) yield element("strong", {}, ...inline(strong ?? strong2));
    else if (soft ?? soft2) yield element("em", {}, ...inline(soft ?? soft2));
    else if (code) yield element("code", {}, code);
    else yield /^https?:/.test(address) ? element("a", { href: address }, words) : element("u", {}, words);
  }
  yield rest;
}

/** Yields the elements of a text. */
export function* preview(text) {
  for (const part of text.trim().split(/\n\s*\n/)) {
    const lines = part.split("\n");
    const heading = part.match(/^#{1,6}\s+(.*)/);
    if (heading) {
      yield element("h3", {}, ...inline(heading[1]));
      if (lines.length > 1) yield* preview(lines.slice(1).join("\n"));
    } else if (lines.every((each) => /^\s*([-*+]|\d+[.)])\s/.test(each))) {
      const items = lines.map((each) => element("li", {}, ...inline(each.replace(/^\s*([-*+]|\d+[.)])\s+/, ""))));
      yield element(/^\s*\d/.test(lines[0]) ? "ol" : "ul", {}, ...items);
    } else if (part.trim()) yield element("p", {}, ...inline(lines.join(" ")));
  }
}
