// Fetches the files that the address's query needs as soon as the index is open. page.js runs later: it waits for the style sheet.
import { readAddress } from "./address.js";
import { preloaded } from "./files.js";
import { Index } from "./index.js";

preloaded?.then(async ({ manifest, files, get }) => {
  const index = new Index(manifest, files);
  const { text } = readAddress(location.search);
  for (let needs = index.search(text).needs; needs.length; needs = index.search(text).needs) await get(needs);
}).catch(() => {}); // page.js requests the same files and reports the fault
