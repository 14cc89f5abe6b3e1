// The bar of a course page on a phone: its main link and its star, while neither is on the screen.
import { starOf } from "./list/kept.js";

/** Shows the bar below a course when its own link and button have been scrolled away; they say what it holds. */
export function startCourseBar(course) {
  const own = course.querySelector(".course-go");
  const keep = course.querySelector(".keep button");
  if (!own || !keep || !matchMedia("(max-width: 560px)").matches) return;
  const bar = Object.assign(document.createElement("div"), { className: "course-bar no-print" });
  new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    if (isIntersecting || boundingClientRect.top > 0) return bar.remove();
    const links = own.querySelector(".actions").cloneNode(true);
    for (const each of links.querySelectorAll("noscript, p:not([data-when]):not(:first-child)")) each.remove();
    bar.replaceChildren(links, starOf(keep.dataset.id, `${keep.textContent}: ${course.querySelector("h1").textContent}`));
    course.append(bar);
  }).observe(own);
}
