// Weeks, days and clashes, for every day of 2015-2026: the same as counted day by day.
import assert from "node:assert/strict";
import test from "node:test";
import { readDays, readWeeks, suits, weekOf } from "../../templates/assets/js/gatherings.js";
import { fits, isAvailable, readHeld } from "../../templates/assets/js/lacking.js";
import { daysAway, wordsOfAway } from "../../templates/assets/js/list/away.js";
import { calendar, isSpan, readBusy } from "../../templates/assets/js/list/calendar.js";
import { joinCalendars, writeTable } from "../../templates/assets/js/list/files.js";
import { compareRows } from "../../templates/assets/js/list/compare.js";
import { MOST, readIds, readName } from "../../templates/assets/js/list/kept.js";

const DAY = 86_400_000;
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const days = [];
for (let time = Date.UTC(2015, 0, 1); time <= Date.UTC(2026, 11, 31); time += DAY) days.push(time);

/** Repeatable chance (mulberry32), so that a failure can be seen again. */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

test("a week begins on Monday and the first has the year's first Thursday", () => {
  let week = 1;
  for (const time of days) {
    const date = new Date(time);
    if (date.getUTCDay() === 1) {
      const thursday = new Date(time + 3 * DAY);
      week = thursday.getUTCMonth() === 0 && thursday.getUTCDate() <= 7 ? 1 : week + 1;
    }
    assert.equal(weekOf(time), week, iso(time));
  }
});

test("weeks are read as people write them, and nonsense is no week", () => {
  assert.deepEqual([...readWeeks("8-9, 40")], [8, 9, 40]);
  assert.deepEqual([...readWeeks("uke 52–2")], [52, 53, 1, 2]);
  assert.deepEqual([...readWeeks("0, 54, 99999, <script>")], []);
});

test("a course suits when none of its days is ruled out", () => {
  const next = chance(1);
  for (let run = 0; run < 400; run += 1) {
    const spans = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
      const first = days[Math.floor(next() * (days.length - 5))];
      return [first, first + Math.floor(next() * 4) * DAY];
    });
    const weekdays = new Set([1 + Math.floor(next() * 7)]);
    const weeks = new Set([1 + Math.floor(next() * 53)]);
    const most = 1 + Math.floor(next() * 12);
    const each = spans.flatMap(([first, last]) => days.filter((day) => day >= first && day <= last));
    const expected = each.length <= most && each.every((day) => !weekdays.has(new Date(day).getUTCDay() || 7) && !weeks.has(weekOf(day)));
    const text = spans.map((span) => span.map(iso).join("_")).join(",");
    assert.equal(suits(readDays(text), { weekdays, weeks, most }), expected, text);
  }
});

test("two clash exactly where they share a day and are not of one course", () => {
  const next = chance(2);
  const dates = days.slice(0, 63).map(iso);
  for (let run = 0; run < 400; run += 1) {
    const span = () => {
      const first = days[Math.floor(next() * 60)];
      return { first: iso(first), last: iso(first + Math.floor(next() * 3) * DAY) };
    };
    const courses = Array.from({ length: 3 }, () => ({ days: Array.from({ length: 2 }, span) }));
    const busy = [span()].map(({ first, last }) => [first, last]);
    const rows = calendar(courses, busy);
    const covers = (row, day) => row.first <= day && day <= row.last;
    for (const row of rows) {
      const shared = rows.filter((other) => other.course !== row.course && dates.some((date) => covers(row, date) && covers(other, date)));
      assert.deepEqual([...row.clashes].sort(), [...new Set(shared.map(({ course }) => course))].sort());
    }
  }
});

test("only days that there are make a span", () => {
  assert.ok(isSpan(["2016-02-29", "2016-03-01"]));
  for (const span of [["2015-02-29", "2015-03-01"], ["2016-03-02", "2016-03-01"], ["x", "y"], ["2016-03-01"]]) assert.ok(!isSpan(span));
  assert.deepEqual(readBusy("2016-10-03_2016-10-07,<b>_x,,"), [["2016-10-03", "2016-10-07"]]);
});

test("ids are ids, each once, ten at most, and the rest is counted", () => {
  const id = "2016-2017/hihm/naturfag-1-1-7";
  assert.deepEqual(readIds(`${id},${id},../../x,javascript:alert(1)`), { ids: [id], refused: 2 });
  const many = Array.from({ length: 25 }, (_, number) => `2016-2017/a/b${number}`);
  assert.equal(readIds(many.join(",")).ids.length, MOST);
  assert.equal(readIds(many.join(",")).refused, 15);
});

