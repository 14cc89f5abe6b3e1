// The filter model of the finder: any set of filters gives exactly the courses that each of them lets through.
import assert from "node:assert/strict";
import test from "node:test";
import { readAddress, writeAddress } from "../../templates/assets/js/search/address.js";
import { chosenFilters, distanceText, nameFilters, withoutFilter } from "../../templates/assets/js/search/filter-words.js";
import { Filters } from "../../templates/assets/js/search/filters.js";

// Courses: 0 meets Monday and Tuesday of week 35 in Alta; 1 is online; 2 does not say when it meets, in Oslo;
// 3 meets Friday of week 40 in Oslo, builds on 30 credits; 4 is online with a day on screen.
const digits = (numbers) => numbers.map((number) => String.fromCharCode(35 + number)).join("");
const gaps = (numbers) => digits(numbers.map((number, at) => number - (at ? numbers[at - 1] : -1) - 1));
const facets = [
  { key: "fag", label: "Fag", values: [["engelsk", "Engelsk"], ["norsk", "Norsk"]], having: [gaps([0, 1, 2]), gaps([3, 4])].join(" ") },
  { key: "sted", label: "Sted", values: [["alta", "Alta"], ["oslo", "Oslo"]], having: [gaps([0]), gaps([2, 3])].join(" ") },
];
const facts = {
  first: "2016-08-29",
  days: [[0, 2], [], null, [39, 1], [3, 1]],
  away: [2, 0, 0, 1, 0],
  credits: [[0, 30], [0, null], [0, 30], [30, 60], [0, 30]],
  online: [0, 1, 0, 0, 1],
  places: { alta: [69.97, 23.27], oslo: [59.91, 10.75] },
};
const towns = { Mosjøen: [[65.84, 13.19]], Vik: [[61.08, 6.58], [66.31, 12.12]] };
const words = {
  held: "I have {credits}", credit: "{number} credit", credits: "{number} credits", never: "Aldri {day}", weeks: "Ikke i uke {weeks}", days: "Høyst {number} dager borte", daysOne: "Høyst én dag borte",
  from: "Avstand fra {town}", within: "Høyst {number} km fra {town}", away: "{number} km unna", or: "eller", and: "og", quoted: "«{words}»",
  weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag"],
};
const all = [0, 1, 2, 3, 4];

function model() {
  const filters = new Filters(facets, 6);
  filters.learn(facts, towns);
  return filters;
}
const read = (query) => model().known(readAddress(query).chosen);
const found = (query) => model().filter(all, read(query));

for (const [query, courses] of [
  ["", all],
  ["?fag=engelsk", [0, 1, 2]],
  ["?fag=engelsk,norsk&sted=oslo", [2, 3]],
  ["?ikke=1", [1, 3, 4]],
  ["?ikke=1&ikke=5", [1, 4]],
  ["?ikke=1,5", [1, 4]],
  ["?uker=35", [1, 3]],
  ["?uker=uke 34–35, 40", [1]],
  ["?dager=0", [1, 4]],
  ["?dager=1", [1, 3, 4]],
  ["?har=0", [0, 1, 2, 4]],
  ["?har=30", [1, 3]],
  ["?har=60", [1]],
  ["?fra=mosjøen&km=800", [0, 1, 2, 3, 4]],
  ["?fra=Mosjoen&km=650", [0, 1, 4]],
  ["?fra=mosjøen&km=50", [1, 4]],
  ["?fra=vik&km=300", [1, 2, 3, 4]],
  ["?fra=Atlantis&km=50", all],
  ["?km=50", all],
  ["?ikke=8&uker=54&dager=-1&har=mye&fag=__proto__&constructor=1&__proto__=2", all],
]) {
  test(`${query || "no filter"} finds ${courses}`, () => assert.deepEqual(found(query), courses));
}

test("an address is written as it was read, whatever it was", () => {
  for (const query of ["?ikke=1&ikke=5&uker=8-9,40", "?q=a,b&fra=Vik&km=100&sort=near", "?har=30&dager=2&fag=norsk"]) {
    const state = readAddress(query);
    const chosen = model().known(state.chosen);
    const again = readAddress(writeAddress({ ...state, chosen }));
    assert.deepEqual(model().known(again.chosen), chosen);
    assert.equal(again.text, state.text);
  }
});

