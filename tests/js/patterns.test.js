// Regular expressions of the scripts take time that grows with the length of the text. The twin of test_patterns.py.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = "templates/assets/js";
const [SHORT, LONG] = [1_000, 8_000];
const MAX_RATIO = 24; // eight times the text: 8 where the time is linear, 64 where it is square
const QUICK = 300; // microseconds for SHORT; a square pattern takes 1,000

const LITERAL = /(?<=[=(,:!&|?[{] ?|^\s*)\/(?![/*])((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([gimsuy]*)(?=[.,;)\s\]}])/gm;

const patterns = () => {
  const found = new Map();
  for (const file of readdirSync(FOLDER, { recursive: true }).filter((name) => name.endsWith(".js"))) {
    for (const [written, source, flags] of readFileSync(`${FOLDER}/${file}`, "utf-8").matchAll(LITERAL)) {
      if (!source.includes("${")) found.set(written, [file, new RegExp(source, flags.includes("g") ? flags : `${flags}g`)]);
    }
  }
  return found;
};

// Texts of what a pattern consists of, again and again, and a bad end.
function* hostile(source) {
  const letters = [...new Set([...source.replace(/\\[a-zA-Z]\{?|[\\^$*+?|]/g, ""), " ", "\n", "a", "1"])].slice(0, 16);
  const words = (source.match(/[\p{L}<>*_`~[\](){}#:./-]{2,}/gu) ?? []).slice(0, 6);
  for (const unit of [...letters, ...words, ...letters.flatMap((one) => letters.map((other) => one + other))]) {
    for (const beginning of ["", ...words.slice(0, 2), letters[0]]) {
      yield (size) => `${beginning}${unit.repeat(size / unit.length)}\0`;
    }
  }
}

const microseconds = (pattern, text, runs) => {
  let best = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    text.replace(pattern, "");
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return best;
};

const growth = (pattern, text) => {
  for (const size of [20, 100, 400]) {
    if (microseconds(pattern, text(size), 2) > 20_000) return Infinity;
  }
  if (microseconds(pattern, text(SHORT), 2) < QUICK) return 0;
  let ratio = Infinity;
  for (let time = 0; time < 3; time += 1) {
    const short = microseconds(pattern, text(SHORT), 5);
    if (short < QUICK / 2) return 0;
    ratio = Math.min(ratio, microseconds(pattern, text(LONG), 2) / short);
    if (ratio < MAX_RATIO) return 0;
  }
  return ratio;
};

test("eight times the text takes about eight times the time", () => {
  const all = patterns();
  assert.ok(all.size > 90, `${all.size} patterns`);
  const slow = [];
  for (const [written, [file, pattern]] of all) {
    for (const text of hostile(pattern.source)) {
      const ratio = growth(pattern, text);
      if (ratio) {
        slow.push(`${file}: ${written} ${JSON.stringify(text(40))} ${ratio}`);
        break;
      }
    }
  }
  assert.deepEqual(slow, []);
});
