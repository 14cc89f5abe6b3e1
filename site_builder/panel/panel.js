// Only while one writes (site-builder serve): what is wrong, over the last good page, and a bar to travel in time.

const ask = async () => (await fetch("/_bygger/state")).json();
const state = await ask();
// A build that ends before the page is listened to would not be heard of.
setTimeout(async () => (await ask()).builds !== state.builds && location.reload(), 2000);

// A page that is kept from before would hide what was just written.
for (const each of (await navigator.serviceWorker?.getRegistrations()) ?? []) each.unregister();

const make = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const bar = make("form", { className: "bygger-bar" });
const field = make("input", { type: "datetime-local", name: "now", value: state.now, ariaLabel: state.words.as_of });
bar.append(make("span", {}, state.words.as_of), field,
  make("button", { type: "submit" }, state.words.go), make("button", { type: "reset" }, state.words.today));
const travel = async (now) => {
  await fetch("/_bygger/now", { method: "POST", body: new URLSearchParams({ now }) });
  location.reload();
};
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  travel(field.value);
});
bar.addEventListener("reset", () => travel(""));
document.body.append(make("link", { rel: "stylesheet", href: "/_bygger/panel.css" }), bar);

if (state.problems) {
  const close = make("button", { type: "button", ariaLabel: state.words.close }, "×");
  const panel = make("section", { className: "bygger-panel", role: "alert" },
    close, make("strong", {}, state.words.not_built), make("pre", {}, state.problems));
  close.addEventListener("click", () => panel.remove());
  document.body.append(panel);
}
