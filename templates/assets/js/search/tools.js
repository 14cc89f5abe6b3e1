// What helps with a search and is no part of its first result: the search page fetches it afterwards.
export { startCombobox } from "./combobox.js";
export { chosenFilters, distanceText, renderLooser, withoutFilter } from "./filter-words.js";
export { Filters } from "./filters.js";
export { moveByKeys } from "./keys.js";
export { Panel, renderFilterChips } from "./panel.js";
export { suggest } from "./suggest.js";

/** The module that draws tables, once its style is there too. */
export async function openTables(style) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  const styled = new Promise((done) => (link.onload = link.onerror = done));
  document.head.append(link);
  const [tables] = await Promise.all([import("./table.js"), styled]);
  return tables;
}
