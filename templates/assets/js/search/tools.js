// What helps with a search and is no part of its first result: the search page fetches it afterwards.
export { startCombobox } from "./combobox.js";
export { Facets } from "./facets.js";
export { renderFacet } from "./facet-panel.js";
export { suggest } from "./suggest.js";
