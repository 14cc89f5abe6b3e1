// Suggestions while typing: what goes on with the text so far, by kind, at most eight.
import assert from "node:assert/strict";
import test from "node:test";
import { withoutCondition } from "../../templates/assets/js/search/filter-words.js";
import { suggest } from "../../templates/assets/js/search/suggest.js";

const facets = [
  { key: "fag", values: [["matematikk", "Matematikk"], ["musikk", "Musikk"], ["mat-og-helse", "Mat og helse"], ["kroppsoving", "Kroppsøving"]] },
  { key: "sted", values: [["tromso", "Tromsø"], ["trondheim", "Trondheim"]] },
  { key: "fylke", values: [["troms", "Troms"]] },
  { key: "institusjon", values: [["uit", "Universitetet i Tromsø"], ["hihm", "Høgskolen i Hedmark"]] },
];
const phrases = { gym: "fag=kroppsoving", matte: "fag=matematikk", kroppsoving: "fag=kroppsoving", "pa nett": "studieform=mooc" };
const cards = [
  ["course", { title: "Matematikk 1, 1.–7. trinn", address: "/m1/" }],
  ["course", { title: "Norsk 1", address: "/n1/" }],
  ["tool", { title: "Min liste", address: "/min-liste/" }],
  ["section", { title: "Når er fristen min?", address: "/sos/#frist" }],
];
const loaded = { facets, phrases, cards };
const labels = (typed) => suggest(typed, loaded).map(({ kind, label }) => `${kind}: ${label}`);

const TYPED = [
  ["mate", ["fag: Matematikk", "course: Matematikk 1, 1.–7. trinn"]],
  ["troms", ["sted: Tromsø", "institusjon: Universitetet i Tromsø"]],
  ["norsk tro", ["sted: Tromsø", "sted: Trondheim", "fylke: Troms", "institusjon: Universitetet i Tromsø"]],
  ["tromsoe", ["institusjon: Universitetet i Tromsø"]],
  ["gy", ["fag: Kroppsøving"]],
  ["hedm", ["institusjon: Høgskolen i Hedmark"]],
  ["min li", ["answer: Min liste"]],
  ["frist", ["answer: Når er fristen min?"]],
  ["m", []],
  ["", []],
  ["<img", []],
  ["matematikk ", ["course: Matematikk 1, 1.–7. trinn"]],
];

test("a text is gone on with by subjects, places, institutions, courses and answers", () => {
  for (const [typed, expected] of TYPED) assert.deepEqual(labels(typed), expected, typed);
});

test("a suggested value keeps the words before it", () => {
  const [first] = suggest("norsk 1 tro", loaded);
  assert.equal(first.text, "norsk 1 Tromsø");
});

test("another name is the reason of its subject", () => {
  const [{ reason, text }] = suggest("gy", loaded);
  assert.deepEqual([reason, text], ["gym", "Kroppsøving"]);
});

test("there are at most eight, three of a kind, whatever is loaded", () => {
  const many = [...Array(500)].map((_, at) => [`a${at}`, `Abc ${at}`]);
  const found = suggest("abc", { facets: ["fag", "sted", "fylke", "institusjon"].map((key) => ({ key, values: many })), phrases, cards });
  assert.equal(found.length, 8);
  for (const kind of ["fag", "sted", "fylke"]) assert.ok(found.filter((each) => each.kind === kind).length <= 3);
});

test("a condition is taken out of the text with its negation, and nothing else", () => {
  const rules = { not: ["ikke", "uten"], joins: ["og", "eller"] };
  const token = "[\\p{L}\\p{N}_]{1,100}";
  const cases = [
    ["matte på nett uten Oslo", "oslo", true, "matte på nett"],
    ["matte på nett uten Oslo", "på nett", false, "matte uten Oslo"],
    ["Nord-Norge matte", "nord norge", false, "matte"],
    ["norsk 5.–7. trinn", "5.–7. trinn", false, "norsk"],
    ["oslofjorden oslo", "oslo", false, "oslofjorden"],
    ["matte", "norsk", false, null],
    ["fysikk/kjemi på nett", "fysikk og kjemi", false, "på nett"],
    ["norsk i Hamar eller Lillehammer", "hamar eller lillehammer", false, "norsk i"],
    ["engelsk uten Oslo og Bergen", "oslo", true, "engelsk uten Bergen"],
    ["engelsk uten Oslo og Bergen", "bergen", true, "engelsk uten Oslo og"],
    ["a(b matte", "matte", false, "a(b"],
  ];
  for (const [text, written, negated, expected] of cases) assert.equal(withoutCondition(text, { written, negated }, rules, token), expected, text);
});
