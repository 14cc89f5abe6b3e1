// The panel of facets on the search page.
import { element } from "../dom.js";

/** A facet as a <details> with a checkbox for each value: {details, rows: [{value, box, label, number}]}. */
export function renderFacet({ label, values }, open, toggle) {
  const rows = values.map(([value, text]) => {
    const box = element("input", { type: "checkbox" });
    const number = element("span", { className: "count" });
    box.addEventListener("change", () => toggle(value, box.checked));
    return { value, box, number, label: element("label", {}, box, element("span", {}, text), number) };
  });
  const group = element("fieldset", {}, element("legend", { className: "unseen" }, label), ...rows.map((row) => row.label));
  return { details: element("details", { open }, element("summary", {}, label), group), rows };
}
