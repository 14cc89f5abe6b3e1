// The panel of filters: boxes for facets, what else a reader can say, the map. On a phone it is a sheet over the page.
import { addStyle, afterPaint, button, element, whenIdle } from "../dom.js";
import { onHost } from "../root.js";
import { renderFacet } from "./facet-panel.js";

/** Facets that are unfolded at first. */
const OPEN_FACETS = new Set(["fag", "trinn"]);
/** Facets before what else can be said: subject, credits held and days are the questions of the front page. */
const FIRST_FACETS = 1;
const WIDE = matchMedia("(min-width: 860px)");

export class Panel {
  /** `change(chosen)` is called with the filters as they are chosen anew; `townsWanted()` when somebody is to name a town. */
  constructor(root, words, { change, townsWanted }) {
    [this.root, this.words, this.change] = [root, words, change];
    this.at = (name) => root.querySelector(name);
    this.chosen = new Map();
    this.rows = [];
    this.more = this.at(".search-asked");
    this.more.addEventListener("change", () => this.readMore());
    this.more.addEventListener("submit", (event) => event.preventDefault());
    this.more.elements.fra?.addEventListener("focus", townsWanted, { once: true });
    this.at(".search-open").addEventListener("click", () => this.open(true));
    this.at(".search-apply").addEventListener("click", () => this.open(false));
    this.at(".search-reset").addEventListener("click", () => change(new Map()));
    this.at(".search-sheet").addEventListener("keydown", (event) => event.key === "Escape" && this.isOpen && this.open(false));
    WIDE.addEventListener("change", () => this.isOpen && this.open(false));
  }

  get isOpen() {
    return this.at(".search-sheet").classList.contains("open");
  }

  /** Shows the boxes of the facets, and what else has been chosen. */
  render(filters, chosen) {
    this.filters = filters;
    this.chosen = chosen;
    const shown = filters.facets.filter(({ values }) => values.length);
    const made = shown.map((facet) => {
      const open = chosen.has(facet.key) || OPEN_FACETS.has(facet.key);
      return renderFacet(facet, open, (value, on) => this.toggle(facet.key, value, on));
    });
    this.rows = made.map(({ rows }) => rows);
    this.keys = shown.map(({ key }) => key);
    const details = made.map((each) => each.details);
    this.at(".search-facets").replaceChildren(...details.slice(0, FIRST_FACETS), this.more, ...details.slice(FIRST_FACETS));
    const counties = this.keys.indexOf("fylke");
    if (counties >= 0 && this.root.dataset.map) this.offerMap(details[counties]);
    this.showChosen(chosen);
  }

  /** Names the towns that can be chosen. */
  nameTowns(names) {
    this.at("datalist").replaceChildren(...names.map((value) => element("option", { value })));
  }

  /** Shows what has been chosen: ticked boxes, values of fields, how many filters there are. */
  showChosen(chosen) {
    this.chosen = chosen;
    for (const field of this.more.elements) {
      if (field === document.activeElement && field.type !== "checkbox") continue;
      const values = chosen.get(field.name);
      if (field.type === "checkbox") field.checked = values?.has(field.value) ?? false;
      else if (field.name) field.value = [...(values ?? [])].join(", ");
    }
    for (const group of this.more.querySelectorAll("details")) {
      if ([...group.querySelectorAll("[name]")].some(({ name }) => chosen.get(name)?.size)) group.open = true;
    }
    const count = [...chosen.values()].reduce((sum, values) => sum + values.size, 0);
    this.at(".search-open").textContent = count ? `${this.words.filter} (${count})` : this.words.filter;
    this.at(".search-reset").disabled = !count;
    for (const land of this.root.querySelectorAll(".map svg > a")) {
      land.ariaCurrent = chosen.get("fylke")?.has(keyOf(land)) ? "true" : null;
    }
  }