test("what somebody holds is a number in bounds, in a unit that there is", () => {
  const units = ["studiepoeng", "vekttall"];
  assert.deepEqual(readHeld("?har=7,5&enhet=vekttall&fylke=Oslo", units), { amount: 7.5, unit: 1, county: "Oslo" });
  for (const bad of ["?har=-1", "?har=1e9", "?har=x&enhet=__proto__"]) assert.equal(readHeld(bad, units).amount, 0);
  assert.equal(readHeld("?enhet=constructor", units).unit, 0);
});

test("a way fits whom it is enough for, in the county or anywhere", () => {
  const way = { from: "30", below: "60", counties: "Oslo|Troms" };
  assert.ok(fits(way, 30, "") && fits(way, 59, "Troms") && fits({ ...way, counties: "" }, 30, "Oslo"));
  assert.ok(!fits(way, 29, "") && !fits(way, 60, "") && !fits(way, 30, "Nordland"));
});

test("calendars are joined with each event once", () => {
  const event = (uid) => `BEGIN:VEVENT\r\nUID:${uid}\r\nEND:VEVENT\r\n`;
  const file = (...uids) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${uids.map(event).join("")}END:VCALENDAR\r\n`;
  assert.equal(joinCalendars([file("a", "b"), file("b", "c")], "x"), file("a", "b", "c"));
  assert.equal(joinCalendars([file()], "x"), file());
});

test("joined calendars have a name of their own", () => {
  const file = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Naturfag 1\r\n  og 2\r\nEND:VCALENDAR\r\n";
  assert.equal(joinCalendars([file], "Min liste, 2016"), "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Min liste\\, 2016\r\nEND:VCALENDAR\r\n");
});

test("a cell that would be a formula is kept a text", () => {
  assert.equal(writeTable([["=1+1", 'a"b', "-x"]]), "\uFEFF\"'=1+1\";\"a\"\"b\";\"'-x\"\r\n");
});

test("days away are the weekdays of meetings in person, each once, by month", () => {
  const meeting = (first, last, isDigital = false) => ({ first, last, isDigital });
  const meetings = [meeting("2016-08-29", "2016-09-01"), meeting("2016-09-02", "2016-09-05"), meeting("2016-09-05", "2016-09-05"), meeting("2016-10-03", "2016-10-04", true)];
  assert.deepEqual(daysAway(meetings), [["2016-08", 3], ["2016-09", 3]]); // 3 and 4 September are a weekend
  const months = Array.from({ length: 12 }, (_, number) => `m${number + 1}`);
  assert.equal(wordsOfAway(meetings, { months, inMonth: "{count} i {month}" }), "6 (3 i m8, 3 i m9)");
  assert.equal(wordsOfAway([], { months, inMonth: "" }), "");
});

test("a comparison has what differs first, and no row that says nothing", () => {
  const words = { state: "Status", deadline: "Frist", away: "Borte", gatherings: "Samlinger", months: [], inMonth: "", rows: { modules: "Moduler", innhold: "Innhold" } };
  const course = (place, modules) => ({ state: "åpen", deadline: "1. mars", facts: [["Sted", place], ["Nivå", "1"]], days: [], rows: new Map(modules ? [["modules", modules]] : []) });
  assert.deepEqual(compareRows([course("Hamar", "A, B"), course("Bergen")], words), [
    ["Sted", ["Hamar", "Bergen"]], ["Moduler", ["A, B", "–"]], ["Status", ["åpen", "åpen"]], ["Frist", ["1. mars", "1. mars"]], ["Nivå", ["1", "1"]],
  ]);
});

test("a sender's name is a name: no address, number or mark of a stranger's message gets in", () => {
  assert.equal(readName("Kari"), "Kari");
  assert.equal(readName("  Anne-Marie O'Hara Ærlig "), "Anne-Marie O'Hara Ærlig");
  assert.equal(readName("A. B. Hansen"), "A. B. Hansen");
  assert.equal(readName("x.example/a"), "x");
  assert.equal(readName("<b>Ring 22 22 22 22"), "b");
  assert.equal(readName("Vinn! Ring 9"), "Vinn");
  assert.equal(readName("123 !?"), "");
  assert.ok(readName("a".repeat(5000)).length <= 40);
});

test("a way with a course that is full or cancelled at the reader's clock is none", () => {
  assert.ok(isAvailable(["soon 100 open 200 full"], 199));
  assert.ok(!isAvailable(["soon 100 open 200 full"], 200));
  assert.ok(!isAvailable(["open", "cancelled"], 0));
  assert.ok(!isAvailable(["open 50 not-this-year"], 60));
  assert.ok(isAvailable(["over", "vacant"], 0));
});
