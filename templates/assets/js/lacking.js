// «Hva mangler jeg?»: what somebody holds -> what is lacking, and which of the ways on the page give it.

import { statusAt } from "./status.js";

/** What an address asks for; it is written by anybody, so values are numbers in bounds or one of `units`. */
export function readHeld(search, units) {
  const given = new URLSearchParams(search);
  const amount = Number((given.get("har") ?? "0").replace(",", "."));
  return {
    amount: amount >= 0 && amount <= 999 ? amount : 0,
    unit: Math.max(0, units.indexOf(given.get("enhet"))),
    county: given.get("fylke") ?? "",
  };
}

/** Whether a way is one for somebody who holds so many credits and can study in that county ("": in any, or online). */
export function fits({ from, below, counties }, held, county) {
  return held >= from && held < below && (!county || !counties || counties.split("|").includes(county));
}

const UNAVAILABLE = new Set(["full", "cancelled", "not-this-year"]);

/** Whether a way is open to anybody at `seconds` (since 1970), by the statuses of its courses. */
export function isAvailable(statuses, seconds) {
  return statuses.every((each) => !UNAVAILABLE.has(statusAt(each, seconds).kind));
}

export function startLacking(form) {
  const { har, enhet, fylke } = form.elements;
  const options = [...enhet.options];
  const state = readHeld(location.search, options.map((option) => option.value));
  const typed = har.value !== har.defaultValue; // before this script ran: the reader's own words stay
  if (!typed) {
    har.value = state.amount;
    enhet.selectedIndex = state.unit;
  }
  const need = form.querySelector(".lacking-need");
  if (need) {
    form.addEventListener("submit", () => (form.action = need.value));
    return;
  }
  if (fylke) fylke.value = state.county;
  if (fylke && fylke.selectedIndex < 0) fylke.value = "";
  const words = JSON.parse(form.querySelector(".lacking-words").textContent);
  const sections = [...document.querySelectorAll(".ways-from")];
  const needed = Number(form.dataset.needed);
  const number = (value) => String(Math.round(value * 10) / 10).replace(".", ",");

  const statusesOf = (row) => [...row.querySelectorAll("[data-status]")].map((each) => each.dataset.status);
  const headings = new Map(sections.map((section) => [section, section.querySelector("h2").textContent]));
  const byHeld = (one, other) => one.dataset.held - other.dataset.held;

  function show() {
    const held = Math.min(999, Math.max(0, Number(har.value) || 0)) * options[enhet.selectedIndex].dataset.credits;
    const fill = (text) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
    const credits = (held === 1 ? words.credit : words.credits).replace("{number}", number(held));
    const values = { credits, lacking: number(needed - held), needed: number(needed), held: number(held), subject: words.subject, grades: words.grades, year: words.year };
    let count = 0;
    for (const section of sections) {
      const rows = [...section.querySelectorAll("[data-from]")];
      for (const row of rows) row.hidden = !fits(row.dataset, held, fylke?.value) || !isAvailable(statusesOf(row), Date.now() / 1000);
      const fitting = rows.filter((row) => !row.hidden).length;
      section.hidden = !fitting;
      section.querySelector("h2").textContent = !held ? headings.get(section) : fill(Number(section.dataset.held) === held ? words.exact : words.more);
      count += fitting;
    }
    // What presupposes most of what she has fits her best: it gives her least that she does not need.
    const ordered = [...sections].sort((one, other) => (held ? byHeld(other, one) : byHeld(one, other)));
    const end = sections.length ? sections[0].parentNode.querySelector(".ways-end") : null;
    for (const section of ordered) end.before(section);
    values.count = count;
    form.querySelector(".lacking-answer").textContent = fill(held < needed ? `${words.lacking} ${count > 1 ? words.ways : count ? words.oneWay : words.none}` : words.met);
  }
  const changed = () => {
    const query = new URLSearchParams(new FormData(form));
    if (!query.get("fylke")) query.delete("fylke");
    history.replaceState(history.state, "", `?${query}`);
    show();
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  if (typed) changed();
  else show();
}
