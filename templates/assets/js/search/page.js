// The search page: connects the input, the filters, the order and the history to the index, and renders the hits.
import { onlyKnown, readAddress, writeAddress } from "./address.js";
import { afterPaint, button, element, followUp } from "../dom.js";
import { openIndex, reopenIndex } from "./files.js";
import { Index } from "./index.js";
import { renderChips } from "./chips.js";
import { onHost } from "../root.js";
import { renderAnswers, renderHit, replaceChildren, strikeThrough } from "./render.js";

/** Hits shown at first, and added by «Show more». */
const PAGE_SIZE = 10;
/** Courses shown when those that nobody can get a place in are unfolded. */
const MAX_FOLDED = 20;
/** Articles and stories shown below the courses. */
const MAX_OTHERS = 6;
/** Milliseconds without typing before the address and the facet counts follow: a pause between words, not letters. */
const TYPING_PAUSE = 150;
/** Milliseconds without typing after which a town counts whose name begins those of others: Ski, on the way to Skien. */
const TOWN_PAUSE = 700;

async function startSearch(root) {
  const at = (name) => root.querySelector(name);
  const words = JSON.parse(at(".search-words").textContent);
  const input = document.querySelector(".search-form input");
  const [status, list, othersSection, help, more] = [".search-status", ".search-hits", ".search-others", ".search-help", ".search-more"].map(at);
  const [answers, folded, chips, asTable] = [".search-answers", ".search-folded", ".search-chips", ".search-as-table"].map(at);
  const order = at(".search-order select");
  const sorts = [...order.options].map((option) => option.value);
  status.textContent = words.loading;

  let state = readAddress(location.search);
  let shown = Math.max(PAGE_SIZE, history.state?.shown ?? 0);
  let latestSearch = 0;
  let filters = null;
  let panel = null;
  let focusAfter = null;
  let paused = true, held = false;
  input.value ||= state.text;
  state.text = input.value;
  let { manifest, files, get } = await openIndex(root.dataset.index);
  let index = new Index(manifest, files);

  const typed = followUp(() => show(afterTyping));
  let tools = null, combobox = null, tables = null;
  input.addEventListener("input", () => {
    later("suggestions", () => combobox?.render());
    state = { ...state, text: input.value };
    shown = PAGE_SIZE;
    paused = false;
    typed.ask();
    later("pause", pause, TOWN_PAUSE);
    later("address", () => updateHistory("replaceState"));
  });
  order.addEventListener("change", () => choose({ sort: order.value }));
  asTable.addEventListener("click", () => choose({ table: !state.table, sort: state.table ? "" : state.sort }));
  more.addEventListener("click", async () => {
    const first = shown;
    shown += PAGE_SIZE;
    updateHistory("replaceState");
    await show();
    list.children[first]?.querySelector("a").focus();
  });
  input.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    updateHistory("pushState");
    await typed.settle();
    await pause();
    list.querySelector("a")?.focus();
  });
  addEventListener("popstate", async () => {
    state = readAddress(location.search);
    paused = true;
    if (filters) await learn();
    shown = Math.max(PAGE_SIZE, history.state?.shown ?? 0);
    input.value = state.text;
    await show();
    scrollTo(0, history.state?.y ?? 0);
  });
  addEventListener("pagehide", () => updateHistory("replaceState"));

  // Filters and suggestions are fetched before the first hits only where the address has chosen a filter; else after them.
  if (state.chosen.size || state.sort || state.table) await startFilters();
  await show();
  if (history.state?.y) scrollTo(0, history.state.y);
  if (!filters) {
    await startFilters();
    await show();
  }

  async function startFilters() {
    [tools] = await Promise.all([import("./tools.js"), get([manifest.facets])]);
    combobox ??= tools.startCombobox(input, document.querySelector(".search-suggestions"), { ...words.facts, ...words.kinds }, suggestions, follow);
    filters = new tools.Filters(files.get(manifest.facets), index.size);
    if (!panel) tools.moveByKeys(root, input, () => typed.settle());
    panel ??= new tools.Panel(root, words, { change: (chosen) => choose({ chosen }), townsWanted: () => learn(true) });
    await learn();
    order.value = state.sort;
    panel.render(filters, state.chosen);
  }

  /** Fetches the facts that the chosen filters need, with `towns` where somebody names one, and reads the state with them. */
  async function learn(towns = state.chosen.has("fra")) {
    const facts = tools.Filters.needsFacts(state.chosen) || towns || state.table;
    const needed = [facts ? manifest.filters : "", towns ? manifest.towns : "", state.table ? manifest.orders : ""].filter(Boolean);
    if (state.table) tables ??= await tools.openTables(root.dataset.tables);
    if (needed.some((name) => !files.has(name)) || (needed.length && !filters.facts)) {
      await get(needed);
      filters.learn(files.get(manifest.filters), files.get(manifest.towns));
      if (towns) panel?.nameTowns([...filters.towns.values()].map(({ name }) => name));
    }
    state = onlyKnown(state, filters, state.table ? tables.ORDERS : sorts);
  }

  /** The suggestions for the text so far, from what has been fetched. */
  function suggestions() {
    const phrases = Object.assign({}, ...manifest.facts.files.map((name) => files.get(name)));
    const [courses] = manifest.kinds;
    const cards = manifest.cards.flatMap((name, file) => (files.get(name) ?? []).map((card, at) => [file * manifest.size + at < courses ? "course" : "answer", card]));
    return tools.suggest(input.value, { facets: filters?.facets, phrases, cards });
  }

  /** Follows a suggestion: opens its page, or searches for its text. */
  function follow({ address, text }) {
    if (address) location.assign(onHost(address));
    else {
      input.value = `${text} `;
      input.dispatchEvent(new Event("input"));
    }
  }

  function updateHistory(method) {
    const place = { y: scrollY, shown };
    if (method === "pushState") history.replaceState(place, "");
    history[method](place, "", location.pathname + writeAddress(state));
  }

  function choose(change) {
    state = { ...state, ...change };
    shown = PAGE_SIZE;
    afterPaint(async () => {
      if (filters) await learn();
      updateHistory("pushState");
      await show(afterTyping);
    });
  }

  /** Takes a filter away. The focus goes to the next chip, or to the number of hits. */
  function removeFilter(filter, at) {
    choose({ chosen: tools.withoutFilter(state.chosen, filter) });
    focusAfter = () => [...chips.querySelectorAll(".chip-filter")][at] ?? status;
  }

  /** Reads the last word as it stands, where it has waited for a pause in typing. */
  async function pause() {
    paused = true;
    if (held) await show(afterTyping);
  }

  /** Searches, fetches the files that takes, and renders the hits; `schedule` runs the counting. A later call cancels this one. */
  async function show(schedule = (act) => act()) {
    const thisSearch = (latestSearch += 1);
    let result;
    for (;;) {
      result = index.search(state.text, true, paused);
      const sorted = state.sort && state.sort !== "near" && !files.has(manifest.orders);
      const needs = [...result.needs, ...(sorted ? [manifest.orders] : [])];
      if (!needs.length) break;
      if (!(await fetchFiles(needs, thisSearch)) || thisSearch !== latestSearch) return;
    }
    held = result.held;
    const [courses] = manifest.kinds;
    const found = result.documents.filter((document) => document < courses);
    const above = result.documents.slice(0, result.answers);
    const others = state.text ? result.documents.slice(result.answers).filter((document) => document >= courses).slice(0, MAX_OTHERS) : [];
    const distances = filters?.distances(state.chosen);
    let filtered = filters ? filters.filter(found, state.chosen) : found;
    if (state.sort && state.table) filtered = tables.sorted(filtered, state.sort, filters, files.get(manifest.orders).title);
    else if (state.sort === "near") {
      if (distances) filtered = [...filtered].sort((one, other) => (distances[one] ?? Infinity) - (distances[other] ?? Infinity));
    } else if (state.sort) {
      const among = new Set(filtered);
      filtered = files.get(manifest.orders)[state.sort].filter((document) => among.has(document));
    }
    // Courses that nobody can get a place in are folded, unless they are asked for, or nothing else is found.
    const isFolded = (document) => result.folds(document) && !state.sort && !state.chosen.get("status")?.size;
    const complete = found.filter(result.complete);
    const counted = complete.length ? complete : found;
    const wanted = filtered.filter((document) => !isFolded(document));
    const unavailable = wanted.length ? filtered.filter((document) => isFolded(document) && (!complete.length || result.complete(document))) : [];
    if (wanted.length) filtered = wanted;
    const size = state.table ? Math.max(shown, tables.ROWS) : shown;
    const visible = filtered.slice(0, size);
    const below = [...unavailable.slice(0, MAX_FOLDED), ...others];
    const lacking = cardsLacking([...above, ...visible]);
    if (lacking.length && (!(await fetchFiles(lacking, thisSearch)) || thisSearch !== latestSearch)) return;

    const notFound = [...result.unknown, ...result.dropped];
    const cardOf = (document) => files.get(fileOfCard(document))[document % manifest.size];
    const withDistance = (card, document) => {
      const text = distances && document < courses ? tools.distanceText(distances[document], words) : "";
      return text ? { ...card, facts: [...(card.facts ?? []), text] } : card;
    };
    const render = (document, notFound) => renderHit(withDistance(cardOf(document), document), result.hit(document), result.query, notFound, words);
    replaceChildren(answers, renderAnswers(above.map(cardOf), result.query, words));
    const chosen = filters ? tools.chosenFilters(state.chosen, filters, words) : [];
    replaceChildren(chips, [
      ...renderChips(result.query, result.dropped, filters?.facets, words, removeCondition),
      ...(chosen.length ? tools.renderFilterChips(chosen, words, removeFilter, () => choose({ chosen: new Map() })) : []),
    ]);
    chips.hidden = !chips.children.length;
    replaceChildren(list, visible.map((document) => render(document, notFound)));
    if (tables) tables.show(root, visible, { cardOf, filters, state, words, sort: (key) => choose({ sort: key }) });
    folded.hidden = !unavailable.length;
    folded.querySelector("summary").textContent = unavailable.length === 1 ? words.foldedOne : words.folded.replace("{count}", unavailable.length);
    // What stands below the hits waits for its cards alone; until then nothing of an earlier word stands there.
    const renderBelow = () => {
      const ready = (document) => files.has(fileOfCard(document));
      othersSection.hidden = !others.some(ready);
      replaceChildren(othersSection.querySelector("ul"), others.filter(ready).map((document) => render(document, [])));
      replaceChildren(folded.querySelector("ul"), unavailable.slice(0, MAX_FOLDED).filter(ready).map((document) => render(document, notFound)));
    };
    renderBelow();
    const awaited = cardsLacking(below);
    if (awaited.length) fetchFiles(awaited, thisSearch).then((fetched) => fetched && thisSearch === latestSearch && renderBelow());
    more.hidden = filtered.length <= size;
    // Documents that lack something follow the others; they count only where nothing has everything.
    const unfolded = wanted.length ? counted.filter((document) => !isFolded(document)) : counted;
    const count = filters ? filters.filter(unfolded, state.chosen).length : unfolded.length;
    const missing = filtered.length ? [...result.hit(filtered[0]).missing, ...notFound] : [];
    const number = count === 1 ? words.one : words.many.replace("{count}", count);
    status.textContent = missing.length ? words.partly.replace("{words}", missing.join(", ")) : number + (tables?.orderIn(state, filters, words) ?? "");
    showHelp(filtered, found, notFound, result.unknown);
    root.dataset.shown = latestSearch;
    panel?.showChosen(state.chosen);
    panel?.showTotal(count);
    focusAfter?.().focus();
    focusAfter = null;
    if (filters) schedule(() => showCounts(unfolded, counted));
  }

  /** The name of the file with the card of a document. */
  function fileOfCard(document) {
    return manifest.cards[Math.floor(document / manifest.size)];
  }

  /** The names of the files with the cards of some documents that have not been fetched. */
  function cardsLacking(documents) {
    return [...new Set(documents.map(fileOfCard))].filter((name) => !files.has(name));
  }

  /** Takes the words of a condition out of the query. */
  async function removeCondition(condition) {
    const { withoutCondition } = tools ?? (await import("./tools.js"));
    const text = withoutCondition(input.value, condition, manifest.rules, manifest.token);
    if (text === null) return input.focus();
    input.value = text;
    input.dispatchEvent(new Event("input"));
    input.focus();
  }

  /** Fetches files. Where one is gone, something newer was published: searches again in that, else says what is wrong. */
  async function fetchFiles(names, thisSearch) {
    try {
      await get(names);
      return true;
    } catch {
      if (thisSearch === latestSearch) await followPublication(thisSearch);
      return false;
    }
  }

  async function followPublication(thisSearch) {
    let said = words.lost;
    try {
      const opened = await reopenIndex(root.dataset.index, manifest);
      if (thisSearch !== latestSearch) return;
      if (opened) {
        said = words.reload; // unless the scripts of this page can read the new index
        index = new Index(opened.manifest, opened.files);
        ({ manifest, files, get } = opened);
        if (filters) await startFilters();
        await show();
        return;
      }
    } catch { /* said below */ }
    if (thisSearch !== latestSearch) return;
    status.textContent = said;
    // No hit of an earlier word may stand under a new one.
    for (const each of [list, answers, chips, help, othersSection.querySelector("ul"), folded.querySelector("ul")]) replaceChildren(each, []);
    for (const each of [more, othersSection, folded, chips]) each.hidden = true;
  }

  function showHelp(filtered, found, notFound, unknown) {
    const parts = [];
    if (notFound.length) parts.push(element("p", {}, `${words.unknown} `, ...strikeThrough(notFound)));
    const near = unknown.map((word) => [word, index.lexicon.meant(word)]);
    for (const [word, form] of near.filter(([, form]) => form)) {
      parts.push(element("p", {}, button(words.nearest.replace("{word}", form), () => {
        input.value = input.value.toLowerCase().replace(word, () => form);
        input.dispatchEvent(new Event("input"));
        input.focus();
      })));
    }
    const undated = filters?.undated(found, state.chosen).length;
    if (undated) parts.push(element("p", {}, (undated === 1 ? words.undatedOne : words.undated).replace("{count}", undated)));
    if (!filtered.length) {
      const looser = filters ? tools.renderLooser(found, state.chosen, filters, words, (chosen) => {
        choose({ chosen });
        focusAfter = () => status;
      }) : [];
      parts.push(...(looser.length ? looser : [element("p", {}, words.none)]));
    }
    replaceChildren(help, parts);
  }

  /** Shows what ticking each value gives: a ticked state unfolds the courses that are folded. */
  function showCounts(unfolded, counted) {
    const byFacet = filters.counts(unfolded, state.chosen);
    const states = filters.facets.findIndex(({ key }) => key === "status");
    if (states >= 0) byFacet[states] = filters.counts(counted, state.chosen)[states];
    panel.showCounts(byFacet);
  }
}

/** Calls `act` after a pause in typing (debounced): of several calls of one kind only the last one runs. */
function later(kind, act, pause = TYPING_PAUSE) {
  clearTimeout(timers.get(kind));
  timers.set(kind, setTimeout(act, pause));
}

const afterTyping = (act) => later("counts", act);
const timers = new Map();

// On other pages main.js imports this module to prefetch it, when a search field gets the focus.
const root = document.querySelector(".search");
if (root) startSearch(root);
