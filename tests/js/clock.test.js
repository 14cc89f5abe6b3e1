// The clock of `site-builder serve`: scripts see the moment shown, and it goes on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const SCRIPT = readFileSync(new URL("../../site_builder/serve/panel/clock.js", import.meta.url), "utf8");
const MOMENT = Date.UTC(2016, 1, 10, 11);

function page() {
  const context = { URL, document: { currentScript: { src: `http://a.no/_bygger/clock.js?now=${MOMENT}` } } };
  vm.createContext(context);
  vm.runInContext(SCRIPT, context);
  return (code) => vm.runInContext(code, context);
}

test("now is the moment shown", () => {
  const run = page();
  assert.ok(run("Date.now()") >= MOMENT);
  assert.equal(run("new Date().toISOString().slice(0, 10)"), "2016-02-10");
});

test("other days are unchanged", () => {
  const run = page();
  assert.equal(run('new Date("2016-03-01T00:00Z").toISOString()'), "2016-03-01T00:00:00.000Z");
  assert.equal(run("Date.UTC(2016, 0)"), Date.UTC(2016, 0));
  assert.equal(run("new Date(2016, 1, 1) instanceof Date"), true);
});
