// Every page's own script. What is only sometimes needed is fetched only then.
import { followClock } from "./banner.js";
import { startStars } from "./list/kept.js";
import { startMenu } from "./menu.js";
import { followStatus } from "./status.js";

followClock(document);
followStatus(document);
// The same query, filters and list in another language.
for (const link of document.querySelectorAll(".languages a")) {
  const follow = () => (link.search = location.search);
  for (const event of ["click", "auxclick", "contextmenu"]) link.addEventListener(event, follow);
}
const menu = document.querySelector(".menu");
if (menu) startMenu(menu);

const lacking = document.querySelector(".lacking");
if (lacking) import("./lacking.js").then(({ startLacking }) => startLacking(lacking));
const meetings = document.querySelector(".meetings-ask");
if (meetings) import("./gatherings.js").then(({ startGatherings }) => startGatherings(meetings));
const list = document.querySelector(".list");
if (list) import("./list/page.js").then(({ startList }) => startList(list));
const away = document.querySelector(".kept-pages");
if (away) import("./offline.js").then(({ listKept }) => listKept(away));
const form = document.querySelector(".form");
if (form) import("./form/page.js").then(({ startForm }) => startForm(form));
startStars(document);
const course = document.querySelector(".course");
if (course) import("./course-bar.js").then(({ startCourseBar }) => startCourseBar(course));
if (location.search.includes("h=")) {
  import("./highlight.js").then(({ highlight }) => highlight(document, location.search, location));
}

// What keeps pages for later waits until this one is there.
const worker = document.querySelector("meta[name=service-worker]");
const keepThisPage = ({ active }) => active.postMessage({ path: location.pathname });
if (worker && navigator.serviceWorker) {
  addEventListener("load", () => {
    navigator.serviceWorker.register(worker.content).then(() => navigator.serviceWorker.ready).then(keepThisPage).catch(() => {});
  });
}

// What a search needs is fetched when somebody is about to search, never before.
const fields = document.querySelectorAll("form[role=search] input");
for (const field of document.querySelector(".search") ? [] : fields) {
  field.addEventListener("focus", () => {
    import("./search/page.js");
    import("./search/prefetch.js");
    fetch(field.form.dataset.index);
  }, { once: true });
}
