// The search page: the only module of the search that knows the DOM.
import { readAddress, writeAddress } from "./address.js";
import { Facets, sorted } from "./facets.js";
import { Index } from "./index.js";

const PAGE = 40;

export async function startSearch(root) {
  const words = JSON.parse(root.querySelector(".search-words").textContent);
  const input = document.querySelector(".search-form input");
  const status = root.querySelector(".search-status");
  const list = root.querySelector(".search-hits");
  const others = root.querySelector(".search-others");
  const help = root.querySelector(".search-help");
  const more = root.querySelector(".search-more");
  const order = root.querySelector(".search-order select");
  const panel = root.querySelector(".search-facets");
  root.hidden = false;
  for (const each of document.querySelectorAll(".without-search")) each.hidden = true;
  status.textContent = words.loading;

  const answer = await fetch(root.dataset.index);
  if (!answer.ok) throw new Error(`search index: ${answer.status}`);
  const index = new Index(await answer.json());
  const facets = new Facets(index.data.facets);
  let state = readAddress(location.search, index.data.facets);
  let shown = PAGE;
  const boxes = drawFacets();
  input.value = state.text;
  order.value = state.sort;

  input.addEventListener("input", () => {
    state = { ...state, text: input.value };
    shown = PAGE;
    remember("replaceState");
    show();
  });
  order.addEventListener("change", () => choose({ sort: order.value }));
  more.addEventListener("click", () => {
    const first = shown;
    shown += PAGE;
    show();
    list.children[first]?.querySelector("a").focus();
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember("pushState");
    list.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => {
    state = readAddress(location.search, index.data.facets);
    input.value = state.text;
    order.value = state.sort;
    show();
  });
  root.closest("main").addEventListener("keydown", moveByKeys);
  show();
  scrollTo(0, history.state?.y ?? 0);
  addEventListener("pagehide", () => history.replaceState({ y: scrollY }, ""));

  function remember(how) {
    history[how]({ y: scrollY }, "", location.pathname + writeAddress(state));
  }

  function choose(change) {
    state = { ...state, ...change };
    shown = PAGE;
    remember("pushState");
    show();
  }

  function toggle(key, value, on) {
    const chosen = new Map(state.chosen);
    const values = new Set(chosen.get(key));
    if (on) values.add(value);
    else values.delete(value);
    chosen.set(key, values);
    choose({ chosen });
  }

  function show() {
    const { hits, unknown, dropped, query } = index.search(state.text);
    const courses = hits.filter(({ document }) => index.data.documents[document].kind === 0);
    const rest = state.text ? hits.filter(({ document }) => index.data.documents[document].kind !== 0) : [];
    const fitting = sorted(courses.filter(({ document }) => facets.fits(document, state.chosen)), state.sort, index.data);
    const unmet = [...unknown, ...dropped];
    list.replaceChildren(...fitting.slice(0, shown).map((hit) => drawHit(hit, query, unmet)));
    others.hidden = !rest.length;
    others.querySelector("ul").replaceChildren(...rest.slice(0, 6).map((hit) => drawHit(hit, query, [])));
    more.hidden = fitting.length <= shown;
    status.textContent = fitting.length === 1 ? words.one : words.many.replace("{count}", fitting.length);
    showHelp(fitting, courses, unmet);
    showCounts(courses.map(({ document }) => document));
  }

  function showHelp(fitting, courses, unmet) {
    const parts = [];
    if (unmet.length) parts.push(element("p", {}, `${words.unknown} `, ...strike(unmet)));
    if (!fitting.length) {
      const loose = facets.loosen(courses.map(({ document }) => document), state.chosen);
      if (loose) {
        const text = words.loosen.replace("{value}", loose.label).replace("{count}", loose.count);
        const button = element("button", { type: "button", className: "button" }, text);
        button.addEventListener("click", () => toggle(loose.key, loose.value, false));
        parts.push(element("p", {}, button));
      } else parts.push(element("p", {}, words.none));
    }
    help.replaceChildren(...parts);
  }

  function showCounts(documents) {
    facets.counts(documents, state.chosen).forEach((counts, at) => {
      const { key, values } = index.data.facets[at];
      counts.forEach((count, number) => {
        const { box, label, number: shownCount } = boxes[at][number];
        box.checked = state.chosen.get(key)?.has(values[number][0]) ?? false;
        shownCount.textContent = count;
        label.classList.toggle("zero", !count && !box.checked);
      });
    });
  }

  function drawFacets() {
    return index.data.facets.map(({ key, label, values }) => {
      const drawn = values.map(([value, text]) => {
        const box = element("input", { type: "checkbox" });
        const number = element("span", { className: "count" });
        box.addEventListener("change", () => toggle(key, value, box.checked));
        return { box, number, label: element("label", {}, box, element("span", {}, text), number) };
      });
      const group = element("fieldset", {}, element("legend", { className: "unseen" }, label), ...drawn.map((each) => each.label));
      const open = state.chosen.has(key) || key === "fag" || key === "trinn";
      panel.append(element("details", { open }, element("summary", {}, label), group));
      return drawn;
    });
  }

  function drawHit({ document: number, missing, reasons }, query, unmet) {
    const hit = index.data.documents[number];
    const lang = hit.lang ? { lang: hit.lang } : {};
    const seek = query.words.length ? `?h=${encodeURIComponent(query.words.join(" "))}` : "";
    const card = element("li", { className: "card" },
      element("h2", { className: "card-title" }, element("a", { href: hit.address + seek, ...lang }, ...marked(hit.title, query))));
    if (hit.where) card.append(element("p", { className: "card-where" }, ...marked(hit.where, query)));
    card.append(element("p", { className: "hit-text", ...lang }, ...marked(hit.text, query)));
    const why = reasons.map(([word, reason]) => `${word} → ${reason}`);
    const lacking = [...missing, ...unmet];
    if (why.length || lacking.length) {
      card.append(element("p", { className: "hit-why" }, why.join(" · "), why.length && lacking.length ? " · " : "", ...strike(lacking)));
    }
    if (hit.facts) card.append(element("ul", { className: "facts-line" }, ...hit.facts.map((fact) => element("li", {}, fact))));
    const tags = [];
    if (hit.state) tags.push(element("span", { className: `tag tag-${hit.stateKey}` }, hit.state));
    if (hit.sample) tags.push(element("span", { className: "tag tag-sample" }, words.sample));
    if (tags.length) card.append(element("p", { className: "tags" }, ...tags));
    return card;
  }

  /** The text with words that begin as a word of the query does marked. */
  function marked(text, query) {
    const parts = [];
    let last = 0;
    for (const match of text.matchAll(index.token)) {
      const word = match[0].toLowerCase();
      if (query.words.some((each) => each.length > 1 && word.startsWith(each))) {
        parts.push(text.slice(last, match.index), element("mark", {}, match[0]));
        last = match.index + match[0].length;
      }
    }
    return [...parts, text.slice(last)];
  }

  function moveByKeys(event) {
    const links = [...root.querySelectorAll(".card-title a")];
    const at = links.indexOf(document.activeElement);
    const inField = document.activeElement === input;
    if (event.key === "ArrowDown" && (inField || at >= 0)) links[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else if (event.key === "Escape" && at >= 0) input.focus();
    else return;
    event.preventDefault();
  }
}

function strike(list) {
  return list.flatMap((word, at) => [...(at ? [" "] : []), element("s", {}, word)]);
}

function element(name, { lang, ...properties }, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  if (lang) made.lang = lang;
  made.append(...children);
  return made;
}
