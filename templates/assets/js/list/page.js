// The page of my list: what is in it, in what order, side by side, with all gatherings in one calendar.
import { button, element, whenIdle } from "../dom.js";
import { wordsOfAway } from "./away.js";
import { calendar, isSpan, readBusy } from "./calendar.js";
import { drawComparison } from "./compare.js";
import { readCourse } from "./course.js";
import { download, joinCalendars, writeTable } from "./files.js";
import { drawItem } from "./item.js";
import { load, MOST, readIds, readName, save } from "./kept.js";
import { qrImage } from "./qr.js";

const MOST_COMPARED = 4;

export async function startList(root) {
  const at = (name) => root.querySelector(`.list-${name}`);
  const words = JSON.parse(at("words").textContent);
  const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
  const given = new URLSearchParams(location.search);
  const asked = readIds(given.get("l") ?? "");
  const sender = readName(given.get("fra") ?? "");
  let ids = given.has("l") ? asked.ids : load();
  let own = ids.join() === load().join();
  let busy = readBusy(given.get("ferie") ?? "");
  let compared = new Set(ids.slice(0, 3));
  const known = new Map();

  at("save").addEventListener("click", keepShared);
  at("share").addEventListener("click", share);
  at("sender").addEventListener("input", drawCode);
  at("print").addEventListener("click", () => print());
  at("table").addEventListener("click", () => download("min-liste.csv", "text/csv", writeTable(table())));
  at("calendar").addEventListener("click", downloadCalendar);
  at("busy").addEventListener("submit", addBusy);
  at("refused").textContent = asked.refused ? fill(words.refused, { count: asked.refused }) : "";
  addEventListener("storage", followOtherTabs);
  addEventListener("pageshow", ({ persisted }) => persisted && followOtherTabs());
  await update({});

  function courses() {
    return ids.map((id) => known.get(id));
  }

  /** Changes the list, from what the browser holds now where it is the reader's own: another tab may have added to it. */
  async function edit(change) {
    const next = change(own ? load() : ids);
    if (own && !save(next)) return say(words.unsaved);
    dispatchEvent(new Event("kept"));
    return update({ ids: next });
  }

  function followOtherTabs() {
    if (own) return update({ ids: load() });
    own = ids.join() === load().join();
    return show();
  }

  async function update(changes) {
    ({ ids = ids, busy = busy, compared = compared } = changes);
    history.replaceState(null, "", addressOf(own ? "" : sender));
    try {
      const missing = ids.filter((id) => !known.has(id));
      const read = await Promise.all(missing.map((id) => readCourse(id, root.dataset.prefix, words.parts)));
      for (const course of read) known.set(course.id, course);
    } catch {
      return say(words.lost);
    }
    return show();
  }

  function addressOf(name) {
    const query = [
      ids.length && `l=${ids.join(",")}`, busy.length && `ferie=${busy.map((span) => span.join("_"))}`, name && `fra=${encodeURIComponent(name)}`,
    ];
    return new URL(`${location.pathname}?${query.filter(Boolean).join("&")}`.replace(/\?$/, ""), location.href).href;
  }

  function show() {
    at("shared").hidden = own;
    at("share").classList.toggle("button-quiet", !own); // one main button: a receiver keeps the list first
    at("shared-by").textContent = fill(sender ? words.sharedby : words.shared, { name: sender, count: ids.length });
    at("empty").hidden = ids.length > 0;
    at("full").hidden = !ids.length;
    at("kept").replaceChildren(...ids.map(drawKept));
    at("away-days").replaceChildren(...courses().map(drawAway));
    at("side").replaceChildren(...drawComparison(courses().filter(({ id, facts }) => compared.has(id) && facts.length), words));
    drawCalendar();
    root.dataset.shown = ids.length;
    whenIdle(drawCode);
  }

  /** One sentence, spoken by a screen reader; with `undo` a button beside it that takes the last change back. */
  function say(text, undo) {
    at("said").textContent = text;
    at("undo").replaceChildren();
    if (!undo) return;
    const take = () => Promise.resolve(undo()).then(() => {
      say(words.undone);
      focusOn(at("kept").querySelector("a") ?? document.querySelector("h1"));
    });
    at("undo").append(button(words.undo, take, { className: "button button-quiet" }));
    at("undo").firstChild.focus();
  }

  function focusOn(place) {
    if (place.tagName === "H1") place.tabIndex = -1;
    place.focus();
  }

  function keepShared() {
    const before = load();
    if (!save(ids)) return say(words.unsaved);
    own = true;
    dispatchEvent(new Event("kept"));
    return update({}).then(() => {
      const undo = () => {
        own = save(before);
        return update({ ids: before });
      };
      say(before.length ? fill(words.replaced, { count: before.length }) : words.saved, before.length && undo);
      if (!before.length) focusOn(document.querySelector("h1"));
    });
  }

  async function share() {
    const url = addressOf(readName(at("sender").value) || (own ? "" : sender));
    try {
      if (navigator.share) return await navigator.share({ title: document.title, url });
    } catch (fault) {
      if (fault.name === "AbortError") return undefined; // the reader closed the sheet
    }
    try {
      await navigator.clipboard.writeText(url);
      return say(words.copied);
    } catch { // over http there is no clipboard, and a reader can refuse it
      const address = element("span", {}, url);
      at("said").replaceChildren(`${words.notcopied} `, address);
      return getSelection().selectAllChildren(address);
    }
  }

  async function downloadCalendar() {
    const files = courses().map((course) => course.calendar).filter(Boolean);
    const texts = await Promise.all(files.map(fetchText)).catch(() => null);
    say(texts ? "" : words.nocalendar);
    if (texts?.length) download("min-liste.ics", "text/calendar", joinCalendars(texts, document.querySelector("h1").textContent.trim()));
  }

  async function fetchText(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.text();
  }

  function addBusy(event) {
    event.preventDefault();
    const span = ["first", "last"].map((name) => event.target.elements[name].value);
    span[1] ||= span[0];
    at("busy-said").textContent = isSpan(span) ? "" : words.nodays;
    if (isSpan(span)) update({ busy: [...busy, span] });
  }

  function drawKept(id, place) {
    const course = known.get(id);
    return drawItem(course, words, root.dataset.prefix, {
      isCompared: compared.has(id),
      mayCompare: compared.size < MOST_COMPARED,
      compare(isOn) {
        const next = new Set(compared);
        next[isOn ? "add" : "delete"](id);
        update({ compared: next }).then(() => root.querySelector(`[data-box="${CSS.escape(id)}"]`)?.focus());
      },
      move: own ? { up: place ? () => moveBy(id, -1) : null, down: ids[place + 1] ? () => moveBy(id, 1) : null } : null,
      remove: () => remove(id),
    });
  }

  /** Moves a course; the focus stays on the same button, or the other one where it can go no further. */
  async function moveBy(id, by) {
    await edit((list) => {
      const rest = list.filter((each) => each !== id);
      const place = list.indexOf(id) + by;
      return list.includes(id) ? [...rest.slice(0, place), id, ...rest.slice(place)] : list;
    });
    const place = ids.indexOf(id);
    const [up, down] = at("kept").children[place]?.querySelectorAll("button") ?? [];
    [by < 0 ? up : down, up, down].find((each) => each && !each.disabled)?.focus();
    say(fill(words.moved, { title: known.get(id).title, place: place + 1, count: ids.length }));
  }

  async function remove(id) {
    const place = ids.indexOf(id);
    await edit((list) => list.filter((each) => each !== id));
    say(fill(words.removed, { title: known.get(id).title }), () => edit((list) => {
      if (list.includes(id) || list.length >= MOST) return list;
      return [...list.slice(0, place), id, ...list.slice(place)];
    }));
  }

  function drawAway({ title, lang, days }) {
    const away = wordsOfAway(days, words);
    return element("li", {}, element("span", { lang }, title), ": ", away ? `${words.away.toLowerCase()}: ${away}` : words.noaway);
  }

  /** The address of the list as a picture for paper, and in letters. */
  function drawCode() {
    const address = addressOf(readName(at("sender").value) || (own ? "" : sender));
    const image = ids.length ? qrImage(address, words.code) : null;
    at("code").replaceChildren(...(image ? [image] : []));
    at("address").textContent = address;
  }

  function drawCalendar() {
    const all = courses();
    const name = (number) => (number < 0 ? words.busy : `${number + 1}. ${all[number].title}`);
    const found = calendar(all, busy);
    const rows = found.map(({ first, last, text, place, course, clashes }) => element("tr",
      { className: clashes.length ? "clash" : "" },
      element("td", {}, text ?? span(first, last)),
      element("td", {}, name(course), ...(place ? [element("br"), element("small", {}, place)] : [])),
      element("td", {}, clashes.length ? fill(words.clash, { other: clashes.map(name).join(", ") }) : "",
        ...(course < 0 ? [button(words.remove, () => update({ busy: busy.filter((span) => span.join() !== [first, last].join()) }), { className: "button button-quiet" })] : []))));
    at("days").replaceChildren(...rows);
    at("nodays").hidden = rows.length > 0;
    at("dates").hidden = !rows.length;
    const having = (isIt) => new Set(found.filter(({ clashes, course }) => course >= 0 && clashes.some(isIt)).map(({ course }) => course)).size;
    const [together, ruledOut] = [having((other) => other >= 0), having((other) => other < 0)];
    const told = [together && fill(words.clashes, { count: together }), ruledOut && fill(words.ruledout, { count: ruledOut })].filter(Boolean);
    at("clashes").textContent = rows.length ? told.join(" ") || words.noclash : "";
  }

  function span(first, last) {
    return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).formatRange(new Date(first), new Date(last));
  }

  function table() {
    const all = courses();
    const names = [...new Set(all.flatMap(({ facts }) => facts.map(([each]) => each)))];
    return [
      [words.priority, words.title, words.where, words.state, words.deadline, ...names, words.away, words.gatherings, words.address],
      ...all.map((course, number) => [
        number + 1, course.title, course.where ?? "", course.state ?? "", course.deadline ?? "",
        ...names.map((each) => course.facts.find(([fact]) => fact === each)?.[1] ?? ""), wordsOfAway(course.days, words),
        course.days.map(({ text }) => text).join(", "), new URL(course.address ?? location.href, location.href).href,
      ]),
    ];
  }
}