test("a count is the number of courses found with that value as well", () => {
  const filters = model();
  for (const query of ["", "?ikke=1", "?har=30", "?fag=engelsk&fra=vik&km=300", "?sted=oslo&dager=1"]) {
    const chosen = read(query);
    const counts = filters.counts(all, chosen);
    facets.forEach(({ key, values }, facet) => values.forEach(([value], row) => {
      const alone = new Map(chosen).set(key, new Set([value]));
      assert.equal(counts[facet][row], filters.filter(all, alone).length, `${query} ${value}`);
    }));
  }
});

test("where nothing is found, each filter that frees courses is offered, and pairs where no single one is enough", () => {
  const filters = model();
  for (const query of ["?sted=alta&ikke=1", "?sted=alta&fag=norsk&dager=0", "?sted=alta&ikke=1&uker=35", "?fag=norsk&sted=alta&har=60"]) {
    const chosen = read(query);
    assert.deepEqual(filters.filter(all, chosen), [], query);
    const offered = filters.loosen(all, chosen);
    assert.ok(offered.length, query);
    const sizes = new Set(offered.map(({ keys }) => keys.length));
    assert.equal(sizes.size, 1);
    for (const { keys, count } of offered) {
      const fewer = new Map([...chosen].filter(([key]) => !keys.includes(key)));
      assert.equal(filters.filter(all, fewer).length, count);
      assert.ok(count > 0);
    }
  }
});

test("courses that do not say when they meet are counted only where days decide", () => {
  assert.deepEqual(model().undated(all, read("?ikke=3")), [2]);
  assert.deepEqual(model().undated(all, read("?fag=norsk&dager=9")), []);
  assert.deepEqual(model().undated(all, read("?fag=engelsk")), []);
});

test("distances are those of the nearest town of that name, 0 for what is online, unknown without a place", () => {
  const distances = model().distances(read("?fra=vik"));
  assert.equal(distances[1], 0);
  assert.ok(distances[2] > 250 && distances[2] < 280, distances[2]);
  assert.equal(model().distances(read("")), null);
});

test("one day away is in the singular", () => {
  assert.deepEqual(chosenFilters(read("?dager=1"), model(), words).map(({ text }) => text), ["Høyst én dag borte"]);
});

test("every chosen filter has one chip, which takes it away and nothing else", () => {
  const filters = model();
  const chosen = read("?fag=engelsk,norsk&har=7.5&ikke=1&ikke=5&uker=8-9,40&dager=2&fra=vik&km=100");
  const chips = chosenFilters(chosen, filters, words);
  assert.deepEqual(chips.map(({ text }) => text), [
    "Engelsk", "Norsk", "I have 7,5 credits", "Aldri mandag", "Aldri fredag", "Ikke i uke 8–9, 40", "Høyst 2 dager borte", "Høyst 100 km fra Vik",
  ]);
  for (const chip of chips) {
    const left = chosenFilters(withoutFilter(chosen, chip), filters, words).map(({ text }) => text);
    const expected = chips.map(({ text }) => text).filter((text) => text !== chip.text);
    assert.deepEqual(left, chip.key === "km" ? [...expected, "Avstand fra Vik"] : expected);
  }
  assert.equal(nameFilters(["fag", "dager"], chosen, filters, words), "«Engelsk eller Norsk» og «Høyst 2 dager borte»");
  assert.equal(nameFilters(["ikke"], chosen, filters, words), "«Aldri mandag eller fredag»");
});

test("what can be applied for now follows the clock", () => {
  const timelines = ["open 100 full", "open 100 over", "cancelled"];
  const values = [["kan-sokes", "kan søkes nå"], ["apen", "går som planlagt"], ["full", "fulltegnet"], ["avlyst", "avlyst"]];
  const facet = { key: "status", label: "Status", values, kinds: ["open last", "open over", "full", "cancelled"], timelines, of: [1, 0, 2, 0] };
  const having = (seconds, value) => new Filters([facet], 4, seconds).filter([0, 1, 2, 3], new Map([["status", new Set([value])]]));
  assert.deepEqual(having(99, "kan-sokes"), [0, 1, 3]);
  assert.deepEqual(having(99, "full"), []);
  assert.deepEqual(having(100, "kan-sokes"), []);
  assert.deepEqual(having(100, "full"), [1, 3]);
  assert.deepEqual(having(100, "apen"), [0]);
  assert.deepEqual(having(100, "avlyst"), [2]);
});

test("a card says how far away it is only where that is known", () => {
  assert.equal(distanceText(87, words), "87 km unna");
  for (const unknown of [0, null, undefined]) assert.equal(distanceText(unknown, words), "");
});
