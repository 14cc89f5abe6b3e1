// My list: ids of courses in order of priority, in this browser and in addresses that others send.

import { times } from "../banner.js";
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

/** Puts the course `id` at `address` into the list, or takes it out. Returns the reason if it could not, else "". */
function toggle(id, address, { full, unsaved }) {
  const ids = load();
  const less = ids.filter((each) => each !== id);
  const fits = less.length < ids.length || ids.length < MOST;
  const done = fits && save(less.length < ids.length ? less : [...ids, id]);
  dispatchEvent(new Event("kept"));
  if (done && load().includes(id)) keepOffline(id, address);
  return done ? "" : fits ? unsaved : full;
}

/** Has the service worker keep the page and the calendar of a course, so that the list is whole without a network. */
function keepOffline(id, address) {
  if (!navigator.serviceWorker?.controller) return;
  for (const each of [address, `${ROOT}/${id}.ics`]) fetch(each).catch(() => {});
}

const COURSE = /\/(\d{4}-\d{4}\/[a-z0-9-]+\/[a-z0-9-]+)\/$/;

const KEEPS = ".star, .keep button";

/** The star of the course that `link` leads to, in a list of one; empty where it leads to another page. */
export function starFor(link, words) {
  const id = COURSE.exec(link.getAttribute("href").split("?")[0])?.[1];
  return id && words ? [starOf(id, `${words.keep}: ${link.textContent}`)] : [];
}

/** The star of the course `id`. */
export function starOf(id, name) {
  const star = Object.assign(document.createElement("button"), { type: "button", className: "star" });
  star.setAttribute("aria-label", name);
  star.setAttribute("aria-pressed", load().includes(id));
  star.dataset.id = id;
  return star;
}

/** Says beside a button why a course could not be kept; says nothing where it could. */
function say(keep, reason) {
  let said = keep.nextElementSibling;
  if (!said && reason) {
    said = Object.assign(document.createElement("span"), { className: "small" });
    said.setAttribute("role", "alert");
    keep.after(said);
  }
  if (said) said.textContent = reason;
}

/** A star on every card of a course below `root`; they, the button of a course's own page and later stars act and agree. */
export function startStars(root) {
  const words = times.star;
  if (!words) return;
  for (const link of root.querySelectorAll(".cards .card-title a")) {
    const card = link.closest(".card");
    if (!card.querySelector(".star")) card.append(...starFor(link, words));
  }
  const draw = () => {
    const ids = load();
    for (const keep of root.querySelectorAll(KEEPS)) keep.setAttribute("aria-pressed", ids.includes(keep.dataset.id));
  };
  root.addEventListener("click", ({ target }) => {
    const keep = target.closest(KEEPS);
    if (!keep) return;
    const address = keep.closest(".card, tr")?.querySelector(".card-title a").pathname ?? location.pathname;
    say(keep, toggle(keep.dataset.id, address, words));
  });
  addEventListener("storage", draw);
  addEventListener("kept", draw);
  addEventListener("pageshow", draw); // a page that comes back from the browser's memory was drawn earlier
  draw();
  const own = root.querySelector(".keep button");
  if (own) own.disabled = false;
}
