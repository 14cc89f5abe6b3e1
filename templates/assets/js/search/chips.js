// Chips: the conditions that were read from the query, each with its reason.
import { element } from "../dom.js";

/** Values that a chip names; a region has several counties. */
const MAX_VALUES = 3;
/** Sixteenths from which on a fact is what is asked, and not only near it. */
const LEAST_SHARE = 10;
/** Facts that have another name among the facets. */
const FACET = { sp: "studiepoeng" };

/** The chips of a query. `facets` as in the index file, or none yet; `remove(condition)` takes one out. */
export function renderChips({ conditions }, dropped, facets, words, remove) {
  return conditions.filter(({ facts }) => facts.length).map((condition) => {
    const { written, facts, negated } = condition;
    const [name] = facts[0][0].split("=");
    const best = facts.filter(([, share]) => share >= LEAST_SHARE && share === facts[0][1]).map(([fact]) => fact.split("="));
    const labels = [...new Set(best.map(([key, value]) => label(facets, FACET[key] ?? key, value)).filter(Boolean))];
    const away = condition.kilometres?.map((number, at) => `${label(facets, "sted", facts[at][0].split("=")[1]) ?? ""} (${number} km)`);
    const values = away ? away.slice(0, MAX_VALUES).join(", ") : labels.slice(0, MAX_VALUES).join(", ") + (labels.length > MAX_VALUES ? " …" : "");
    const kind = words.facts[name] ?? facets?.find(({ key }) => key === name)?.label ?? name;
    const same = values.toLowerCase() === written.toLowerCase();
    const read = values ? [element("q", {}, written), ` → ${values} `] : [`${kind}: `, element("q", {}, written), " "];
    const meaning = same ? [`${kind}: ${values} `] : read;
    const parts = [negated ? `${words.without} ` : "", ...meaning];
    const chip = element("button", { type: "button", className: "chip", title: words.remove.replace("{words}", written) }, ...parts);
    if (dropped.includes(written)) chip.classList.add("chip-dropped");
    chip.append(element("span", { className: "chip-cross", ariaHidden: "true" }, "×"));
    chip.append(element("span", { className: "unseen" }, ` (${words.remove.replace("{words}", written)})`));
    chip.addEventListener("click", () => remove(condition));
    chip.addEventListener("keydown", (event) => {
      if (event.key !== "Backspace" && event.key !== "Delete") return;
      event.preventDefault(); // the field gets the focus before the key is done
      remove(condition);
    });
    return element("li", {}, chip);
  });
}

function label(facets, key, value) {
  const values = facets?.find((facet) => facet.key === key)?.values ?? [];
  return values.find(([each]) => each === value.replace(".", "-"))?.[1];
}