  /** Shows what ticking each value gives. `byFacet` has the counts of every facet. */
  showCounts(byFacet) {
    this.rows.forEach((rows, number) => {
      const key = this.keys[number];
      const counts = byFacet[this.filters.facets.findIndex((facet) => facet.key === key)];
      const chosen = this.chosen.get(key);
      // What nothing has is left out, unless the facet would be empty.
      rows[0].label.parentElement.classList.toggle("some", counts.some(Boolean));
      rows.forEach(({ value, box, label, number: shown }, row) => {
        const count = String(counts[row]);
        if (shown.textContent !== count) shown.textContent = count;
        box.checked = chosen?.has(value) ?? false;
        label.classList.toggle("zero", count === "0" && !box.checked);
      });
    });
    for (const folded of this.root.querySelectorAll(".search-facets fieldset")) whenIdle(() => folded.getBoundingClientRect());
  }

  /** Shows how many courses the button that closes the sheet leads to. */
  showTotal(count) {
    this.at(".search-apply").textContent = count === 1 ? this.words.showOne : this.words.show.replace("{count}", count);
  }

  toggle(key, value, on) {
    const values = new Set(this.chosen.get(key));
    if (on) values.add(value);
    else values.delete(value);
    this.change(new Map(this.chosen).set(key, values));
  }

  /** Reads the fields that are no facet. */
  readMore() {
    const chosen = new Map(this.chosen);
    const data = new FormData(this.more);
    for (const name of new Set([...this.more.elements].map((field) => field.name).filter(Boolean))) {
      const values = data.getAll(name).flatMap((text) => (name === "uker" ? text.split(",") : [text])).map((text) => text.trim()).filter(Boolean);
      chosen.set(name, new Set(values));
    }
    this.change(chosen);
  }

  /** Opens or closes the sheet. What lies under it cannot be reached meanwhile. */
  open(on) {
    const sheet = this.at(".search-sheet");
    sheet.classList.toggle("open", on);
    sheet.role = on ? "dialog" : null;
    sheet.ariaModal = on ? "true" : null;
    sheet.classList.add("unfolding");
    for (let part = sheet; part !== document.body; part = part.parentElement) {
      for (const other of part.parentElement.children) if (other !== part) other.inert = on;
    }
    document.documentElement.classList.toggle("under-sheet", on);
    afterPaint(() => {
      sheet.classList.remove("unfolding");
      if (on) sheet.querySelector("h2").focus();
      else this.at(".search-open").focus({ preventScroll: !WIDE.matches });
    });
  }

  /** Offers the map of the front page in the facet of the counties: no second map can differ from that one. */
  offerMap(details) {
    const offer = button(this.words.map, async () => {
      const [answer] = await Promise.all([fetch(onHost(this.root.dataset.map)), addStyle(onHost(this.root.dataset.mapStyle))]);
      const svg = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".map svg");
      if (!svg) return offer.remove();
      svg.setAttribute("aria-label", this.words.map);
      svg.removeAttribute("aria-labelledby");
      offer.replaceWith(element("div", { className: "map" }, document.importNode(svg, true)));
      return this.wireMap();
    }, { className: "button button-quiet" });
    details.querySelector("summary").after(offer);
  }

  wireMap() {
    for (const land of this.root.querySelectorAll(".map svg > a")) {
      land.addEventListener("click", (event) => {
        event.preventDefault();
        this.toggle("fylke", keyOf(land), !this.chosen.get("fylke")?.has(keyOf(land)));
      });
    }
    this.showChosen(this.chosen);
  }
}

/** The key of the county that a link of the map leads to: the last part of its address. */
const keyOf = (land) => land.getAttribute("href").split("/").at(-2);

/** The chips of the chosen filters, and a way to take all of them away: `remove(filter, number)`, `reset()`. */
export function renderFilterChips(chosen, words, remove, reset) {
  const made = chosen.map((filter, at) => {
    const chip = element("button", { type: "button", className: "chip chip-filter" }, `${filter.text} `);
    chip.append(element("span", { className: "chip-cross", ariaHidden: "true" }, "×"));
    chip.append(element("span", { className: "unseen" }, ` (${words.remove.replace("{words}", filter.text)})`));
    chip.addEventListener("click", () => remove(filter, at));
    return element("li", {}, chip);
  });
  if (!made.length) return made;
  const all = element("button", { type: "button", className: "chip chip-reset" }, words.reset);
  all.addEventListener("click", reset);
  return [...made, element("li", {}, all)];
}
