// A course as its own page tells of it; so a list also knows what became of courses of other years.

import { onHost } from "../root.js";

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
  const heading = page.querySelector("h1");
  const text = (selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  const known = { id, address, title: heading?.textContent.trim() ?? id, lang: heading?.lang, facts: [], days: [] };
  if (!page.querySelector(".course")) return { ...known, where: text("main .lead"), state: text(".alert strong"), gone: true };
  return {
    ...known,
    where: text(".course-where"),
    state: text(".course-head .tag"),
    note: text(".course-head .alert"),
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
