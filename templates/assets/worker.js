// Keeps what was read, so that it opens on a train. SITE stands above this, from site_builder/pages/service_worker.py.
//
// Pages come from the network; a kept page is shown when the network fails, answers with a fault of its own, or says
// nothing for PATIENCE. Files under /assets/ have names that change with their content, so a kept page always finds the
// very files it was made with. Each version of the worker has one cache; the one before it is kept too, and no older one.
const PREFIX = `katalog ${SITE.root} `;
const CACHE = PREFIX + SITE.version;
const BEFORE = [`pages${SITE.root}`, `assets${SITE.root}`]; // names of caches of earlier workers
const MOST = 400; // pages and pictures in a cache; older ones go first
const PATIENCE = 3000; // ms that a page waits for the network where a kept one could be shown
const QUIET = 4000; // ms before the index is fetched, so that it never competes with what the reader asked for
const NAME = /^([0-9a-f]{10})(?:\*([0-9]+))?$/; // of a file of the index, or of a group and the number of its files
const SLOW = new Set(["slow-2g", "2g", "3g"]);
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
  ics: /^text\/calendar/,
};

const below = (path, folder) => path.startsWith(`${SITE.root}/${folder}/`);
const pathOf = (url) => new URL(url, location).pathname;
/** One key for the addresses of a page: /a, /a/, /a/index.html, whatever is asked after them. */
const keyOf = (path) => path.replace(/\/(index\.html)?$/, "") || "/";
const wait = (time) => new Promise((go) => setTimeout(go, time));
const languageOf = (path) =>
  SITE.languages.find(({ prefix }) => prefix !== SITE.root && `${path}/`.startsWith(`${prefix}/`)) ?? SITE.languages[0];

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(Promise.all([
    ...SITE.files.map(async (address) => keepAsset(address, await fetch(address))),
    ...SITE.languages.map(({ away }) => fetchPage(away)),
  ]));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim().then(dropOld)));

// A page that has been loaded sends its path: it came before the worker, or has to be kept with what belongs to a visit.
addEventListener("message", (event) => event.waitUntil(keepVisit(event.data.path)));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || request.headers.has("range")) return;
  event.respondWith(below(pathname, "assets") ? asset(request) : fresh(event, pathname));
});

/** A file whose name changes with its content: the one kept, else from the network. */
async function asset(request) {
  const [found, name] = await find(request);
  if (!found) return keepAsset(request, await fetch(request));
  if (name !== CACHE) await put(request, found.clone()); // the cache before this one goes with the next version
  return found;
}

/** What may have changed: from the network; else as it was last time; else the page that says that there is none. */
async function fresh(event, path) {
  const { request } = event;
  const asked = fetch(request).then((answer) => look(event, answer));
  const [found] = await find(keyOf(path));
  if (!found) return asked.catch((fault) => away(request, path, fault));
  const settled = asked.catch(() => undefined);
  event.waitUntil(settled);
  const answer = await Promise.race([settled, wait(PATIENCE)]);
  if (answer && answer.status < 500) return answer;
  return request.mode === "navigate" ? dated(found, path) : found;
}

/** Keeps an answer that is a page, a calendar or an index, and forgets a page that is gone. */
function look(event, answer) {
  const { origin, pathname } = new URL(answer.url || event.request.url);
  if (origin !== location.origin) return answer;
  if (answer.status === 404 || answer.status === 410) event.waitUntil(forget(keyOf(pathname)));
  if (!isWanted(pathname, answer)) return answer;
  event.waitUntil(below(pathname, "search") ? keepIndex(pathname, answer.clone()) : keepPage(pathname, answer.clone()));
  return answer;
}

/** Whether an answer is what its address says. */
function isWanted(path, answer) {
  const type = below(path, "search") ? TYPES.json : path.endsWith(".ics") ? TYPES.ics : /^text\/html/;
  return answer.ok && type.test(answer.headers.get("content-type"));
}

async function away(request, path, fault) {
  if (request.mode !== "navigate") throw fault;
  const [found] = await find(keyOf(languageOf(path).away));
  if (!found) throw fault;
  return found;
}

/** A kept page with a line above it that says when it was kept. */
async function dated(found, path) {
  const at = found.headers.get("kept-at");
  if (!at || !/^text\/html/.test(found.headers.get("content-type"))) return found;
  const { tag, words } = languageOf(path);
  const date = new Intl.DateTimeFormat([tag, "nb"], { dateStyle: "long", timeStyle: "short" }).format(new Date(at));
  const line = words.replace("{date}", date).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const text = (await found.text()).replace("<body>", () => `<body>\n<p class="preview no-print">${line}</p>`);
  return new Response(text, { headers: found.headers });
}

/** The kept answer and the name of its cache: of this version, else of the one before. */
async function find(key) {
  const look = (name) => caches.open(name).then((cache) => cache.match(key, { ignoreVary: true }));
  const found = await look(CACHE);
  if (found) return [found, CACHE];
  for (const name of (await generations()).filter((each) => each !== CACHE)) {
    const older = await look(name);
    if (older) return [older, name];
  }
  return [];
}

/** The names of the site's caches, newest first. */
async function generations() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse();
}

