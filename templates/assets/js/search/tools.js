// What helps with a search and is no part of its first result: the search page fetches it afterwards.
import { addStyle } from "../dom.js";
import { onHost } from "../root.js";

export { startCombobox } from "./combobox.js";
export { chosenFilters, distanceText, renderLooser, withoutCondition, withoutFilter } from "./filter-words.js";
export { Filters } from "./filters.js";
export { moveByKeys } from "./keys.js";
export { Panel, renderFilterChips } from "./panel.js";
export { suggest } from "./suggest.js";

/** The module that draws tables, once its style sheet at `address` is there too. */
export async function openTables(address) {
  const [tables] = await Promise.all([import("./table.js"), addStyle(onHost(address))]);
  return tables;
}
