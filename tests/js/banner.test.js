// The one thing the banner's script decides: which phase holds a moment.
import assert from "node:assert/strict";
import test from "node:test";
import { phaseAt } from "../../templates/assets/js/banner.js";

const phases = [[null, "not-yet-open", "a"], [100, "open", "b"], [200, "closed", "c"]];

test("before the first mark the first phase holds", () => {
  assert.deepEqual(phaseAt(phases, 99.999), { state: "not-yet-open", words: "a", until: 100 });
});

test("a phase begins exactly on its second", () => {
  assert.deepEqual(phaseAt(phases, 100), { state: "open", words: "b", until: 200 });
});

test("the last phase holds for ever", () => {
  assert.deepEqual(phaseAt(phases, 1e12), { state: "closed", words: "c", until: Infinity });
});

test("days and hours are counted down in steps, and the next phase ends them", () => {
  const counted = [[null, "open", "a"], [100, "last-day", "{count} igjen", 3, 10], [130, "closed", "c"]];
  assert.deepEqual(phaseAt(counted, 100), { state: "last-day", words: "3 igjen", until: 110 });
  assert.deepEqual(phaseAt(counted, 129.9), { state: "last-day", words: "1 igjen", until: 130 });
  assert.equal(phaseAt(counted, 130).words, "c");
});

test("a single phase needs no marks", () => {
  assert.equal(phaseAt([[null, "archived", "x"]], 0).state, "archived");
});
