// The index's files, fetched once each when they are asked for.

// Where a page says in its head that it will search, the index is opened as soon as this script is there: the page's own
// script comes with many others, and by then the browser is busy painting.
const said = document.querySelector("link[rel=preload][as=fetch]");
export const ahead = said && open(said.href);
ahead?.catch(() => {});

/** {manifest, files, get}: the manifest at `address`, and files by name as far as they have come. */
export function openStore(address) {
  return ahead ?? open(address);
}

async function open(address) {
  const manifest = await fetchJson(address);
  const files = new Map();
  const coming = new Map();
  /** Resolves when all of `names` are in `files`. */
  const get = (names) => Promise.all(names.map((name) => {
    if (!coming.has(name)) {
      coming.set(name, fetchJson(`/assets/search/${name}.json`).then((data) => files.set(name, data), (fault) => {
        coming.delete(name);
        throw fault;
      }));
    }
    return coming.get(name);
  }));
  // Where one file has all cards there is no need to know which are wanted: it comes beside the words.
  if (manifest.cards.length === 1) get(manifest.cards).catch(() => {});
  return { manifest, files, get };
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
