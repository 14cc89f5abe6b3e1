// What a search shows, as elements: a hit, a facet, words struck through.

import { element } from "../dom.js";

/** Shows `drawn` in `list`. What looks the same is left where it is, for laying out text is most of a keystroke. */
export function replace(list, drawn) {
  drawn.forEach((made, at) => {
    const old = list.children[at];
    if (!old) return list.append(made);
    const [link, newer] = [old, made].map((each) => each.querySelector("a"));
    if (link && newer) link.setAttribute("href", newer.getAttribute("href"));
    if (!old.isEqualNode(made)) old.replaceWith(made);
  });
  while (list.children.length > drawn.length) list.lastElementChild.remove();
}

/** Words that were not found, each struck through. */
export function strike(list) {
  return list.flatMap((word, at) => [...(at ? [" "] : []), element("s", {}, word)]);
}

/** The text, its words that begin as a word of the query marked. */
function marked(text, words) {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const word = match[0].toLowerCase();
    if (!words.some((each) => each.length > 1 && word.startsWith(each))) continue;
    parts.push(text.slice(last, match.index), element("mark", {}, match[0]));
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)];
}

/** One hit: title, where, text, why it is here and what it lacks, facts, state. */
export function drawHit(card, { missing, reasons }, query, unmet, words) {
  const lang = card.lang ? { lang: card.lang } : {};
  const seek = query.words.length ? `?h=${encodeURIComponent(query.words.join(" "))}` : "";
  const link = element("a", { href: card.address + seek, ...lang }, ...marked(card.title, query.words));
  const drawn = element("li", { className: "card" }, element("h2", { className: "card-title" }, link));
  if (card.where) drawn.append(element("p", { className: "card-where" }, ...marked(card.where, query.words)));
  drawn.append(element("p", { className: "hit-text", ...lang }, ...marked(card.text, query.words)));
  const why = reasons.map(([word, reason]) => `${word} → ${reason}`).join(" · ");
  const lacking = [...missing, ...unmet];
  if (why || lacking.length) {
    drawn.append(element("p", { className: "hit-why" }, why, why && lacking.length ? " · " : "", ...strike(lacking)));
  }
  if (card.facts) drawn.append(element("ul", { className: "facts-line" }, ...card.facts.map((fact) => element("li", {}, fact))));
  const tags = [];
  if (card.state) tags.push(element("span", { className: `tag tag-${card.stateKey}` }, card.state));
  if (card.sample) tags.push(element("span", { className: "tag tag-sample" }, words.sample));
  if (tags.length) drawn.append(element("p", { className: "tags" }, ...tags));
  return drawn;
}

/** A facet as a folded group of boxes: {details, rows: [{box, label, number}]}. */
export function drawFacet({ label, values }, open, toggle) {
  const rows = values.map(([value, text]) => {
    const box = element("input", { type: "checkbox" });
    const number = element("span", { className: "count" });
    box.addEventListener("change", () => toggle(value, box.checked));
    return { value, box, number, label: element("label", {}, box, element("span", {}, text), number) };
  });
  const group = element("fieldset", {}, element("legend", { className: "unseen" }, label), ...rows.map((row) => row.label));
  return { details: element("details", { open }, element("summary", {}, label), group), rows };
}
