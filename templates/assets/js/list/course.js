// A course as its own page tells of it; so a list also knows what became of courses of other years.

import { onHost } from "../root.js";
import { statusAt, statusWords, wordsOf } from "../status.js";

/** {id, address, title, lang, where, state, note, facts: [[name, value]], days: [{first, last, text, place}], calendar} */
export async function readCourse(id, prefix) {
  let address = onHost(`${prefix}/${id}/`);
  let page = await fetchPage(address);
  const moved = page?.querySelector(".moved-to")?.getAttribute("href");
  if (moved) {
    address = moved;
    page = await fetchPage(address);
  }
  if (!page) return { id, title: id, lost: true, facts: [], days: [] };
  for (const explained of page.querySelectorAll(".term")) explained.remove();
  const heading = page.querySelector("h1");
  const text = (selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  const known = { id, address, title: heading?.textContent.trim().replaceAll("\u00a0", " ") ?? id, lang: heading?.lang, facts: [], days: [] };
  if (!page.querySelector(".course")) return { ...known, where: text("main .lead"), state: text(".alert strong"), gone: true };
  const [tag, note, seconds] = [page.querySelector(".tag[data-status]"), page.querySelector(".course-head .alert"), Date.now() / 1000];
  const noted = note && (!note.dataset.when || note.dataset.when === statusAt(tag.dataset.status, seconds).kind);
  return {
    ...known,
    where: text(".course-where"),
    state: wordsOf(tag, statusWords(page), seconds),
    note: noted ? note.textContent.trim() : "",
    facts: [...page.querySelectorAll(".facts div")].map((fact) => [...fact.children].map((each) => each.textContent.trim())),
    days: [...page.querySelectorAll("[data-last]")].map((time) => ({
      first: time.dateTime,
      last: time.dataset.last,
      text: time.textContent,
      place: time.closest("tr").lastElementChild.textContent,
    })),
    calendar: page.querySelector(".calendar")?.getAttribute("href"),
  };
}

async function fetchPage(address) {
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
