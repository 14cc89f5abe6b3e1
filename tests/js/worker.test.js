// The service worker over a network and caches made by hand: what is kept, what is shown, and what goes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../templates/assets/worker.js", import.meta.url), "utf8");
const HOST = "https://katalog.example";
const COURSE = "/2016-2017/hihm/naturfag-1/";

/** A Cache: answers by address, in the order in which they were put. `room` is how many may stand in it. */
class FakeCache {
  constructor(disk) {
    this.answers = new Map();
    this.disk = disk;
  }
  async match(key) {
    return this.answers.get(urlOf(key))?.clone();
  }
  async put(key, answer) {
    if (this.disk.used() >= this.disk.room) throw new DOMException("full", "QuotaExceededError");
    this.answers.delete(urlOf(key));
    this.answers.set(urlOf(key), answer);
  }
  async delete(key) {
    return this.answers.delete(urlOf(key));
  }
  async keys() {
    return [...this.answers.keys()].map((url) => ({ url }));
  }
}

const urlOf = (key) => new URL(key.url ?? key, HOST).href;

function browser() {
  const stored = new Map();
  const disk = { room: Infinity, used: () => [...stored.values()].reduce((sum, { answers }) => sum + answers.size, 0) };
  return {
    stored,
    disk,
    caches: {
      open: async (name) => stored.get(name) ?? stored.set(name, new FakeCache(disk)).get(name),
      keys: async () => [...stored.keys()],
      delete: async (name) => stored.delete(name),
    },
  };
}

const page = (text, type = "text/html") => new Response(`<html><body>\n${text}</body></html>`, { headers: { "content-type": type } });

/** A worker of one version in a browser, over a network: path -> function that gives an answer. */
function worker({ version = "v1", root = "", home = browser(), network = {}, connection } = {}) {
  const language = (tag, prefix) => ({
    tag, prefix: root + prefix, away: `${root}${prefix}/uten-nett/`, index: `${root}/search/${tag}.json`,
    pages: ["/", "/sok/", "/min-liste/"].map((each) => root + prefix + each), words: "Slik den var {date}.",
  });
  const site = { root, version, most: 9, files: [`${root}/assets/site.${version}.css`], scripts: [], languages: [language("nb", ""), language("nn", "/nn")] };
  const [listeners, timers, asked] = [{}, [], []];
  const answers = {
    [`${root}/assets/site.${version}.css`]: () => page("", "text/css"),
    [`${root}/uten-nett/`]: () => page("uten nett"),
    [`${root}/nn/uten-nett/`]: () => page("utan nett"),
    ...network,
  };
  const context = vm.createContext({
    SITE: site, Response, Headers, URL, Intl, Date, Promise, Set, JSON, Boolean, console,
    location: new URL(`${HOST}${root}/sw.js`),
    navigator: { connection },
    caches: home.caches,
    clients: { claim: async () => {} },
    skipWaiting() {},
    setTimeout: (go) => timers.push(go),
    addEventListener: (name, act) => (listeners[name] = act),
    fetch: async (request) => {
      const { pathname } = new URL(request.url ?? request, HOST);
      asked.push(pathname);
      if (!answers[pathname]) throw new TypeError("Failed to fetch");
      return answers[pathname]();
    },
  });
  vm.runInContext(SOURCE, context);

  async function send(name, event = {}) {
    const waits = [];
    let answer;
    listeners[name]({ ...event, waitUntil: (each) => waits.push(each), respondWith: (each) => (answer = each) });
    const settled = async () => {
      for (let seen = -1; seen < waits.length;) {
        seen = waits.length;
        await Promise.allSettled(waits); // during which there may come more
      }
    };
    return { answer, settled };
  }
  const request = (path, mode = "navigate") => ({ request: { url: HOST + path, method: "GET", mode, headers: new Headers() } });
  return {
    answers, asked, timers, home,
    start: async () => {
      for (const name of ["install", "activate"]) await (await send(name)).settled();
    },
    open: async (path, mode) => send("fetch", request(path, mode)),
    /** The text that a reader is shown at a path. */
    read: async (path, mode) => {
      const { answer, settled } = await send("fetch", request(path, mode));
      const text = await (await answer).text();
      await settled();
      return text;
    },
    visit: async (path) => send("message", { data: { path } }),
    runOut: async () => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      for (const go of timers.splice(0)) go();
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    },
  };
}

const never = () => new Promise(() => {});
const noNetwork = () => Promise.reject(new TypeError("Failed to fetch"));

test("a network that takes a request and never answers is given up for the page that is kept, with its date", async () => {
  const site = worker({ network: { [COURSE]: () => page("Naturfag 1") } });
  await site.start();
  assert.match(await site.read(COURSE), /Naturfag 1/);
  site.answers[COURSE] = never;
  const { answer } = await site.open(COURSE);
  await site.runOut();
  assert.match(await (await answer).text(), /<body>\n<p class="preview no-print">Slik den var \d+\. .*\d{4}.*<\/p>\nNaturfag 1/);
});

