// The page of my list: what is in it, in what order, side by side, with all gatherings in one calendar.
import { button, element } from "../dom.js";
import { onHost } from "../root.js";
import { calendar, isSpan, readBusy } from "./calendar.js";
import { readCourse } from "./course.js";
import { download, joinCalendars, writeTable } from "./files.js";
import { load, readIds, save } from "./kept.js";

const MOST_COMPARED = 4;

export async function startList(root) {
  const at = (name) => root.querySelector(`.list-${name}`);
  const words = JSON.parse(at("words").textContent);
  const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
  const given = new URLSearchParams(location.search);
  const asked = readIds(given.get("l") ?? "");
  const mine = load();
  let ids = given.has("l") ? asked.ids : mine;
  let own = ids.join() === mine.join();
  let busy = readBusy(given.get("ferie") ?? "");
  let compared = new Set(ids.slice(0, 3));
  const known = new Map();

  at("save").addEventListener("click", () => {
    own = save(ids);
    show();
  });
  at("copy").addEventListener("click", async () => {
    const said = at("said");
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = words.copied;
    } catch { // over http there is no clipboard, and a reader can refuse it
      const address = element("span", {}, location.href);
      said.replaceChildren(`${words.notcopied} `, address);
      getSelection().selectAllChildren(address);
    }
  });
  at("print").addEventListener("click", () => print());
  at("table").addEventListener("click", () => download("min-liste.csv", "text/csv", writeTable(table())));
  at("calendar").addEventListener("click", async () => {
    const files = courses().map((course) => course.calendar).filter(Boolean);
    const texts = await Promise.all(files.map(fetchText)).catch(() => null);
    at("said").textContent = texts ? "" : words.nocalendar;
    if (texts?.length) download("min-liste.ics", "text/calendar", joinCalendars(texts, document.querySelector("h1").textContent.trim()));
  });
  at("busy").addEventListener("submit", (event) => {
    event.preventDefault();
    const span = ["first", "last"].map((name) => event.target.elements[name].value);
    span[1] ||= span[0];
    at("busy-said").textContent = isSpan(span) ? "" : words.nodays;
    if (isSpan(span)) change({ busy: [...busy, span] });
  });
  at("refused").textContent = asked.refused ? fill(words.refused, { count: asked.refused }) : "";
  await change({});

  async function fetchText(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.text();
  }

  function courses() {
    return ids.map((id) => known.get(id));
  }

  async function change(changes) {
    ({ ids = ids, busy = busy, compared = compared } = changes);
    if (own) save(ids);
    const query = [ids.length ? `l=${ids.join(",")}` : "", busy.length ? `ferie=${busy.map((span) => span.join("_"))}` : ""];
    history.replaceState(null, "", `${location.pathname}?${query.filter(Boolean).join("&")}`.replace(/\?$/, ""));
    try {
      const missing = ids.filter((id) => !known.has(id));
      const read = await Promise.all(missing.map((id) => readCourse(id, root.dataset.prefix)));
      for (const course of read) known.set(course.id, course);
    } catch {
      at("said").textContent = words.lost;
      return;
    }
    show();
  }

  function show() {
    at("shared").hidden = own;
    at("empty").hidden = ids.length > 0;
    at("full").hidden = !ids.length;
    at("kept").replaceChildren(...ids.map(drawCourse));
    at("side").replaceChildren(...sideBySide());
    drawCalendar();
    root.dataset.shown = ids.length;
  }

  function drawCourse(id, place) {
    const course = known.get(id);
    const link = element("a", { href: course.address ?? onHost(`${root.dataset.prefix}/${id}/`), lang: course.lang }, course.title);
    const box = element("input", { type: "checkbox", checked: compared.has(id) });
    box.disabled = !box.checked && compared.size >= MOST_COMPARED;
    box.addEventListener("change", () => {
      const next = new Set(compared);
      box.checked ? next.add(id) : next.delete(id);
      change({ compared: next }).then(() => document.querySelector(`[data-box="${CSS.escape(id)}"]`)?.focus());
    });
    box.dataset.box = id;
    const move = (by, name) => button(name, () => moveTo(id, place + by), {
      className: "button button-quiet", disabled: !ids[place + by], ariaLabel: `${name}: ${course.title}`,
    });
    const facts = course.facts.slice(0, 5).map(([, value]) => element("li", {}, value));
    return element("li", { className: "kept" },
      element("h2", { className: "card-title" }, link),
      element("p", { className: "card-where" }, course.lost ? words.gone : course.where),
      ...(course.gone || course.note ? [element("p", { className: "alert alert-warning" }, course.note || course.state)] : []),
      element("ul", { className: "facts-line" }, ...facts, ...(course.state && !course.gone ? [element("li", {}, course.state)] : [])),
      element("p", { className: "kept-tools" },
        move(-1, words.up), move(1, words.down),
        button(words.remove, () => change({ ids: ids.filter((each) => each !== id) }), {
          className: "button button-quiet", ariaLabel: `${words.remove}: ${course.title}`,
        }),
        ...(course.facts.length ? [element("label", {}, box, ` ${words.compare}`)] : [])));
  }

  function moveTo(id, place) {
    const rest = ids.filter((each) => each !== id);
    change({ ids: [...rest.slice(0, place), id, ...rest.slice(place)] })
      .then(() => at("kept").children[place].querySelector("button:enabled")?.focus());
  }

  function sideBySide() {
    const chosen = courses().filter((course) => course && compared.has(course.id) && course.facts.length);
    if (chosen.length < 2) return [];
    const names = [...new Set(chosen.flatMap(({ facts }) => facts.map(([name]) => name)))];
    const rows = names.map((name) => {
      const values = chosen.map(({ facts }) => facts.find(([each]) => each === name)?.[1] ?? "–");
      const differs = new Set(values).size > 1;
      const head = element("th", { scope: "row" }, name, ...(differs ? [" ", element("span", { className: "differs" }, words.differs)] : []));
      return element("tr", {}, head, ...values.map((value) => element("td", {}, value)));
    });
    const heads = chosen.map(({ title, where, lang }) =>
      element("th", { scope: "col" }, element("span", { lang }, title), element("br"), element("small", {}, where)));
    return [
      element("h2", {}, words.side),
      element("div", { className: "table-scroll", tabIndex: 0, role: "region", ariaLabel: words.side },
        element("table", { className: "side" }, element("thead", {}, element("tr", {}, element("td"), ...heads)), element("tbody", {}, ...rows))),
    ];
  }

  function drawCalendar() {
    const all = courses();
    const name = (number) => (number < 0 ? words.busy : `${number + 1}. ${all[number].title}`);
    const rows = calendar(all, busy).map(({ first, last, text, place, course, clashes }) => element("tr",
      { className: clashes.length ? "clash" : "" },
      element("td", {}, text ?? span(first, last)),
      element("td", {}, name(course), ...(place ? [element("br"), element("small", {}, place)] : [])),
      element("td", {}, clashes.length ? fill(words.clash, { other: clashes.map(name).join(", ") }) : "",
        ...(course < 0 ? [button(words.remove, () => change({ busy: busy.filter((span) => span.join() !== [first, last].join()) }), { className: "button button-quiet" })] : []))));
    at("days").replaceChildren(...rows);
    at("nodays").hidden = rows.length > 0;
    at("dates").hidden = !rows.length;
    const clashing = new Set(calendar(all, busy).filter(({ clashes, course }) => clashes.length && course >= 0).map(({ course }) => course));
    at("clashes").textContent = rows.length ? (clashing.size ? fill(words.clashes, { count: clashing.size }) : words.noclash) : "";
  }

  function span(first, last) {
    return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).formatRange(new Date(first), new Date(last));
  }

  function table() {
    const all = courses();
    const names = [...new Set(all.flatMap(({ facts }) => facts.map(([each]) => each)))];
    return [
      [words.priority, words.title, words.where, words.state, ...names, words.gatherings, words.address],
      ...all.map((course, number) => [
        number + 1, course.title, course.where ?? "", course.state ?? "",
        ...names.map((each) => course.facts.find(([fact]) => fact === each)?.[1] ?? ""),
        course.days.map(({ text }) => text).join(", "), new URL(course.address ?? location.href, location.href).href,
      ]),
    ];
  }
}
