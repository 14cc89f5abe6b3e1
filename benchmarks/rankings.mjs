// Answers queries as a reader's browser would: node benchmarks/rankings.mjs ours FOLDER, or
// node benchmarks/rankings.mjs minisearch DOCUMENTS MODULES. Reads a JSON list of queries, prints a list of addresses for each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [which, source, modules] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(0, "utf8"));
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** The site's own modules over its own index, fetched as the page does: what a result needs, then the same query again. */
async function ours(folder) {
  // The page names its scripts; the folder also holds those of the site before.
  const [scripts] = readFileSync(`${folder}/sok/index.html`, "utf8").match(/assets\/js\.[0-9a-f]+/);
  const { Index } = await import(pathToFileURL(resolve(folder, scripts, "search/index.js")));
  const manifest = readJson(`${folder}/search/nb.json`);
  const files = new Map();
  const script = (name) => import(pathToFileURL(resolve(folder, scripts, `search/${name}.js`)));
  const { CODE = {}, fileNames = (names) => names } = await script("codec");
  const code = new Map();
  for (const [field, module] of Object.entries(CODE)) code.set(manifest[field], await script(module));
  const withCode = (name, data) => (code.has(name) ? { ...code.get(name), ...data } : data);
  const fetchAll = (names) => names.forEach((name) => files.set(name, withCode(name, readJson(`${folder}/assets/search/${name}.json`))));
  const named = fileNames(manifest.cards);
  fetchAll(named);
  const cards = named.flatMap((name) => files.get(name));
  const index = new Index(manifest, files);
  return (text) => {
    const search = () => index.search(text.replace(/…$/, ""), true, !text.endsWith("…")); // «nær sand…»: somebody goes on typing
    let result = search();
    while (result.needs.length) {
      fetchAll(result.needs);
      result = search();
    }
    // The one place that knows what a result is: all hits in the order in which they count, the best first.
    return Array.from(result.documents, (number) => cards[number].address);
  };
}

/** MiniSearch as its guide shows it, with lunr's Norwegian stemmer and stop words, prefixes and misspellings. */
function miniSearch(path, installed) {
  const require = createRequire(`${resolve(installed)}/`);
  const MiniSearch = require("minisearch");
  const lunr = require("lunr");
  require("lunr-languages/lunr.stemmer.support.js")(lunr);
  require("lunr-languages/lunr.no.js")(lunr);
  const processTerm = (term) => {
    const token = lunr.no.stopWordFilter(new lunr.Token(term.toLowerCase()));
    return token ? lunr.no.stemmer(token).toString() : null;
  };
  const mini = new MiniSearch({ fields: ["title", "subject", "institution", "places", "facts", "text"], storeFields: ["address"], processTerm });
  mini.addAll(readJson(path).map((each, id) => ({ id, ...each })));
  const options = { boost: { title: 6, subject: 5, institution: 3, places: 3, facts: 3 }, prefix: true, fuzzy: 0.2 };
  return (text) => mini.search(text, options).map((hit) => hit.address);
}

const answer = which === "ours" ? await ours(source) : miniSearch(source, modules);
process.stdout.write(JSON.stringify(queries.map((text) => answer(text))));
