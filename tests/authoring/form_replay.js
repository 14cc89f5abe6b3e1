// Runs the published code of the form on cases from test_form_rules.py, which compares the results with Python's.
import { readFileSync, writeFileSync } from "node:fs";

const { check, fillIn } = await import(`${process.env.SCRIPTS}/form/rules.js`);
const { textFaults } = await import(`${process.env.SCRIPTS}/form/text.js`);
const { rewrite, slug, write } = await import(`${process.env.SCRIPTS}/form/write.js`);
const cases = JSON.parse(readFileSync(process.env.CASES));
const rules = JSON.parse(readFileSync(process.env.RULES));
const say = (name, values) => rules.faults[name].map((part) => fillIn(part, values, "nb")).join(" ");
const bodyOf = (text) => text.split(/^---$/m).slice(2).join("---");

writeFileSync(process.env.ANSWERS, JSON.stringify({
  check: cases.check?.map((fields) => check(fields, "Tekst.", rules, rules.years["2016-2017"], rules.allotments["2016-2017"])
    .map(({ loc, name, values }) => ({ loc, name, text: say(name, values) }))),
  text: cases.text?.map(([text, fields]) => {
    check(fields, text, rules);
    return textFaults(text, fields, rules, rules.deadlines["2016-2017"]).map(({ name, values, line, at, length, fix }) => ({ name, line: line ?? 0, text: say(name, values), at, length, fix }));
  }),
  write: cases.write?.map((fields) => write(fields, "Tekst.")),
  rewrite: cases.rewrite?.map(([text, before, after]) => [
    rewrite(text, before, before, bodyOf(text)), rewrite(text, before, after, bodyOf(text)),
  ]),
  slug: cases.slug?.map(slug),
}));
