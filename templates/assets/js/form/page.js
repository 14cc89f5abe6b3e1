// The page of the form: checks while the editor types, and stores a draft in the browser.
import { element } from "../dom.js";
import { download } from "../list/files.js";
import { ROOT, onHost } from "../root.js";
import { addItem, choose, collect, describe, elementOf, fill, isMap, items } from "./fields.js";
import { merge } from "./merge.js";
import { preview } from "./preview.js";
import { check, fillIn } from "./rules.js";
import { textFaults } from "./text.js";
import { bodyOf, rewrite, slug, write } from "./write.js";

const PLACES = ["year", "institution", "name"];
const LONGEST_ADDRESS = 7500; // characters; servers answer 414 above about 8,000

export async function startForm(root) {
  const at = (name) => root.querySelector(`.form-${name}`);
  const rules = JSON.parse(at("rules").textContent);
  const words = JSON.parse(at("words").textContent);
  const say = (text, values) => fillIn(text, values, document.documentElement.lang);
  const form = at("fields");
  const place = (name) => form.querySelector(`[data-place="${name}"] :is(select, input)`);
  const changed = new URLSearchParams(location.search).get("endre");
  const draft = `studiekatalog.utkast${ROOT}/${changed ?? ""}`;
  const touched = new Set();
  const unshown = new Set(); // JSON of the values of the file that the form cannot show
  let named = false;
  let source;
  let before = {};
  let taken = false;

  if (changed) {
    document.querySelector("h1").textContent = document.querySelector("h1").dataset.change;
    source = /^[\w-]+(\/[\w-]+){2}$/.test(changed) ? await fetchSource(changed) : undefined;
    if (!source) {
      at("status").textContent = words.missing;
      at("status").className = "form-status alert alert-warning";
      return;
    }
    const [year, institution, name] = changed.split("/");
    if (![...place("year").options].some(({ value }) => value === year)) place("year").append(element("option", { value: year }, year));
    Object.assign(place("year"), { value: year, disabled: true });
    Object.assign(place("institution"), { value: institution, disabled: true });
    Object.assign(place("name"), { value: name, disabled: true });
    begin();
    before = collect(form, rules.fields);
  } else begin();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target === place("name")) named = place("name").value !== "";
    touch(event.target);
    keep();
    show();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget?.matches(".form-fix")) return; // drawing the faults anew would remove the button
    if (event.target.closest(".form-field")) touch(event.target);
    show();
    checkWhetherNameIsTaken();
  });
  form.addEventListener("click", (event) => {
    const field = event.target.closest(".groups");
    if (event.target.matches(".form-add")) addItem(field).querySelector("input, select").focus();
    else if (event.target.matches(".form-remove")) {
      event.target.closest(".item").remove();
      field.querySelector(".form-add").focus();
    } else return;
    keep();
    show();
  });
  at("discard").addEventListener("click", () => {
    try {
      localStorage.removeItem(draft);
    } finally {
      location.reload();
    }
  });
  at("copy").addEventListener("click", copy);
  at("download").addEventListener("click", () => download(path().split("/").pop(), "text/markdown", file()));
  at("open").addEventListener("click", () => {
    if (!at("open").dataset.whole) copy();
  });
  try {
    restore();
    show();
  } catch {
    begin(); // a draft of another release; «discard» removes it
    show();
  }
  root.dataset.ready = "";

  /** Fills the form with the file to change, or the first values of a new one. */
  function begin() {
    const origin = rules.fields.find(({ key }) => key === "opphav").required ? { opphav: { type: "dokumentert" } } : {};
    const first = { språk: root.dataset.language, undervisningsspråk: [root.dataset.language], status: "", ...origin };
    fill(form, rules.fields, source ? source.fields : first, cannot);
    at("text").value = source ? bodyOf(source.text) : "";
  }

  async function fetchSource(key) {
    const answer = await fetch(onHost(`${root.dataset.files}${key}.json`)).catch(() => undefined);
    return answer?.ok ? answer.json() : undefined;
  }

  function cannot(field) {
    unshown.add(JSON.stringify(field.kept));
    field.append(element("p", { className: "small form-cannot" }, words.cannot));
    for (const control of field.querySelectorAll("input, select, textarea, button")) control.disabled = true;
  }

  function restore() {
    const kept = readDraft();
    if (!kept) return;
    at("restored").hidden = false;
    const { fields, text, said } = renewed(kept);
    at("restored").querySelector("span").textContent = said;
    fill(form, rules.fields, fields, (field) => (unshown.has(JSON.stringify(field.kept)) ? cannot(field) : delete field.kept));
    at("text").value = text;
    if (!source) for (const name of PLACES) choose(place(name), kept.place?.[name]);
    named = !source && Boolean(kept.named);
  }

  /** Returns the draft, with what was published since it was begun, and the words about it. */
  function renewed(kept) {
    if (!source || kept.base?.source === source.text) return { ...kept, said: words.restored };
    if (!isMap(kept.base?.fields) || typeof kept.base.text !== "string") return { ...kept, said: words.old };
    const { fields, text, both } = merge(kept.base, kept, { fields: before, text: bodyOf(source.text) });
    const names = both.map((key) => elementOf(form, key).querySelector(".form-name, legend")?.firstChild.textContent.trim() ?? key);
    return { fields, text, said: both.length ? say(words.both, { fields: names.join(", ") }) : words.renewed };
  }

  function readDraft() {
    try {
      const kept = JSON.parse(localStorage.getItem(draft));
      return isMap(kept) && isMap(kept.fields) && typeof kept.text === "string" ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  function keep() {
    const base = source && { source: source.text, fields: before, text: bodyOf(source.text) };
    const places = Object.fromEntries(PLACES.map((name) => [name, place(name).value]));
    try {
      localStorage.setItem(draft, JSON.stringify({ fields: collect(form, rules.fields), text: at("text").value, place: places, named, base }));
    } catch {
      at("notice").textContent = words.unkept; // storage is disabled or full; the form works without drafts
      return;
    }
    at("notice").textContent = words.kept;
  }

  function touch(control) {
    const field = control.closest(".form-field");
    if (field) touched.add(field);
  }

  function path() {
    return source?.path ?? `catalogue/${place("year").value}/${place("institution").value || "…"}/${place("name").value || "…"}.md`;
  }

  function file() {
    const fields = collect(form, rules.fields);
    return source ? rewrite(source.text, before, fields, at("text").value) : write(fields, at("text").value);
  }

  /** Copies the file to the clipboard; selects its text where the browser does not allow that. */
  async function copy() {
    try {
      await navigator.clipboard.writeText(file());
      at("notice").textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(at("file"));
      at("notice").textContent = words.marked;
    }
  }

  async function checkWhetherNameIsTaken() {
    if (source || !place("institution").value || !place("name").value) return;
    const answer = await fetch(onHost(`${root.dataset.files}${place("year").value}/${place("institution").value}/${place("name").value}.json`), { method: "HEAD" }).catch(() => {});
    const now = Boolean(answer?.ok);
    if (now !== taken) {
      taken = now;
      show();
    }
  }

  function currentFaults(fields) {
    const placed = [];
    const [year, institution] = [place("year").value, place("institution").value];
    const [from, until] = rules.institutions[institution] ?? [];
    const opens = rules.years[year];
    if (!institution) placed.push(["institution", say(rules.faults["missing-key.form"].join(" "), { key: "institusjon" })]);
    else if ((until && until < opens) || (from && from > opens)) placed.push(["institution", words.ended]);
    if (taken) placed.push(["name", words.taken]);
    const faults = [...check(fields, at("text").value, rules, opens, rules.allotments[year]), ...textFaults(at("text").value, fields, rules, rules.deadlines[year])];
    const checked = new Map(); // by words, so that one fault in several lines is told once
    for (const { loc, name, values, line, at, length, fix, ...rest } of faults) {
      const text = rules.faults[name].map((part) => say(part, values)).join(" ");
      const key = `${loc} ${text}`;
      const known = checked.get(key);
      const fixes = fix === undefined ? [] : [{ start: at, end: at + length, fix }];
      const lines = line ? [line] : [];
      if (known) Object.assign(known, { lines: [...new Set([...known.lines, ...lines])], fixes: [...known.fixes, ...fixes] });
      else checked.set(key, { certain: values.certain, ...rest, at: find(loc), text, lines, fixes, start: at, end: at + (length ?? values.written?.length ?? 0) });
    }
    return [...placed.map(([name, text]) => ({ at: place(name).closest(".form-field"), text, fixes: [] })), ...[...checked.values()].map((each) => ({
      ...each, text: (each.lines.length ? say(words.line, { line: each.lines.join(", ") }) : "") + each.text,
    }))];
  }

  /** Returns the element of the field at `loc`, or of the group that contains it. */
  function find(loc) {
    let found = form;
    for (const step of loc) {
      const next = typeof step === "number" ? items(found)[step] : found.matches?.(".groups") ? undefined : elementOf(found, step);
      if (!next) break;
      found = next;
    }
    return found === form ? elementOf(form, "tittel") : found;
  }

  function show() {
    const fields = collect(form, rules.fields);
    if (!source && !named) place("name").value = fields.tittel ? slug(fields.tittel) : "";
    const faults = currentFaults(fields);
    for (const old of form.querySelectorAll(".form-fault")) old.remove();
    for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    describe(form);
    const fixes = faults.flatMap((each) => each.fixes).sort((one, other) => one.start - other.start);
    if (fixes.length) elementOf(form, "_tekst").append(element("p", { className: "form-fault form-warning" }, buttonOf(at("text"), say(words.fix, { count: fixes.length }), () => fixed(at("text").value, fixes))));
    faults.forEach((fault, number) => mark(fault, number));
    const entries = faults.length ? faults.map(entry) : [element("li", {}, words.done)];
    const list = entries.map(({ textContent }) => textContent).join("\n");
    if (list !== at("faults").dataset.list) at("faults").replaceChildren(...entries); // replacing them between press and release would lose a click
    at("faults").dataset.list = list;
    const errors = faults.filter(({ warning }) => !warning).length;
    at("status").textContent = errors ? say(words.left, { count: errors }) : words.done;
    root.dataset.errors = errors;
    drawPreview(fields);
    const count = at("text").value.split(/\s+/).filter(Boolean).length;
    at("count").textContent = say(words.words, { count });
    at("file").textContent = file();
    at("path").textContent = path();
    const text = encodeURIComponent(file());
    const pattern = source ? rules.edit ?? rules.new : rules.new;
    const target = encodeURIComponent(path()).replaceAll("%2F", "/");
    const whole = pattern.replace("{path}", target).replace("{text}", text);
    const fits = pattern.includes("{text}") && whole.length <= LONGEST_ADDRESS;
    at("open").href = fits ? whole : pattern.replace("{path}", target).replace(/[?&][^?&=]*=\{text\}/, "");
    at("open").dataset.whole = fits ? "1" : "";
  }

  function mark({ at: field, text, warning, certain }, number) {
    const holder = field.closest(".form-field") ?? field;
    if (!touched.has(holder) && ![...touched].some((each) => holder.contains(each))) return;
    const note = element("p", { className: `form-fault${warning ? " form-warning" : ""}`, id: `_feil-${number}` }, text);
    field.append(note);
    const control = field.querySelector("input, select, textarea");
    if (certain && control?.matches("input:not([type=checkbox]), textarea")) note.append(" ", buttonOf(control, say(words.write, { value: certain }), () => certain));
    if (!control || warning) return;
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${note.id} ${control.getAttribute("aria-describedby") ?? ""}`);
  }

  /** Returns a text with its faults corrected that have one right answer; of two that overlap, the last. */
  function fixed(text, fixes) {
    let rest = text.length;
    return fixes.reduceRight((found, { start, end, fix }) => {
      if (end > rest) return found;
      rest = start;
      return found.slice(0, start) + fix + found.slice(end);
    }, text);
  }

  /** Returns a button that gives a control the value that `make` returns. */
  function buttonOf(control, words, make) {
    const button = element("button", { type: "button", className: "button button-quiet form-fix" }, words);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // so that the field keeps the focus
    button.addEventListener("click", () => {
      control.value = make();
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.focus();
    });
    return button;
  }

  function entry({ at: field, text, warning, start, end }) {
    const name = field.dataset.key === "_tekst" ? words.text : field.querySelector(".form-name, legend")?.firstChild.textContent.trim() ?? "";
    const go = element("button", { type: "button", className: "form-go" }, name);
    go.addEventListener("click", () => {
      const control = field.querySelector("input, select, textarea, button");
      touched.add(field.closest(".form-field") ?? field);
      show();
      control?.focus();
      if (start >= 0 && control === at("text")) control.setSelectionRange(start, end);
    });
    return element("li", {}, go, warning ? ` (${words.warning})` : "", `: ${text}`);
  }

  function drawPreview(fields) {
    const name = (key) => elementOf(form, key).querySelector(`option[value="${CSS.escape(fields[key] ?? "")}"]`)?.textContent;
    const places = (fields.studiesteder ?? []).map((key) => form.querySelector(`[data-key=studiesteder] input[value="${CSS.escape(key)}"]`)?.parentElement.textContent.trim());
    const facts = [fields.studiepoeng && `${fields.studiepoeng} studiepoeng`, name("fag"), fields.trinn && `trinn ${fields.trinn}`, fields.studieform, places.join(", "), fields.oppstart, fields.varighet];
    at("preview").lang = fields.språk ?? "nb";
    at("preview").replaceChildren(
      element("p", { className: "form-preview-title" }, fields.tittel ?? "…"),
      element("p", { className: "card-where" }, place("institution").selectedOptions[0]?.textContent ?? ""),
      element("ul", { className: "facts-line" }, ...facts.filter(Boolean).map((fact) => element("li", {}, fact))),
      ...(at("text").value.trim() ? preview(at("text").value) : [element("p", { className: "small" }, words.notext)]),
    );
  }
}
