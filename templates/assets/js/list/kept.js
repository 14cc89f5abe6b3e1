// My list: ids of courses in order of priority, in this browser and in addresses that others send.

import { ROOT } from "../root.js";

export const MOST = 10;
const NAME = `studiekatalog.liste${ROOT}`;
const ID = /^\d{4}-\d{4}(\/[a-z0-9-]{1,120}){2}$/;

/** {ids, refused}: the ids in a text that anybody may have written, and how many things in it were none, or too many. */
export function readIds(text) {
  const given = [...new Set(text.split(",").filter(Boolean))];
  const ids = given.filter((id) => ID.test(id)).slice(0, MOST);
  return { ids, refused: given.length - ids.length };
}

/** A sender's name in a text that anybody may have written: letters and what stands between them in names, 40 at most. */
export function readName(text) {
  return (text.match(/[\p{L}\p{M}](?:[\p{L}\p{M}' -]|\.(?= )){0,39}/u)?.[0] ?? "").trim();
}

/** The list of this browser; empty where the browser keeps nothing. */
export function load() {
  try {
    return readIds(localStorage.getItem(NAME) ?? "").ids;
  } catch {
    return [];
  }
}

/** Whether the browser could keep the list. */
export function save(ids) {
  try {
    localStorage.setItem(NAME, ids.join(","));
    return true;
  } catch {
    return false;
  }
}

/** A button that puts the course `id` at `address` into the list and takes it out; `said` receives the reason if it could not. */
export function startKeeping(keep, id, address, said, { full, unsaved }) {
  const draw = () => keep.setAttribute("aria-pressed", load().includes(id));
  keep.addEventListener("click", () => {
    const ids = load();
    const less = ids.filter((each) => each !== id);
    const fits = less.length < ids.length || ids.length < MOST;
    const done = fits && save(less.length < ids.length ? less : [...ids, id]);
    said.textContent = done ? "" : fits ? unsaved : full;
    dispatchEvent(new Event("kept"));
    if (done && load().includes(id)) keepOffline(id, address);
  });
  addEventListener("storage", draw);
  addEventListener("kept", draw);
  addEventListener("pageshow", draw); // a page that comes back from the browser's memory was drawn earlier
  draw();
  keep.disabled = false;
}

/** Has the service worker keep the page and the calendar of a course, so that the list is whole without a network. */
function keepOffline(id, address) {
  if (!navigator.serviceWorker?.controller) return;
  for (const each of [address, `${ROOT}/${id}.ics`]) fetch(each).catch(() => {});
}

const COURSE = /\/(\d{4}-\d{4}\/[a-z0-9-]+\/[a-z0-9-]+)\/$/;

/** A star on every card of a course below `root`, and the button of a course's own page. */
export function startStars(root) {
  const words = root.querySelector("#_statusord")?.dataset;
  if (!words) return;
  const own = root.querySelector(".keep button");
  if (own) startKeeping(own, own.dataset.id, location.pathname, own.nextElementSibling, words);
  for (const link of root.querySelectorAll(".cards .card-title a")) {
    const id = COURSE.exec(link.getAttribute("href"))?.[1];
    if (!id) continue;
    const star = Object.assign(document.createElement("button"), { type: "button", className: "star" });
    star.setAttribute("aria-label", `${words.keep}: ${link.textContent}`);
    const said = Object.assign(document.createElement("span"), { className: "small" });
    said.setAttribute("role", "status");
    link.closest(".card").append(star, said);
    startKeeping(star, id, link.getAttribute("href"), said, words);
  }
}