test("an answer that comes in time is shown, and one that comes too late is kept for the next time", async () => {
  const site = worker({ network: { [COURSE]: () => page("gammel") } });
  await site.start();
  await site.read(COURSE);
  site.answers[COURSE] = () => page("ny");
  assert.doesNotMatch(await site.read(COURSE), /preview|gammel/);
  let arrive;
  site.answers[COURSE] = () => new Promise((go) => (arrive = () => go(page("nyest"))));
  const { answer, settled } = await site.open(COURSE);
  await site.runOut();
  assert.match(await (await answer).text(), /ny/);
  arrive();
  await settled();
  site.answers[COURSE] = noNetwork;
  assert.match(await site.read(COURSE), /nyest/);
});

test("nothing that is asked after a page, and no way of writing its address, hides that it is kept", async () => {
  const site = worker({ network: { [COURSE]: () => page("Naturfag 1"), "/": () => page("forsiden") } });
  await site.start();
  await site.read(COURSE);
  await site.read("/");
  site.answers[COURSE] = site.answers["/"] = noNetwork;
  const bare = COURSE.slice(0, -1);
  for (const path of [COURSE, bare, `${COURSE}index.html`, `${COURSE}?utm_source=epost`, `${bare}?h=natur&x=<b>`]) {
    assert.match(await site.read(path), /Naturfag 1/, path);
  }
  for (const path of ["/", "/index.html", "/?q=x"]) assert.match(await site.read(path), /forsiden/, path);
});

test("what is not kept is answered by the page that says so, in the reader's language; programs get the fault", async () => {
  const site = worker();
  await site.start();
  assert.match(await site.read("/2016-2017/x/y/"), /uten nett/);
  assert.match(await site.read("/nn/2016-2017/x/y/"), /utan nett/);
  assert.match(await site.read("/nna/"), /uten nett/);
  await assert.rejects((await site.open("/2016-2017/x/y/", "cors")).answer, TypeError);
});

test("a fault of the host is not shown over a page that is kept, nor kept; a page that is gone is forgotten", async () => {
  const site = worker({ network: { [COURSE]: () => page("Naturfag 1") } });
  await site.start();
  await site.read(COURSE);
  for (const status of [500, 502, 503, 511]) {
    site.answers[COURSE] = () => new Response("<body>fault", { status, headers: { "content-type": "text/html" } });
    assert.match(await site.read(COURSE), /Naturfag 1/, String(status));
    site.answers["/ny/"] = site.answers[COURSE];
    assert.match(await site.read("/ny/"), /fault/, "nothing is kept to show instead");
  }
  site.answers[COURSE] = () => new Response("<body>gone", { status: 404, headers: { "content-type": "text/html" } });
  assert.match(await site.read(COURSE), /gone/);
  site.answers[COURSE] = noNetwork;
  assert.match(await site.read(COURSE), /uten nett/);
});

test("an answer that is not what its address says is shown once and never kept", async () => {
  const portal = () => page("logg inn");
  const wrong = { "/assets/js.1/x.js": portal, "/search/nb.json": portal, "/a/b.ics": portal, [COURSE]: () => page("{}", "application/json") };
  const site = worker({ network: wrong });
  await site.start();
  for (const path of Object.keys(wrong)) await site.read(path, "cors");
  const kept = [...site.home.stored.values()].flatMap(({ answers }) => [...answers.keys()]);
  assert.deepEqual(kept.filter((url) => Object.keys(wrong).some((path) => url === urlOf(path))), []);
});

test("a page is kept under the address it has after a redirect, and none of another host is", async () => {
  const redirected = (url) => () => Object.defineProperty(page("flyttet hit"), "url", { value: url });
  const site = worker({ network: { "/gammel/": redirected(HOST + COURSE), "/ut/": redirected("https://annen.example/x/") } });
  await site.start();
  await site.read("/gammel/", "cors");
  await site.read("/ut/", "cors");
  assert.match(await site.read(COURSE), /flyttet hit/);
  assert.match(await site.read("/x/"), /uten nett/);
  const opaque = { type: "opaqueredirect", status: 0, ok: false, url: "", headers: new Headers() };
  site.answers["/opp/"] = async () => opaque;
  assert.equal(await (await site.open("/opp/")).answer, opaque, "the browser follows it itself");
});

test("two versions are kept: older caches go, those of other sites on the host stay, and files in use move on", async () => {
  const home = browser();
  for (const name of ["pages", "assets", "katalog /annet v1", "fremmed"]) await home.caches.open(name);
  const picture = "/assets/kart.1.svg";
  for (const version of ["v1", "v2", "v3"]) {
    const site = worker({ version, home, network: { [picture]: () => page("kart", "image/svg+xml") } });
    await site.start();
    if (version !== "v1") site.answers[picture] = noNetwork;
    assert.match(await site.read(picture, "no-cors"), /kart/);
  }
  assert.deepEqual([...home.stored.keys()].sort(), ["fremmed", "katalog  v2", "katalog  v3", "katalog /annet v1"]);
});

