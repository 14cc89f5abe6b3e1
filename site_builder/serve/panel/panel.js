// Only while one writes (site-builder serve): what is wrong, over the last good page, and a bar to travel in time and to
// open the page's file.

const ask = async () => (await fetch(`/_bygger/state?page=${encodeURIComponent(location.pathname)}`)).json();
const state = await ask();
// What changed while the page was on its way, or before it was listening, would not be heard of.
const mine = Number(new URL(import.meta.url).searchParams.get("version"));
if (state.version !== mine) location.reload();
setTimeout(async () => (await ask()).version !== mine && location.reload(), 2000);

// A page that is kept from before would hide what was just written.
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
const travel = async (now) => {
  await fetch("/_bygger/now", { method: "POST", body: new URLSearchParams({ now }) });
  setTimeout(() => location.reload(), 500); // every open page is told to, this one too unless it was not listening
};
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  travel(field.value);
});
bar.addEventListener("reset", () => travel(""));
if (state.source) {
  const open = async (event) => {
    event.preventDefault();
    const { href } = event.currentTarget;
    const answer = await fetch("/_bygger/open", { method: "POST", body: new URLSearchParams({ page: location.pathname }) });
    if (!answer.ok && href) location.href = href; // somebody on another machine, who has no such file
  };
  const button = make("button", { type: "button", title: state.source }, state.texts.edit);
  const links = [...document.querySelectorAll("a[href]")].filter(({ href }) => href.endsWith(`/${state.source}`));
  for (const each of [button, ...links]) each.addEventListener("click", open);
  bar.prepend(button);
}
document.body.append(make("link", { rel: "stylesheet", href: "/_bygger/panel.css" }), bar);

if (state.problems) {
  const close = make("button", { type: "button", ariaLabel: state.texts.close }, "×");
  const panel = make("section", { className: "bygger-panel", role: "alert" },
    close, make("strong", {}, state.texts.not_built), make("pre", {}, state.problems));
  close.addEventListener("click", () => panel.remove());
  document.body.append(panel);
}
