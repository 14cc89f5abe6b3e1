// The search page: what is typed, chosen and gone back to -> what is shown.
import { known, readAddress, writeAddress } from "./address.js";
import { afterPaint, button, element, followUp, whenIdle } from "../dom.js";
import { drawFacet, drawHit, replace, strike } from "./draw.js";
import { Facets } from "./facets.js";
import { Index } from "./index.js";
import { fold } from "./numbers.js";
import { patience } from "./spelling.js";
import { openStore } from "./store.js";

const PAGE = 10;
const PAUSE = 150;
const MOVES = new Set(["ArrowDown", "ArrowUp", "Escape"]);
const OPEN = new Set(["fag", "trinn"]);

async function startSearch(root) {
  const at = (name) => root.querySelector(name);
  const words = JSON.parse(at(".search-words").textContent);
  const input = document.querySelector(".search-form input");
  const [status, list, others, help, more] = [".search-status", ".search-hits", ".search-others", ".search-help", ".search-more"].map(at);
  const order = at(".search-order select");
  const sorts = [...order.options].map((option) => option.value);
  status.textContent = words.loading;

  let state = readAddress(location.search);
  let shown = Math.max(PAGE, history.state?.shown ?? 0);
  let turn = 0;
  let facets = null;
  let drawn = [];
  input.value ||= state.text;
  state.text = input.value;
  const { manifest, files, get } = await openStore(root.dataset.index);
  const index = new Index(manifest, files);

  const typed = followUp(() => show(resting));
  input.addEventListener("input", () => {
    state = { ...state, text: input.value };
    shown = PAGE;
    typed.ask();
    later("address", () => remember("replaceState"));
  });
  order.addEventListener("change", () => choose({ sort: order.value }));
  more.addEventListener("click", async () => {
    const first = shown;
    shown += PAGE;
    remember("replaceState");
    await show();
    list.children[first]?.querySelector("a").focus();
  });
  input.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    remember("pushState");
    await typed.settle();
    list.querySelector("a")?.focus();
  });
  addEventListener("popstate", async () => {
    state = readAddress(location.search);
    if (facets) state = known(state, facets.facets, sorts);
    shown = Math.max(PAGE, history.state?.shown ?? 0);
    input.value = state.text;
    await show();
    scrollTo(0, history.state?.y ?? 0);
  });
  root.closest("main").addEventListener("keydown", moveByKeys);
  addEventListener("pagehide", () => remember("replaceState"));

  // Facets are wanted first only by an address that has chosen some; else the list comes before them.
  if (state.chosen.size || state.sort) await startFacets();
  await show();
  if (history.state?.y) scrollTo(0, history.state.y);
  if (!facets) {
    await startFacets();
    await show();
  }

  async function startFacets() {
    await get([manifest.facets]);
    facets = new Facets(files.get(manifest.facets), index.size);
    state = known(state, facets.facets, sorts);
    order.value = state.sort;
    const panel = at(".search-panel");
    panel.open = matchMedia("(min-width: 860px)").matches;
    panel.querySelector("summary").addEventListener("click", () => {
      panel.classList.add("unfolding");
      afterPaint(() => panel.classList.remove("unfolding"));
    });
    drawn = facets.facets.map((facet) => {
      const open = state.chosen.has(facet.key) || OPEN.has(facet.key);
      const made = drawFacet(facet, open, (value, on) => toggle(facet.key, value, on));
      at(".search-facets").append(made.details);
      return made.rows;
    });
  }

  function remember(how) {
    const place = { y: scrollY, shown };
    if (how === "pushState") history.replaceState(place, "");
    history[how](place, "", location.pathname + writeAddress(state));
  }

  function choose(change) {
    state = { ...state, ...change };
    shown = PAGE;
    afterPaint(() => {
      remember("pushState");
      show(resting);
    });
  }

  function toggle(key, value, on) {
    const values = new Set(state.chosen.get(key));
    if (on) values.add(value);
    else values.delete(value);
    choose({ chosen: new Map(state.chosen).set(key, values) });
  }

  /** Search, fetch what that needs, and paint, the counts `when` there is time; what is typed meanwhile takes over. */
  async function show(when = (act) => act()) {
    const mine = (turn += 1);
    let result;
    for (;;) {
      result = index.search(state.text);
      const needs = [...result.needs, ...(state.sort && !files.has(manifest.orders) ? [manifest.orders] : [])];
      if (!needs.length) break;
      if (!(await fetched(needs)) || mine !== turn) return;
    }
    const [courses, texts] = manifest.kinds;
    const found = result.documents.filter((document) => document < courses);
    const rest = state.text ? result.documents.filter((document) => document >= courses).slice(0, 6) : [];
    let fitting = facets ? facets.fitting(found, state.chosen) : found;
    if (state.sort) {
      const among = new Set(fitting);
      fitting = files.get(manifest.orders)[state.sort].filter((document) => among.has(document));
    }
    const visible = fitting.slice(0, shown);
    const cards = [...new Set([...visible, ...rest].map((document) => manifest.cards[Math.floor(document / manifest.size)]))];
    const lacking = cards.filter((name) => !files.has(name));
    if (lacking.length && (!(await fetched(lacking)) || mine !== turn)) return;

    const unmet = [...result.unknown, ...result.dropped];
    const draw = (document, lacks) => {
      const card = files.get(manifest.cards[Math.floor(document / manifest.size)])[document % manifest.size];
      return drawHit(card, result.hit(document), result.query, lacks, words);
    };
    replace(list, visible.map((document) => draw(document, unmet)));
    others.hidden = !rest.length;
    replace(others.querySelector("ul"), rest.map((document) => draw(document, [])));
    more.hidden = fitting.length <= shown;
    status.textContent = fitting.length === 1 ? words.one : words.many.replace("{count}", fitting.length);
    showHelp(fitting, found, unmet, result.unknown);
    root.dataset.shown = turn;
    if (facets) when(() => showCounts(found));
  }

  async function fetched(names) {
    try {
      await get(names);
      return true;
    } catch {
      status.textContent = words.lost;
      return false;
    }
  }

  function showHelp(fitting, found, unmet, unknown) {
    const parts = [];
    if (unmet.length) parts.push(element("p", {}, `${words.unknown} `, ...strike(unmet)));
    const near = unknown.map((word) => [word, index.lexicon.nearest(word, patience(fold(word)) * 1.5)[0]]);
    for (const [word, form] of near.filter(([, form]) => form)) {
      parts.push(element("p", {}, button(words.nearest.replace("{word}", form), () => {
        input.value = input.value.toLowerCase().replace(word, () => form);
        input.dispatchEvent(new Event("input"));
        input.focus();
      })));
    }
    if (!fitting.length) {
      const loose = facets?.loosen(found, state.chosen);
      if (loose) {
        const text = words.loosen.replace("{value}", loose.label).replace("{count}", loose.count);
        parts.push(element("p", {}, button(text, () => toggle(loose.key, loose.value, false))));
      } else parts.push(element("p", {}, words.none));
    }
    replace(help, parts);
  }

  function showCounts(found) {
    facets.counts(found, state.chosen).forEach((counts, facet) => {
      const chosen = state.chosen.get(facets.facets[facet].key);
      drawn[facet].forEach(({ value, box, label, number }, row) => {
        const count = String(counts[row]);
        if (number.textContent !== count) number.textContent = count;
        box.checked = chosen?.has(value) ?? false;
        label.classList.toggle("zero", count === "0" && !box.checked);
      });
    });
    for (const folded of root.querySelectorAll(".search-facets fieldset")) whenIdle(() => layOut(folded));
  }

  async function moveByKeys(event) {
    if (!MOVES.has(event.key)) return;
    const onHit = root.contains(event.target) && event.target.matches(".card-title a");
    if (!onHit && (event.target !== input || event.key !== "ArrowDown")) return;
    event.preventDefault();
    await typed.settle();
    const links = [...root.querySelectorAll(".card-title a")];
    const here = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown") links[here + 1]?.focus();
    else if (event.key === "ArrowUp") (links[here - 1] ?? input).focus();
    else input.focus();
  }
}

/** Do what the list need not wait for, once typing rests; of several calls of one kind only the last is done. */
function later(kind, act) {
  clearTimeout(waiting.get(kind));
  waiting.set(kind, setTimeout(act, PAUSE));
}

/** Makes the browser lay out what is folded and has changed, so that it can be opened at once. */
const layOut = (folded) => folded.getBoundingClientRect();

const resting = (counting) => later("counts", counting);
const waiting = new Map();

// Elsewhere this is fetched ahead, for whoever is about to search.
const root = document.querySelector(".search");
if (root) startSearch(root);