test("a disk that is full costs the older version, never the answer", async () => {
  const home = browser();
  const before = worker({ home, network: { [COURSE]: () => page("gammel") } });
  await before.start();
  await before.read(COURSE);
  const site = worker({ version: "v2", home, network: { [COURSE]: () => page("ny") } });
  await site.start();
  home.disk.room = home.disk.used();
  assert.match(await site.read(COURSE), /ny/);
  assert.deepEqual([...home.stored.keys()], ["katalog  v2"]);
  home.disk.room = 0;
  assert.match(await site.read(COURSE), /ny/);
});

test("a visit keeps its page, the front page, the search and my list in its language, and the whole index", async () => {
  const names = [1, 2, 3, 4, 5].map((number) => `${number}aaaaaaaaa`);
  const manifest = { format: 4, stop: ["av"], kinds: [151, 9], shards: [names[0], `${names[1]}*2`], rules: names[2], facets: names[3], facts: { starts: ["", "be"], files: [names[4]] } };
  const json = (value) => () => page(JSON.stringify(value), "application/json");
  const bare = (value) => () => new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
  const network = { [`/nn${COURSE}`]: () => page("kurs"), "/search/nn.json": bare(manifest) };
  for (const path of ["/nn/", "/nn/sok/", "/nn/min-liste/"]) network[path] = () => page(path);
  names.splice(1, 1, `${names[1]}-0`, `${names[1]}-1`);
  for (const name of names) network[`/assets/search/${name}.json`] = json({});
  const site = worker({ network });
  await site.start();
  const { settled } = await site.visit(`/nn${COURSE}`);
  await site.runOut();
  await settled();
  for (const path of Object.keys(network)) site.answers[path] = noNetwork;
  for (const path of [`/nn${COURSE}`, "/nn/", "/nn/sok/?q=x", "/nn/min-liste/?l=a"]) assert.doesNotMatch(await site.read(path), /utan nett/, path);
  for (const name of names) assert.match(await site.read(`/assets/search/${name}.json`, "cors"), /{}/);
  assert.ok(site.home.stored.get("katalog  v1").answers.has(`${HOST}/search/nn.json?hel`));
});

test("of the index the last two of each language are kept, and none is fetched unasked by a reader who saves data", async () => {
  const name = (number, letter) => `${number}${letter.repeat(9)}`;
  const index = (number) => ({ shards: [name(number, "a")], cards: [name(number, "c")], orders: name(0, "e") });
  const site = worker();
  await site.start();
  for (const number of [1, 2, 3]) {
    site.answers["/search/nb.json"] = () => new Response(JSON.stringify(index(number)), { headers: { "content-type": "application/json" } });
    for (const each of [name(number, "a"), name(number, "c"), name(0, "e")]) {
      site.answers[`/assets/search/${each}.json`] = () => page("{}", "application/json");
    }
    const { settled } = await site.open("/search/nb.json", "cors");
    await site.runOut();
    await settled();
  }
  const kept = [...site.home.stored.get("katalog  v1").answers.keys()].map((url) => /search\/(\d[a-e])/.exec(url)?.[1]).filter(Boolean);
  assert.deepEqual(kept.sort(), ["0e", "2a", "2c", "3a", "3c"]);

  const sparing = worker({ connection: { saveData: true }, network: { "/search/nb.json": site.answers["/search/nb.json"] } });
  await sparing.start();
  await (await sparing.visit("/")).settled();
  assert.ok(!sparing.asked.some((path) => path.startsWith("/assets/search/")));
});

test("pages over the limit go, the ones kept first before others, and those of the site itself stay", async () => {
  const site = worker({ network: { "/": () => page("forsiden") } });
  await site.start();
  await site.read("/");
  for (let number = 0; number < 405; number += 1) {
    site.answers[`/s${number}/`] = () => page(`side ${number}`);
    await site.read(`/s${number}/`);
  }
  const kept = [...site.home.stored.get("katalog  v1").answers.keys()];
  assert.equal(kept.filter((url) => /\/s\d+$/.test(url)).length, 400);
  assert.ok(!kept.includes(`${HOST}/s4`) && kept.includes(`${HOST}/s5`) && kept.includes(`${HOST}/`));
});

test("below a path of a host only the site's own pages are kept", async () => {
  const site = worker({ root: "/katalog", network: { "/katalog/": () => page("forsiden"), "/annet/": () => page("annet") } });
  await site.start();
  await (await site.visit("/annet/")).settled();
  assert.ok(!site.asked.includes("/annet/"));
  await site.read("/katalog/");
  site.answers["/katalog/"] = noNetwork;
  assert.match(await site.read("/katalog"), /forsiden/);
  assert.match(await site.read("/katalog/nn/x/"), /utan nett/);
});
