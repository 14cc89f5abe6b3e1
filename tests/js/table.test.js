// The table of courses: its columns, and how each sorts.
import assert from "node:assert/strict";
import test from "node:test";
import { columnsOf, ORDERS, orderIn, sorted } from "../../templates/assets/js/search/table.js";

const words = { title: "Studietilbud", daysAway: "Dager borte", firstGathering: "Første samling", sortedUp: "etter {column}", sortedDown: "etter {column}, synkende" };
const filters = {
  size: 4,
  facets: [
    { key: "institusjon", label: "Institusjon", values: [["a", "A"], ["b", "B"]], lists: [[2, 3], [0, 1]] },
    { key: "sted", label: "Sted", values: [["alta", "Alta"], ["bergen", "Bergen"]], lists: [[1], [0, 1]] },
    { key: "studiepoeng", label: "Studiepoeng", values: [], lists: [] },
  ],
  facts: { first: "2016-08-22", away: [8, 0, 12, 8], days: [[7, 2], [], null, [0, 2, 30, 2]] },
};
const titles = [3, 1, 0, 2];
const order = (key) => sorted([0, 1, 2, 3], key, filters, titles);

test("a column sorts up and down, and equal courses stay as they were", () => {
  assert.deepEqual(order("title"), [3, 1, 0, 2]);
  assert.deepEqual(order("-title"), [2, 0, 1, 3]);
  assert.deepEqual(order("borte"), [1, 0, 3, 2]);
  assert.deepEqual(order("-borte"), [2, 0, 3, 1]);
  assert.deepEqual(order("institusjon"), [2, 3, 0, 1]);
});

test("courses without a value are last either way", () => {
  assert.deepEqual(order("samling"), [3, 0, 1, 2]);
  assert.deepEqual(order("-samling"), [0, 3, 1, 2]);
  assert.deepEqual(order("sted"), [1, 0, 2, 3]);
  assert.deepEqual(order("-sted"), [0, 1, 2, 3]);
});

test("columns that the catalogue lacks are left out, in any order of an address", () => {
  assert.deepEqual(columnsOf(filters, words).map(({ key }) => key), ["title", "institusjon", "sted", "borte", "samling"]);
  const online = { ...filters, facts: { ...filters.facts, away: [0, 0, 0, 0] } };
  assert.deepEqual(columnsOf(online, words).map(({ key }) => key), ["title", "institusjon", "sted"]);
  for (const each of ORDERS) assert.equal(order(each).length, 4);
});

test("the order is said in words", () => {
  assert.equal(orderIn({ table: true, sort: "-borte" }, filters, words), ", etter Dager borte, synkende");
  assert.equal(orderIn({ table: true, sort: "" }, filters, words), "");
  assert.equal(orderIn({ table: false, sort: "borte" }, filters, words), "");
});
