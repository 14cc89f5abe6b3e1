// What helps with a search and is no part of its first result: the search page fetches it afterwards.
export { startCombobox } from "./combobox.js";
export { chosenFilters, distanceText, nameFilters, withoutFilter } from "./filter-words.js";
export { Filters } from "./filters.js";
export { Panel, renderFilterChips } from "./panel.js";
export { suggest } from "./suggest.js";
