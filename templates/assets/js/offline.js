// The page that is shown without a network: links to what the service worker has kept, and nothing else.
import { element } from "./dom.js";
import { ROOT } from "./root.js";

const MOST = 30;

/** Every kept page, in its newest version: [{address, title, lang, at}], the last kept first. */
async function keptPages() {
  const pages = new Map();
  const names = (await caches.keys()).filter((name) => name.startsWith(`katalog ${ROOT} `));
  for (const name of names) { // older first, so that a newer version stands in its place
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const answer = await cache.match(url);
      const at = answer?.headers.get("kept-at");
      if (!at || !/^text\/html/.test(answer.headers.get("content-type"))) continue;
      const { title, documentElement } = new DOMParser().parseFromString(/^[^]*?<\/head>/.exec(await answer.text())?.[0] ?? "", "text/html");
      const { pathname } = new URL(url);
      pages.set(pathname, { address: `${pathname}/`.replace("//", "/"), title, lang: documentElement.lang, at });
    }
  }
  return [...pages.values()].sort((one, other) => other.at.localeCompare(one.at));
}

/** Whether the whole index of the search at `address` is kept: without it the search page would answer nothing. */
async function hasIndex(address) {
  return Boolean(await caches.match(`${address}?hel`));
}

export async function listKept(section) {
  const form = document.querySelector("form[data-index]");
  const search = new URL(form.action).pathname;
  const found = await hasIndex(form.dataset.index);
  const isShown = ({ address }) => !address.endsWith("/uten-nett/") && (address !== search || found);
  const pages = (await keptPages()).filter(isShown).slice(0, MOST);
  section.querySelector("ul").replaceChildren(...pages.map(({ address, title, lang }) =>
    element("li", {}, element("a", { href: address, lang }, title.replace(/ – [^–]*$/, "")))));
  section.hidden = !pages.length;
}
