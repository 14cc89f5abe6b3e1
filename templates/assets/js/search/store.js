// The index's files, fetched once each when they are asked for.

/** {manifest, files}: the manifest at `address`, and files by name as far as they have come. */
export async function openStore(address) {
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
  return { manifest, files, get };
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
