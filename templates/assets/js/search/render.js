// Elements of the search page: a hit, a facet, struck-through words.

import { element } from "../dom.js";
import { starFor } from "../list/kept.js";
import { onHost } from "../root.js";
import { times } from "../banner.js";
import { drawTag } from "../status.js";
import { UNANSWERED } from "./query.js";

/** Replaces the children of `list` by `rendered`. Equal elements stay, since layout is most of the time of a keystroke. */
export function replaceChildren(list, rendered) {
  rendered.forEach((made, at) => {
    const old = list.children[at];
    if (!old) return list.append(made);
    const [link, newer] = [old, made].map((each) => each.querySelector("a"));
    if (link && newer) link.setAttribute("href", newer.getAttribute("href"));
    if (!old.isEqualNode(made)) old.replaceWith(made);
  });
  while (list.children.length > rendered.length) list.lastElementChild.remove();
}

/** The words, each struck through, with spaces between. */
export function strikeThrough(words) {
  return words.flatMap((word, at) => [...(at ? [" "] : []), element("s", {}, word)]);
}

/** The text with <mark> around its words that begin with a word of the query. */
function markWords(text, words) {
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

/** The title with its words marked, in which no line breaks inside a range of numbers. */
function markTitle(title, words) {
  return title.split(/(\d{1,4}\.?–\d{1,4}\.?)/).flatMap((part, at) =>
    (at % 2 ? [element("span", { className: "whole" }, ...markWords(part, words))] : markWords(part, words)));
}

/** The reasons that no chip above the hits gives already. */
function unsaid(reasons, conditions) {
  return reasons.filter(([word]) => !conditions.some(({ written }) => written.toLowerCase() === word));
}

/** The missing words that were not read as facts of courses: an article has no subject or place to lack. */
function unread(missing, conditions) {
  return missing.filter((word) => !conditions.some(({ written }) => written === word));
}

/** The tags of a course: its status at the reader's clock, and that it is no example. */
export function renderTags({ status: [text, statuses, date, byOwner], source }, words) {
  const tag = element("span", { className: "tag" }, text);
  Object.assign(tag.dataset, { status: statuses, date }, byOwner ? { by: "owner" } : {});
  drawTag(tag, times.words, Date.now() / 1000);
  return [tag, ...(source ? [element("span", { className: "tag tag-documented" }, words.source)] : [])];
}

/** One hit: title, place, text, reasons and missing words, facts, status. `notFound`: what the whole query did not find. */
export function renderHit(card, { missing, reasons }, query, notFound, words) {
  const lang = card.lang ? { lang: card.lang } : {};
  const highlight = query.words.length ? `?h=${encodeURIComponent(query.words.join(" "))}` : "";
  const link = element("a", { href: onHost(card.address) + highlight, ...lang }, ...markTitle(card.title, query.words));
  const hit = element("li", { className: "card" }, element("h2", { className: "card-title" }, link));
  if (card.where) hit.append(element("p", { className: "card-where" }, ...markWords(card.where, query.words)));
  if (card.text) hit.append(element("p", { className: "hit-text", ...lang }, ...markWords(card.text, query.words)));
  const why = unsaid(reasons, query.conditions ?? []).map(([word, reason]) => `${word} → ${reason}`).join(" · ");
  const lacking = [...(card.status ? missing : unread(missing, query.conditions ?? [])), ...notFound];
  if (why || lacking.length) {
    const without = lacking.length ? [element("span", { className: "unseen" }, `${words.without} `), ...strikeThrough(lacking)] : [];
    hit.append(element("p", { className: "hit-why" }, why, why && lacking.length ? " · " : "", ...without));
  }
  if (card.facts) hit.append(element("ul", { className: "facts-line" }, ...card.facts.map((fact) => element("li", {}, fact))));
  if (card.status) hit.append(element("p", { className: "tags" }, ...renderTags(card, words)), ...starFor(link, times.star));
  return hit;
}

/**
 * The pages that answer the query: the first with its sentence, below it the titles of the others on one line. Where no
 * page answers, a sentence before the first one says that they are the nearest.
 */
export function renderAnswers([first, ...others], { pages }, words) {
  if (!first) return [];
  const link = ({ address, title, lang }) => element("a", { href: onHost(address), ...(lang && { lang }) }, title);
  const text = first.text ? [" ", element("span", first.lang ? { lang: first.lang } : {}, first.text)] : [];
  const nearest = pages.includes(UNANSWERED) ? [element("span", {}, `${words.unanswered} `)] : [];
  const answer = element("p", { className: "answer" }, ...nearest, link(first), ...text);
  const also = others.flatMap((card, at) => [at ? " · " : " ", link(card)]);
  return [answer, ...(also.length ? [element("p", { className: "answer answer-also" }, words.also, ...also)] : [])];
}
