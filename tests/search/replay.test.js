// The real JavaScript over the exported files gives hit by hit what search/lookup.py gave. Run by test_twins.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const script = (name) => import(`${process.env.SCRIPTS}/search/${name}.js`); // as published, without what is for authors
const { Index } = await script("index");
const { fold, frontDecode, readNumbers, readScores } = await script("numbers");
const { distance } = await script("spelling");
const vectors = JSON.parse(readFileSync(process.env.VECTORS));
const read = (path) => JSON.parse(readFileSync(`${process.env.SITE}/${path}`));

test("queries", () => {
  const manifest = read("search/nb.json");
  const files = new Map();
  const index = new Index(manifest, files);
  for (const { text, typing, expected } of vectors.queries) {
    let found;
    for (let round = 0; ; round += 1) {
      found = index.search(text, typing);
      if (!found.needs.length) break;
      assert.ok(round < 10, `${text}: files are asked for again and again`);
      for (const name of found.needs) files.set(name, read(`assets/search/${name}.json`));
    }
    const { documents, unknown, dropped } = found;
    assert.deepEqual({ documents, unknown, dropped }, { documents: expected.documents, unknown: expected.unknown, dropped: expected.dropped }, text);
    for (const { document, missing, reasons } of expected.hits) {
      assert.deepEqual(found.hit(document), { missing, reasons }, `${text}: ${document}`);
    }
  }
});

test("letters", () => {
  for (const [word, folded] of vectors.folds) assert.equal(fold(word), folded, word);
});

test("distances", () => {
  for (const [one, other, most, apart] of vectors.distances) assert.equal(distance(one, other, most), apart, `${one} ${other}`);
});

test("numbers", () => {
  for (const [text, expected] of vectors.numbers) {
    const found = [];
    readNumbers(text, (number) => found.push(number));
    assert.deepEqual(found, expected);
  }
});

test("scores", () => {
  for (const [text, expected] of vectors.scores) {
    const found = [];
    readScores(text, (number, score) => found.push([number, score]));
    assert.deepEqual(found, expected);
  }
});

test("shared beginnings", () => {
  for (const [text, words] of vectors.fronts) assert.deepEqual(frontDecode(text), words);
});
