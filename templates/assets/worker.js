// Keeps what was read, so that it opens on a train. SITE stands above this, from site_builder/pages/service_worker.py.
//
// Pages come from the network whenever there is one; what is kept is only shown when there is none. Files under /assets/
// have names that change with their content, so a kept page always finds the very files it was made with.
const [PAGES, ASSETS] = [`pages${SITE.root}`, `assets${SITE.root}`];
const MOST = 400;
const PATIENCE = 4000;
const TYPES = {
  css: /^text\/css/,
  js: /^(text|application)\/javascript/,
  json: /^application\/json/,
  svg: /^image\/svg/,
  png: /^image\/png/,
  jpg: /^image\/jpeg/,
  jpeg: /^image\/jpeg/,
  webp: /^image\/webp/,
  avif: /^image\/avif/,
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(Promise.all(SITE.files.map(async (address) => keepAsset(address, await fetch(address)))));
  event.waitUntil(caches.open(PAGES).then((cache) => cache.addAll(SITE.away)));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim().then(tidy)));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || request.headers.has("range")) return;
  event.respondWith(pathname.startsWith(`${SITE.root}/assets/`) ? kept(request) : fresh(event, pathname));
});

/** A file whose name changes with its content: the one kept, else from the network. */
async function kept(request) {
  return (await caches.match(request)) ?? keepAsset(request, await fetch(request));
}

/** What may have changed: from the network, else a page as it was last time, else the one that says there is none. */
async function fresh(event, pathname) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (answer.ok && pathname.startsWith(`${SITE.root}/search/`)) event.waitUntil(keepIndex(answer.clone()));
    const wanted = pathname.startsWith(`${SITE.root}/search/`) ? TYPES.json : /^text\/html/;
    return wanted.test(answer.headers.get("content-type")) ? await keep(PAGES, pathname, answer) : answer;
  } catch (fault) {
    const found = await caches.match(pathname);
    if (found) return found;
    if (request.mode !== "navigate") throw fault;
    const language = SITE.away.find((address) => address !== SITE.away[0] && pathname.startsWith(address.slice(0, SITE.root.length + 4)));
    return caches.match(language ?? SITE.away[0]);
  }
}

/** Keeps a file whose name changes with its content, unless it is not what its name says: it would be kept for long. */
async function keepAsset(request, answer) {
  const type = TYPES[new URL(request.url ?? request, location).pathname.split(".").pop()];
  return type?.test(answer.headers.get("content-type")) ? keep(ASSETS, request, answer) : answer;
}

async function keep(name, key, answer) {
  if (answer.ok && !answer.redirected) {
    const copy = answer.clone();
    await caches.open(name).then((cache) => cache.put(key, copy)).catch(() => {});
  }
  return answer;
}

/** The whole index behind a manifest, when the reader has what she asked for and it is not too much to ask. */
async function keepIndex(answer) {
  const { shards, cards, spelling, orders, facets } = await answer.json();
  const names = [...shards, ...cards, spelling, orders, facets];
  if (names.length > SITE.most || navigator.connection?.saveData) return;
  await new Promise((go) => setTimeout(go, PATIENCE));
  const cache = await caches.open(ASSETS);
  for (const address of [...SITE.scripts, ...names.map((name) => `${SITE.root}/assets/search/${name}.json`)]) {
    if (!(await cache.match(address))) await fetch(address).then((answer) => keepAsset(address, answer)).catch(() => {});
  }
}

/** What was kept first goes first. */
async function tidy() {
  for (const name of [PAGES, ASSETS]) {
    const cache = await caches.open(name);
    const keys = await cache.keys();
    const own = new Set([...SITE.files, ...SITE.away]);
    const old = keys.filter((key) => !own.has(new URL(key.url).pathname)).slice(0, Math.max(0, keys.length - MOST));
    await Promise.all(old.map((key) => cache.delete(key)));
  }
}
