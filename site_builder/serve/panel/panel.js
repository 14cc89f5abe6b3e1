// The panel of `site-builder serve`: problems over the last valid page, with their files to open, and a bar to show another
// moment and to open the page's source.

const fetchState = async () => (await fetch(`/_bygger/state?page=${encodeURIComponent(location.pathname)}`)).json();
const state = await fetchState();
// A change before the live-reload connection is open sends no event: compare versions now and after two seconds.
const version = Number(new URL(import.meta.url).searchParams.get("version"));
if (state.version !== version) location.reload();
setTimeout(async () => (await fetchState()).version !== version && location.reload(), 2000);

// livereload.js opens its socket to this host and port. They are the browser's: behind a proxy the server has others.
const port = location.port || (location.protocol === "https:" ? 443 : 80);
document.head.append(Object.assign(document.createElement("script"), { src: `/livereload.js?host=${location.hostname}&port=${port}` }));

// A service worker of the published site would send cached pages.
for (const each of (await navigator.serviceWorker?.getRegistrations()) ?? []) each.unregister();

const make = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const bar = make("form", { className: "bygger-bar" });
const field = make("input", { type: "datetime-local", name: "now", value: state.now, ariaLabel: state.texts.as_of });
bar.append(make("span", {}, state.texts.as_of), field,
  make("button", { type: "submit" }, state.texts.go), make("button", { type: "reset" }, state.texts.today));
const showMoment = async (now) => {
  await fetch("/_bygger/now", { method: "POST", body: new URLSearchParams({ now }) });
  setTimeout(() => location.reload(), 500); // live reload does it, unless its connection is not open
};
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  showMoment(field.value);
});
bar.addEventListener("reset", () => showMoment(""));
const openSource = (which) => fetch("/_bygger/open", { method: "POST", body: new URLSearchParams(which) });
if (state.source) {
  const open = async (event) => {
    event.preventDefault();
    const { href } = event.currentTarget;
    const answer = await openSource({ page: location.pathname });
    if (!answer.ok && href) location.href = href; // a client on another machine: follow the link instead
  };
  const button = make("button", { type: "button", title: state.source }, state.texts.edit);
  const links = [...document.querySelectorAll("a[href]")].filter(({ href }) => href.endsWith(`/${state.source}`));
  for (const each of [button, ...links]) each.addEventListener("click", open);
  bar.prepend(button);
}
document.body.append(make("link", { rel: "stylesheet", href: "/_bygger/panel.css" }), bar);

// The places of problems, `FILE:LINE:COLUMN` at the beginning of a line, are buttons that open the file.
const withPlaces = (problems) => problems.split(/^(?=\S)/m).flatMap((problem) => {
  const [place, file] = problem.match(/^([^:\n]+\.(?:md|ya?ml)):\d+(?::\d+)?(?=: )/) ?? [];
  if (!place) return [problem];
  const button = make("button", { type: "button", className: "place", title: state.texts.edit }, place);
  button.addEventListener("click", () => openSource({ file }));
  return [button, problem.slice(place.length)];
});

if (state.problems) {
  const close = make("button", { type: "button", ariaLabel: state.texts.close }, "×");
  const panel = make("section", { className: "bygger-panel", role: "alert" },
    close, make("strong", {}, state.texts.not_built), make("pre", {}, ...withPlaces(state.problems)));
  close.addEventListener("click", () => panel.remove());
  document.body.append(panel);
}
