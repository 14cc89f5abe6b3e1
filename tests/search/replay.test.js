// The published JavaScript over the exported files returns hit by hit the results of search/ranking.py. Run by test_twins.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const script = (name) => import(`${process.env.SCRIPTS}/search/${name}.js`); // minified, as published
const { Index } = await script("index");
const { CODE, decodeNumbers, decodeScores, fileNames, fold, frontDecode } = await script("codec");
const { distance } = await script("edit-distance");
const vectors = JSON.parse(readFileSync(process.env.VECTORS));
const read = (path) => JSON.parse(readFileSync(`${process.env.SITE}/${path}`));

test("queries", async () => {
  const manifest = read("search/nb.json");
  const files = new Map();
  const code = new Map();
  for (const [field, module] of Object.entries(CODE)) code.set(manifest[field], await script(module));
  const withCode = (name, data) => (code.has(name) ? { ...code.get(name), ...data } : data);
  const index = new Index(manifest, files);
  for (const { text, typing, paused, expected } of vectors.queries) {
    let found;
    for (let round = 0; ; round += 1) {
      found = index.search(text, typing, paused);
      if (!found.needs.length) break;
      assert.ok(round < 10, `${text}: the search needs files again after ten rounds`);
      for (const name of found.needs) files.set(name, withCode(name, read(`assets/search/${name}.json`)));
    }
    const { documents, unknown, dropped } = found;
    assert.deepEqual({ documents, unknown, dropped }, { documents: expected.documents, unknown: expected.unknown, dropped: expected.dropped }, text);
    assert.deepEqual(unknown.map((word) => index.lexicon.meant(word)), expected.meant, text);
    for (const { document, missing, reasons } of expected.hits) {
      assert.deepEqual(found.hit(document), { missing, reasons }, `${text}: ${document}`);
    }
  }
});

test("folding", () => {
  for (const [word, folded] of vectors.folds) assert.equal(fold(word), folded, word);
});

test("edit distances", () => {
  for (const [one, other, limit, apart] of vectors.distances) assert.equal(distance(one, other, limit), apart, `${one} ${other}`);
});

test("numbers", () => {
  for (const [text, expected] of vectors.numbers) {
    const found = [];
    decodeNumbers(text, (number) => found.push(number));
    assert.deepEqual(found, expected);
  }
});

test("scores", () => {
  for (const [text, expected] of vectors.scores) {
    const found = [];
    decodeScores(text, (number, score) => found.push([number, score]));
    assert.deepEqual(found, expected);
  }
});

test("names of files", () => {
  for (const [names, files] of vectors.names) assert.deepEqual(fileNames(names), files);
});

test("front coding", () => {
  for (const [text, words] of vectors.fronts) assert.deepEqual(frontDecode(text), words);
});
