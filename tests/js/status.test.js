// The one thing the status script decides: which status holds a moment, and its words.
import assert from "node:assert/strict";
import test from "node:test";
import { times } from "../../templates/assets/js/banner.js";
import { statusAt, wordsOf } from "../../templates/assets/js/status.js";

const statuses = "soon 100 open 200 over";
const words = { soon: "ikke ennå", open: "søk innen {date}", over: "fristen gikk ut {date}", "open-by-owner": "skoleeier søker innen {date}" };
const tag = (more) => ({ dataset: { status: statuses, date: "1. mars 2016", ...more }, textContent: "alltid" });

test("the first status holds from all time, and each begins on its second", () => {
  assert.deepEqual(statusAt(statuses, 99), { kind: "soon", until: 100 });
  assert.deepEqual(statusAt(statuses, 100), { kind: "open", until: 200 });
  assert.deepEqual(statusAt(statuses, 1e12), { kind: "over", until: Infinity });
  assert.deepEqual(statusAt("cancelled", 0), { kind: "cancelled", until: Infinity });
});

test("the words are those of the moment, with the date", () => {
  assert.equal(wordsOf(tag(), words, 150), "søk innen 1. mars 2016");
  assert.equal(wordsOf(tag({ by: "owner" }), words, 150), "skoleeier søker innen 1. mars 2016");
  assert.equal(wordsOf(tag({ by: "owner" }), words, 250), "fristen gikk ut 1. mars 2016");
});

test("a tag with a year has the year's statuses and its day", () => {
  times.years["2016-2017"] = { statuses, date: "2. april 2016" };
  assert.deepEqual(statusAt("2016-2017", 150), { kind: "open", until: 200 });
  assert.equal(wordsOf({ dataset: { status: "2016-2017" }, textContent: "alltid" }, words, 150), "søk innen 2. april 2016");
  times.years = {};
});

test("a tag whose year is not known keeps the text that is true at any time", () => {
  assert.deepEqual(statusAt("2016-2017", 150), { kind: "", until: Infinity });
  assert.equal(wordsOf({ dataset: { status: "2016-2017" }, textContent: "alltid" }, words, 150), "alltid");
});

test("a page that lacks the words keeps the text that is true at any time", () => {
  assert.equal(wordsOf(tag(), {}, 150), "alltid");
});

test("what is shown for a time is hidden before and after it, and a course of a year that is over is an earlier one", () => {
  const span = "hidden 100 shown 200 hidden";
  assert.deepEqual([99, 100, 199, 200].map((seconds) => statusAt(span, seconds).kind), ["hidden", "shown", "shown", "hidden"]);
  assert.equal(statusAt("vacant 200 archived", 200).kind, "archived");
});
