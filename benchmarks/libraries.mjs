// Indexes courses with MiniSearch and lunr, as their guides show it, into a published folder's copy:
// node benchmarks/libraries.mjs MODULES DOCUMENTS FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, source, folder] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const MiniSearch = require("minisearch");
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support.js")(lunr);
require("lunr-languages/lunr.no.js")(lunr);
const { minify } = require("terser");

const documents = JSON.parse(readFileSync(source, "utf8"));
const FIELDS = ["title", "subject", "institution", "places", "text"];
const WEIGHTS = { title: 6, subject: 5, institution: 3, places: 3, text: 1 };
const shown = ({ address, title, institution, places, text }) =>
  ({ address, title, where: `${institution} · ${places}`, text: text.slice(0, 160) });

const mini = new MiniSearch({ fields: FIELDS, storeFields: ["address", "title", "where", "text"], extractField: (each, name) => each[name] });
mini.addAll(documents.map((each, id) => ({ id, ...each, where: shown(each).where })));
const stored = JSON.parse(JSON.stringify(mini));
for (const kept of Object.values(stored.storedFields)) kept.text = kept.text.slice(0, 160);
writeFileSync(`${folder}/minisearch.json`, JSON.stringify(stored));

const index = lunr(function () {
  this.use(lunr.no);
  this.ref("id");
  for (const name of FIELDS) this.field(name, { boost: WEIGHTS[name] });
  documents.forEach((each, id) => this.add({ id, ...each }));
});
writeFileSync(`${folder}/lunr.json`, JSON.stringify({ index, shown: documents.map(shown) }));

for (const [name, files] of [
  ["minisearch", ["minisearch/dist/umd/index.js"]],
  ["lunr", ["lunr/lunr.js", "lunr-languages/lunr.stemmer.support.js", "lunr-languages/lunr.no.js"]],
]) {
  const whole = files.map((file) => readFileSync(`${modules}/node_modules/${file}`, "utf8")).join(";\n");
  writeFileSync(`${folder}/${name}.js`, (await minify(whole)).code);
}
