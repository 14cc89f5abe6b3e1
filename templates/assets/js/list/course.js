// A course as its own page tells of it; so a list also knows what became of courses of other years.

import { onHost } from "../root.js";
import { times } from "../banner.js";
import { statusAt, wordsOf } from "../status.js";

/**
 * {id, address, title, lang, where, state, note, facts: [[name, value]], days: [{first, last, text, place, isDigital}],
 * deadline, rows: Map of kind to text, calendar}. The kinds of `rows` are admission, modules, requirements, and the parts
 * of the text by the keys of `parts` (heading in small letters -> key).
 */
export async function readCourse(id, prefix, parts = {}) {
  let address = onHost(`${prefix}/${id}/`);
  let page = await fetchPage(address);
  const moved = page?.querySelector(".moved-to")?.getAttribute("href");
  if (moved) {
    address = moved;
    page = await fetchPage(address);
  }
  if (!page) return { id, title: id, lost: true, facts: [], days: [], rows: new Map() };
  for (const explained of page.querySelectorAll(".term")) explained.remove();
  const heading = page.querySelector("h1");
  const known = {
    id, address, title: heading?.textContent.trim().replaceAll("\u00a0", " ") ?? id, lang: heading?.lang, facts: [], days: [], rows: new Map(),
  };
  const text = (selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  if (!page.querySelector(".course")) return { ...known, where: text("main .lead"), state: text(".alert strong"), gone: true };
  const [tag, note, seconds] = [page.querySelector(".tag[data-status]"), page.querySelector(".course-head .alert"), Date.now() / 1000];
  const noted = note && (!note.dataset.when || note.dataset.when === statusAt(tag.dataset.status, seconds).kind);
  const facts = page.querySelectorAll(".course-head .facts div, .box-admission .facts div");
  return {
    ...known,
    where: text(".course-where"),
    state: wordsOf(tag, times.words, seconds),
    note: noted ? note.textContent.trim() : "",
    facts: [...facts].map((fact) => [...fact.children].map((each) => tidy(each.textContent))),
    days: [...page.querySelectorAll("[data-last]")].map(readDay),
    deadline: text(".deadlines time"),
    rows: new Map([...readBoxes(page), ...readParts(page, parts)]),
    calendar: page.querySelector(".calendar")?.getAttribute("href"),
  };
}

const tidy = (text) => text.replace(/\s+/g, " ").trim();

function readDay(time) {
  const row = time.closest("tr");
  return { first: time.dateTime, last: time.dataset.last, text: time.textContent, place: row.lastElementChild.textContent, isDigital: "digital" in time.dataset };
}

function readBoxes(page) {
  const all = (selector) => [...page.querySelectorAll(selector)].map((each) => tidy(each.textContent)).join("; ");
  return [["admission", all(".box-admission > p")], ["modules", all(".modules li")], ["requirements", all(".fulfilments li")]].filter(([, text]) => text);
}

/** The parts of the text that stand below fixed headings: [key, words]. */
function readParts(page, parts) {
  return [...page.querySelectorAll(".prose h2")].map((heading) => {
    const words = [];
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) words.push(tidy(next.textContent));
    return [parts[tidy(heading.textContent).toLowerCase().replace(/(?<![ :.])[ :.]+$/, "")], words.join(" ")];
  }).filter(([key, words]) => key && words);
}

async function fetchPage(address) {
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