async function dropOld(kept = 1) {
  const old = (await generations()).filter((name) => name !== CACHE).slice(kept);
  await Promise.all([...old, ...BEFORE].map((name) => caches.delete(name)));
}

async function put(key, answer) {
  const copy = answer.clone();
  const store = (each) => caches.open(CACHE).then((cache) => cache.put(key, each));
  // A full disk: delete the files of the previous version, then try once more.
  await store(answer).catch(() => dropOld(0).then(() => store(copy)).catch(() => {}));
}

async function forget(key) {
  for (const name of await generations()) await caches.open(name).then((cache) => cache.delete(key));
}

/** Keeps a page under the address that it has after redirects, with the moment. */
async function keepPage(path, answer) {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name); // of the bytes as they were sent
  headers.set("kept-at", new Date().toJSON());
  await put(keyOf(path), new Response(await answer.blob(), { headers }));
  await tidy();
}

/** Keeps a file whose name changes with its content, unless it is not what its name says: it would be kept for long. */
async function keepAsset(request, answer) {
  const type = TYPES[pathOf(request.url ?? request).split(".").pop()];
  if (answer.ok && type?.test(answer.headers.get("content-type"))) await put(request, answer.clone());
  return answer;
}

async function fetchPage(address) {
  const answer = await fetch(address);
  if (isWanted(address, answer)) await keepPage(pathOf(answer.url || address), answer);
}

/** Keeps the page of a visit, the front page, the search, my list, and the index that the search looks in. */
async function keepVisit(path) {
  if (!`${path}/`.startsWith(`${SITE.root}/`)) return;
  const { pages, index } = languageOf(path);
  const cache = await caches.open(CACHE);
  for (const address of [path, ...pages]) {
    if (!(await cache.match(keyOf(address)))) await fetchPage(address).catch(() => {});
  }
  if (await lacksIndex(cache, index)) {
    await fetch(index).then((answer) => isWanted(index, answer) && keepIndex(index, answer)).catch(() => {});
  }
}

/** The files that a manifest names. A name is known by its form, so that no field of the manifest can be forgotten. */
const namesIn = (value) => (typeof value === "string" ? membersOf(value) : Object.values(value ?? {}).flatMap(namesIn));

/** The names of the files that a text of the manifest names; the twin of fileNames in js/search/codec.js. */
function membersOf(text) {
  const [, name, size] = NAME.exec(text) ?? [];
  return size ? Array.from({ length: size }, (_, number) => `${name}-${number}`) : name ? [name] : [];
}

const filesOf = (manifest) => namesIn(manifest).map((name) => `${SITE.root}/assets/search/${name}.json`);

/** Whether the index is fetched unasked: not where the reader saves data, has a slow network, or it has many files. */
function isAffordable(files) {
  const { saveData, effectiveType } = navigator.connection ?? {};
  return files.length <= SITE.most && !saveData && !SLOW.has(effectiveType);
}

async function lacksIndex(cache, index) {
  const manifest = await cache.match(index);
  return !manifest || (!(await cache.match(`${index}?hel`)) && isAffordable(filesOf(await manifest.json())));
}

/** Keeps a manifest; then the whole index behind it, unless that is much to ask. `PATH?hel` is there once all is kept. */
async function keepIndex(path, answer) {
  const cache = await caches.open(CACHE);
  const [before, text] = [await cache.match(path), await answer.clone().text()];
  const same = before && (await before.clone().text()) === text;
  if (same && (await cache.match(`${path}?hel`))) return;
  if (before && !same) await put(`${path}?forrige`, before);
  await cache.delete(`${path}?hel`);
  await put(path, answer);
  const files = filesOf(JSON.parse(text));
  if (!isAffordable(files)) return;
  await wait(QUIET);
  const all = [...SITE.scripts, ...files];
  for (const address of all) {
    if (!(await find(address))[0]) await fetch(address).then((each) => keepAsset(address, each)).catch(() => {});
  }
  const there = await Promise.all(all.map((address) => cache.match(address)));
  if (there.every(Boolean)) await put(`${path}?hel`, new Response(""));
  await tidy();
}

/** Drops files of indexes older than the last two of each language, and the oldest pages and pictures over MOST. */
async function tidy() {
  const cache = await caches.open(CACHE);
  const keys = await cache.keys();
  const own = new Set([...SITE.files, ...SITE.scripts, ...SITE.languages.flatMap(({ away, pages }) => [away, ...pages].map(keyOf))]);
  for (const key of keys.filter(({ url }) => below(pathOf(url), "search") && !url.endsWith("?hel"))) {
    const manifest = await cache.match(key);
    if (manifest) for (const file of filesOf(await manifest.json())) own.add(file);
  }
  const others = keys.filter(({ url }) => !own.has(pathOf(url)) && !below(pathOf(url), "search"));
  const isOfIndex = ({ url }) => below(pathOf(url), "assets/search");
  const rest = others.filter((key) => !isOfIndex(key));
  const old = [...others.filter(isOfIndex), ...rest.slice(0, Math.max(0, rest.length - MOST))];
  await Promise.all(old.map((key) => cache.delete(key)));
}
