// The index's files: the manifest, and the files it names, each fetched once when it is needed.

import { onHost } from "../root.js";
import { CODE, fileNames } from "./codec.js";

// A search page preloads the manifest in its head. This module then opens the index when it is evaluated: page.js waits
// for the style sheet and for many other modules, and the first paint delays it further.
const preload = document.querySelector("link[rel=preload][as=fetch]");
export const preloaded = preload && open(preload.href);
preloaded?.catch(() => {}); // page.js awaits the same promise and reports the fault

/** The index at `address`: {manifest, files: name -> content of the files fetched so far, get(names)}. */
export function openIndex(address) {
  return preloaded ?? open(address);
}

/** The index at `address` as it is published now; null if it is still the one with this manifest. */
export async function reopenIndex(address, manifest) {
  const opened = await open(address, { cache: "no-cache" });
  return JSON.stringify(opened.manifest) === JSON.stringify(manifest) ? null : opened;
}

async function open(address, options) {
  const manifest = await fetchJson(address, options);
  manifest.cards = fileNames(manifest.cards);
  const files = new Map();
  const requests = new Map();
  const code = new Map(Object.entries(CODE).map(([field, module]) => [manifest[field], module]));
  const withCode = async (name) => {
    const data = fetchJson(onHost(`/assets/search/${name}.json`));
    return code.has(name) ? { ...(await import(`./${code.get(name)}.js`)), ...(await data) } : data;
  };
  /** Resolves when all of `names` are in `files`. A request that failed can be repeated. */
  const get = (names) => Promise.all(names.map((name) => {
    if (!requests.has(name)) {
      requests.set(name, withCode(name).then((data) => files.set(name, data), (fault) => {
        requests.delete(name);
        throw fault;
      }));
    }
    return requests.get(name);
  }));
  // One file with all cards of courses is needed by every search, so it is fetched in parallel with the shards.
  if (manifest.size >= manifest.kinds[0]) get(manifest.cards.slice(0, 1)).catch(() => {});
  return { manifest, files, get };
}

async function fetchJson(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
