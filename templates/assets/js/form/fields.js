// Converts between the elements of the form and the fields of a file.

const own = (root, key) => [...root.children].find((each) => each.dataset.key === key);
const plainText = (value) => value.trim().replace(/\s+/g, " ");

/** Returns the element of a field in the form or in a group. */
export function elementOf(root, key) {
  return root.matches("form") ? root.querySelector(`section > [data-key="${CSS.escape(key)}"]`) : own(root, key);
}

const control = (at) => at.querySelector("input, select, textarea");

/** Returns the fields as filled in, without empty ones, in the order of `rules`. */
export function collect(root, rules) {
  const fields = {};
  for (const rule of rules) {
    const at = elementOf(root, rule.key);
    const value = at.kept ?? valueOf(at, rule);
    if (value !== undefined) fields[rule.key] = value;
  }
  return fields;
}

function valueOf(at, rule) {
  if (rule.shape === "group") {
    const inner = collect(at, rule.fields);
    return Object.keys(inner).length ? inner : undefined;
  }
  const several = severalOf(at, rule);
  if (several) return several.length ? several : undefined;
  return plainText(control(at).value) || undefined;
}

function severalOf(at, rule) {
  if (rule.shape === "groups") return items(at).map((item) => collect(item, rule.fields)).filter((each) => Object.keys(each).length);
  if (rule.shape === "choices") return [...at.querySelectorAll("input:checked")].map(({ value }) => value);
  if (rule.shape === "lines") return control(at).value.split("\n").map(plainText).filter(Boolean);
  return undefined;
}

/** Returns the items of a field that repeats. */
export function items(at) {
  return [...at.children].filter((each) => each.matches(".item"));
}

/** Adds an item made from the field's template, and returns it. */
export function addItem(at) {
  const item = at.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
  at.querySelector(":scope > .form-add").before(item);
  return item;
}

/** Connects each control with its help text. Called after every change, since items are added and removed. */
export function describe(root) {
  for (const [number, help] of root.querySelectorAll("label + .help").entries()) {
    help.id = `_hjelp-${number}`;
    const controls = help.parentElement.querySelectorAll(":scope > label > :is(input, select, textarea)");
    for (const each of controls) each.setAttribute("aria-describedby", help.id);
  }
}

/** Fills the form. Values that it cannot show are kept unchanged; `cannot(element)` is called for each. */
export function fill(root, rules, fields, cannot) {
  for (const rule of rules) {
    const [at, value] = [elementOf(root, rule.key), fields[rule.key]];
    delete at.kept;
    if (!fits(at, value, rule)) {
      at.kept = value;
      cannot(at);
    } else if (rule.shape === "group") fill(at, rule.fields, value ?? {}, cannot);
    else if (rule.shape === "groups") {
      for (const item of items(at)) item.remove();
      for (const each of value ?? []) fill(addItem(at), rule.fields, each, cannot);
    } else if (rule.shape === "choices") {
      const chosen = [value ?? []].flat();
      for (const box of at.querySelectorAll("input")) box.checked = chosen.includes(box.value);
    } else control(at).value = [value ?? ""].flat().join(rule.shape === "lines" ? "\n" : ", ");
  }
}

export const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Selects the option with a value, or leaves the control as it is where there is no such option any more. */
export function choose(control, value) {
  if (typeof value !== "string") return;
  if (control.matches("input") || [...control.options].some((option) => option.value === value)) control.value = value;
}

function fits(at, value, rule) {
  if (value === undefined) return true;
  const texts = [value].flat().every((each) => typeof each === "string");
  if (rule.shape === "group") return isMap(value);
  if (rule.shape === "groups") return Array.isArray(value) && value.every(isMap);
  const select = at.querySelector("select");
  if (select && ![...select.options].some((option) => option.value === value)) return false;
  return texts && (rule.shape !== "text" || rule.parser === "grades" || typeof value === "string");
}
