// One course of my list as it is drawn: its link, status, facts, and the tools that move, remove and compare it.
import { button, element } from "../dom.js";
import { onHost } from "../root.js";
import { wordsOfAway } from "./away.js";

/** `tools`: {isCompared, mayCompare, compare(on), move: {up, down} or null where the list is not the reader's, remove}. */
export function drawItem(course, words, prefix, tools) {
  const link = element("a", { href: course.address ?? onHost(`${prefix}/${course.id}/`), lang: course.lang }, course.title);
  const facts = course.facts.slice(0, 5).map(([, value]) => element("li", {}, value));
  const state = course.state && !course.gone ? [element("li", {}, course.state)] : [];
  return element("li", { className: "kept" },
    element("h2", { className: "card-title" }, link),
    element("p", { className: "card-where" }, course.lost ? words.gone : course.where),
    ...(course.gone || course.note ? [element("p", { className: "alert alert-warning" }, course.note || course.state)] : []),
    element("ul", { className: "facts-line" }, ...state, ...facts),
    element("p", { className: "kept-paper small" }, onPaper(course, words)),
    drawTools(course, words, tools));
}

/** The dates of a course in one paragraph, for paper. */
function onPaper({ deadline, days }, words) {
  const away = wordsOfAway(days, words);
  const gatherings = days.map(({ text }) => text).join("; ");
  const told = [
    deadline && `${words.deadline}: ${deadline}`,
    away && `${words.away}: ${away}`,
    gatherings && `${words.gatherings}: ${gatherings}`,
  ];
  return told.filter(Boolean).join(" · ");
}

function drawTools(course, words, { isCompared, mayCompare, compare, move, remove }) {
  const quiet = { className: "button button-quiet" };
  const named = (name, act, more = {}) => button(name, act, { ...quiet, ariaLabel: `${name}: ${course.title}`, ...more });
  const box = element("input", { type: "checkbox", checked: isCompared, disabled: !isCompared && !mayCompare });
  box.dataset.box = course.id;
  box.setAttribute("aria-label", `${words.compare}: ${course.title}`);
  box.addEventListener("change", () => compare(box.checked));
  const own = move ? [
    named(words.up, move.up, { disabled: !move.up }),
    named(words.down, move.down, { disabled: !move.down }),
    named(words.remove, remove),
  ] : [];
  return element("p", { className: "kept-tools" }, ...own, ...(course.facts.length ? [element("label", {}, box, ` ${words.compare}`)] : []));
}
