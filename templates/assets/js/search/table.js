// The courses found as a table, for wide screens: each column sorts. It is fetched when a reader asks for it.
import { element } from "../dom.js";
import { times } from "../banner.js";
import { starFor } from "../list/kept.js";
import { onHost } from "../root.js";
import { renderTags } from "./render.js";

const DAY = 86_400_000;
/** Columns that are facets: key -> the text of a value in a cell. */
const OF_FACETS = { institusjon: (text) => text, sted: (text) => text, studiepoeng: (text) => text.split(" ")[0], status: null };
const ORDER = ["title", "institusjon", "sted", "borte", "samling", "studiepoeng", "status"];

/** Rows shown at first: a screen of them. */
export const ROWS = 30;

/** The columns that a catalogue has: [{key, label}]. */
export function columnsOf({ facets, facts }, words) {
  const labels = new Map(facets.filter(({ values }) => values.length).map(({ key, label }) => [key, label]));
  const own = { title: words.title, ...(facts.away.some(Boolean) ? { borte: words.daysAway, samling: words.firstGathering } : {}) };
  return ORDER.filter((key) => own[key] ?? labels.has(key)).map((key) => ({ key, label: own[key] ?? labels.get(key) }));
}

/** Every order of a table: a column, or "-" and a column, backwards. */
export const ORDERS = ORDER.flatMap((key) => [key, `-${key}`]);

/** The documents in an order of ORDERS. Those without a value are last either way; equal ones stay as they were. */
export function sorted(documents, order, filters, titles) {
  const backwards = order.startsWith("-");
  const rank = ranks(order.replace("-", ""), filters, titles);
  const compare = (one, other) => {
    const [first, second] = [rank(one), rank(other)];
    if (first === second || first === undefined || second === undefined) return (first === undefined) - (second === undefined);
    return backwards ? second - first : first - second;
  };
  return [...documents].sort(compare);
}

/** The function that gives the place of a document in a column; undefined where it has no value. */
function ranks(key, { facets, facts, size }, titles) {
  const found = new Array(size);
  if (key === "title") titles.forEach((document, at) => (found[document] = at));
  else if (key === "borte") facts.away.forEach((days, document) => (found[document] = days));
  else if (key === "samling") facts.days.forEach((days, document) => (found[document] = days?.[0]));
  else {
    const lists = facets.find((facet) => facet.key === key)?.lists ?? [];
    lists.forEach((list, at) => list.forEach((document) => (found[document] ??= at)));
  }
  return (document) => found[document];
}

/** Shows the documents in the table of `root`, where the state asks for it. Narrow screens show the cards instead. */
export function show(root, documents, { state, ...given }) {
  const table = root.querySelector(".search-table");
  root.classList.toggle("in-table", state.table);
  root.querySelector(".search-as-table").setAttribute("aria-pressed", state.table);
  const focused = table.contains(document.activeElement) && document.activeElement.dataset.sort;
  table.replaceChildren(...(state.table ? [renderTable(documents, { ...given, order: state.sort })] : []));
  if (focused) table.querySelector(`[data-sort="${focused}"]`)?.focus();
}

/** The order of the table in words, for those who hear the number of hits; "" without one. */
export function orderIn(state, filters, words) {
  const column = state.table && columnsOf(filters, words).find(({ key }) => key === state.sort.replace("-", ""));
  return column ? `, ${(state.sort.startsWith("-") ? words.sortedDown : words.sortedUp).replace("{column}", column.label)}` : "";
}

/** The table of some documents: `cardOf(document)`, `sort(order)` when a heading is pressed. */
function renderTable(documents, { cardOf, filters, order, words, sort }) {
  const language = document.documentElement.lang;
  const columns = columnsOf(filters, words);
  const heads = columns.map(({ key, label }) => heading(key, label, order, sort));
  const rows = documents.map((document) => row(document, cardOf(document), columns, { filters, words, language }));
  const head = element("thead", {}, element("tr", {}, ...heads, element("td")));
  return element("table", {}, element("caption", { className: "unseen" }, words.table), head, element("tbody", {}, ...rows));
}

function heading(key, label, order, sort) {
  const [up, down] = [order === key, order === `-${key}`];
  const mark = element("span", { ariaHidden: "true" }, up ? "\u00a0▲" : down ? "\u00a0▼" : "");
  const press = element("button", { type: "button" }, label, mark);
  press.addEventListener("click", () => sort(up ? `-${key}` : key));
  press.dataset.sort = key;
  return element("th", { scope: "col", ariaSort: up ? "ascending" : down ? "descending" : "none" }, press);
}

function row(document, card, columns, { filters, words, language }) {
  const lang = card.lang ? { lang: card.lang } : {};
  const link = element("a", { href: onHost(card.address), ...lang }, card.title);
  const cells = columns.map(({ key }) => {
    if (key === "title") return element("th", { scope: "row", className: "card-title" }, link);
    if (key === "status") return element("td", {}, ...renderTags(card, words).slice(0, 1));
    return element("td", {}, textOf(key, document, filters, language));
  });
  return element("tr", {}, ...cells, element("td", {}, ...starFor(link, times.star)));
}

function textOf(key, document, { facets, facts }, language) {
  if (key === "borte") return String(facts.away[document]);
  if (key === "samling") {
    const first = facts.days[document]?.[0];
    if (first === undefined) return "–";
    const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
    return format.format(Date.parse(facts.first) + first * DAY);
  }
  const { values, lists } = facets.find((facet) => facet.key === key);
  return values.filter((_, at) => lists[at].includes(document)).map(([, text]) => OF_FACETS[key](text)).join(", ") || "–";
}
