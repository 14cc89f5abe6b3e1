// What the address asks for is fetched as soon as it is known what that takes; the page's own script waits for the style.
import { readAddress } from "./address.js";
import { Index } from "./index.js";
import { ahead } from "./store.js";

ahead?.then(({ manifest, files, get }) => get(new Index(manifest, files).search(readAddress(location.search).text).needs))
  .catch(() => {}); // the page's own script asks again, and says so
