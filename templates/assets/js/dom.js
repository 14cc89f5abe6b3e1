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

/** What follows from typing or ticking: due after the paint, once though she types on meanwhile; `settle` waits no longer. */
export function followUp(act) {
  let due = false;
  function settle() {
    if (!due) return undefined;
    due = false;
    return act();
  }
  function ask() {
    due = true;
    afterPaint(settle);
  }
  return { ask, settle };
}

/** Does now what a reader is about to see only if there is time, and where the browser can tell; else it is done then. */
export function whenIdle(act) {
  globalThis.requestIdleCallback?.(act);
}

/** Adds a style sheet to the page; done when it is there, or cannot be had. */
export function addStyle(address) {
  const link = element("link", { rel: "stylesheet", href: address });
  const done = new Promise((act) => Object.assign(link, { onload: act, onerror: act }));
  document.head.append(link);
  return done;
}

/** A button that does something. */
export function button(text, act, properties = {}) {
  const made = element("button", { type: "button", className: "button", ...properties }, text);
  made.addEventListener("click", act);
  return made;
}
