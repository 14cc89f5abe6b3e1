// A text field with suggestions, by the pattern of a combobox with a list (ARIA Authoring Practices Guide).
import { element } from "../dom.js";

/**
 * Shows suggestions in `list` while something is typed into `input`. `suggestions()` gives them; `choose(one)` follows one.
 * Enter without a choice does what it does without suggestions.
 */
export function startCombobox(input, list, names, suggestions, choose) {
  let shown = [], active = -1;
  input.type = "text"; // a field of type search may not be a combobox
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
    .forEach(([name, value]) => input.setAttribute(name, value));

  function close() {
    shown = [];
    mark(-1);
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
  }

  function mark(number) {
    active = number;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  }

  function render() {
    shown = document.activeElement === input ? suggestions() : [];
    if (!shown.length) return close();
    list.replaceChildren(...shown.map(({ kind, label, reason }, at) => {
      const parts = [element("span", { className: "option-kind" }, names[kind]), " ", label, ...(reason ? [" ", element("q", {}, reason)] : [])];
      const option = element("li", { id: `${list.id}-${at}`, role: "option", ariaSelected: "false" }, ...parts);
      option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
      option.addEventListener("click", () => take(at));
      return option;
    }));
    mark(-1);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    return undefined;
  }

  function take(number) {
    const one = shown[number];
    close();
    choose(one);
  }

  input.addEventListener("keydown", (event) => {
    if (!shown.length || event.isComposing) return;
    const last = shown.length - 1;
    if (event.key === "ArrowDown") mark(active >= last ? -1 : active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? last : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) take(active);
    else {
      if (event.key === "Enter") close();
      return;
    }
    event.preventDefault();
    event.stopPropagation(); // the page moves between hits with the same keys
  });
  input.addEventListener("blur", close);
  return { render, close };
}
