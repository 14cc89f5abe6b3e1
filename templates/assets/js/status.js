// The status of courses: picks the one at the reader's clock. All wording was decided when the site was built.
import { atEachChange, times } from "./banner.js";

/**
 * The status at `seconds` (since 1970) in "soon 1454281200 open ...", or in those of a year, and when it ends (Infinity
 * for the last). The kind is "" where the year's are not known.
 */
export function statusAt(statuses, seconds) {
  const all = times.years[statuses]?.statuses ?? (/^\d/.test(statuses) ? "" : statuses);
  const [first, ...rest] = all.split(" ");
  let kind = first;
  for (let index = 0; index < rest.length; index += 2) {
    if (Number(rest[index]) > seconds) return { kind, until: Number(rest[index]) };
    kind = rest[index + 1];
  }
  return { kind, until: Infinity };
}

/** The words of a tag at `seconds`, or those it has where the page knows none. */
export function wordsOf(tag, words, seconds) {
  const { kind } = statusAt(tag.dataset.status, seconds);
  const text = words[`${kind}-by-${tag.dataset.by}`] ?? words[kind];
  const date = tag.dataset.date || times.years[tag.dataset.status]?.date;
  return text?.replace("{date}", date) ?? tag.textContent;
}

/** Shows the status at `seconds` in a tag; returns when it ends. */
export function drawTag(tag, words, seconds) {
  const { kind, until } = statusAt(tag.dataset.status, seconds);
  const text = wordsOf(tag, words, seconds);
  tag.dataset.kind = kind;
  if (tag.textContent !== text) tag.textContent = text;
  return until;
}

export function followStatus(root) {
  const { words } = times;
  atEachChange((seconds) => {
    let next = Infinity;
    for (const each of root.querySelectorAll("[data-status]")) {
      const { kind, until } = statusAt(each.dataset.status, seconds);
      next = Math.min(next, until);
      if (!kind) continue;
      if (each.classList.contains("tag")) drawTag(each, words, seconds);
      for (const part of each.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(kind);
    }
    for (const each of root.querySelectorAll("[data-shown]")) {
      const { kind, until } = statusAt(each.dataset.shown, seconds);
      each.hidden = kind !== "shown";
      next = Math.min(next, until);
    }
    for (const mark of root.querySelectorAll(".tl-today")) showToday(mark, seconds);
    return next;
  });
}

// The axis of a timeline in units of its viewBox, as in timeline.py.
const [LEFT, RIGHT] = [30, 930];

function showToday(mark, seconds) {
  const [first, last] = mark.dataset.span.split(" ").map(Number);
  if (seconds < first || seconds >= last) mark.setAttribute("display", "none"); // SVG has no `hidden`
  else mark.removeAttribute("display");
  mark.setAttribute("transform", `translate(${Math.round(LEFT + ((RIGHT - LEFT) * (seconds - first)) / (last - first))} 0)`);
}
