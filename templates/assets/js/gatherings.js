// Which courses one can come to: days of the week, weeks and lengths that somebody rules out.
import { followUp } from "./dom.js";

const DAY = 86_400_000;
/** Courses shown at first, and added by «Show more»: some eight screens of a phone. */
const PAGE_SIZE = 40;

/** Weeks (ISO 8601) in a text such as `8-9, 40`, which anybody may have written; a range may pass the new year. */
export function readWeeks(text) {
  const weeks = new Set();
  for (const [, first, last] of text.matchAll(/(\d+)(?:\s*[-–]\s*(\d+))?/g)) {
    const [from, to] = [Number(first), Number(last ?? first)];
    if (from < 1 || from > 53 || to < 1 || to > 53) continue;
    for (let week = from; ; week = (week % 53) + 1) {
      weeks.add(week);
      if (week === to) break;
    }
  }
  return weeks;
}

/** The week of a moment at midnight UTC: that of its Thursday, counted from the year's first. */
export function weekOf(time) {
  const thursday = new Date(time + (4 - (new Date(time).getUTCDay() || 7)) * DAY);
  return 1 + Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * DAY));
}

/** The days of `2016-08-29_2016-08-30,...`: {weekdays: Set of 1 (Monday) to 7, weeks: Set, count}. */
export function readDays(text) {
  const read = { weekdays: new Set(), weeks: new Set(), count: 0 };
  for (const span of text.split(",")) {
    const [first, last] = span.split("_").map((day) => Date.parse(day));
    for (let time = first; time <= last; time += DAY) {
      read.count += 1;
      read.weekdays.add(new Date(time).getUTCDay() || 7);
      read.weeks.add(weekOf(time));
    }
  }
  return read;
}

/** Whether days as read keep clear of what is ruled out, and are not too many. */
export function suits(days, { weekdays, weeks, most }) {
  const clear = (taken, ruled) => ![...taken].some((each) => ruled.has(each));
  return days.count <= most && clear(days.weekdays, weekdays) && clear(days.weeks, weeks);
}

export function startGatherings(form) {
  const { fag, uker, dager } = form.elements;
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const rows = [...document.querySelectorAll(".meetings [data-days]")];
  const days = rows.map((row) => readDays(row.dataset.days));
  const status = form.querySelector(".meetings-status");
  const more = document.querySelector(".meetings-more");
  let shown = PAGE_SIZE;
  const given = new URLSearchParams(location.search);
  if (fag.type !== "hidden") fag.value = given.get("fag") ?? "";
  if (fag.selectedIndex < 0) fag.value = "";
  uker.value = (given.get("uker") ?? "").slice(0, 60);
  dager.value = given.get("dager") ?? "";
  for (const box of boxes) box.checked = given.getAll("ikke").includes(box.value);

  function show() {
    const ruled = {
      weekdays: new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value))),
      weeks: readWeeks(uker.value),
      most: Number(dager.value) || Infinity,
    };
    const fitting = rows.map((row, at) => (!fag.value || row.dataset.subject === fag.value) && suits(days[at], ruled));
    let count = 0;
    rows.forEach((row, at) => (row.hidden = !fitting[at] || (count += 1) > shown));
    more.hidden = count <= shown;
    form.querySelector(".meetings-search").search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    status.textContent = status.dataset.text.replace("{count}", count).replace("{all}", rows.length);
  }
  more.firstElementChild.addEventListener("click", () => {
    const next = rows.filter((row) => !row.hidden).length;
    shown += PAGE_SIZE;
    show();
    rows.filter((row) => !row.hidden)[next]?.querySelector("a").focus();
  });
  const changed = () => {
    shown = PAGE_SIZE;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(history.state, "", `${location.pathname}?${query}`.replace(/\?$/, ""));
    show();
  };
  form.addEventListener("input", followUp(changed).ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  show();
}
