// Elements made in one expression, and when to change them.

/** An element with properties and children. */
export function element(name, { lang, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  if (lang) made.lang = lang;
  made.append(...children);
  return made;
}

/** Does what need not stand in the way of showing a reader that she has ticked or pressed something. */
export function afterPaint(act) {
  requestAnimationFrame(() => setTimeout(act));
}

/** A button that does something. */
export function button(text, act, properties = {}) {
  const made = element("button", { type: "button", className: "button", ...properties }, text);
  made.addEventListener("click", act);
  return made;
}
