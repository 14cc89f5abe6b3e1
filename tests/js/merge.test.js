// A draft never overwrites what was published after it was begun.
import assert from "node:assert/strict";
import test from "node:test";
import { merge } from "../../templates/assets/js/form/merge.js";

const base = { fields: { tittel: "Naturfag", plasser: "30" }, text: "Hva spiser en snegl?\n\n## Innhold\n\nBlader.\n" };
const merged = (mine, published) => merge(base, { ...base, ...mine }, { ...base, ...published });

test("fields that one side changed are taken from that side", () => {
  const { fields, both } = merged({ fields: { ...base.fields, plasser: "35" } }, { fields: { ...base.fields, status: "full" } });
  assert.deepEqual([fields, both], [{ tittel: "Naturfag", plasser: "35", status: "full" }, []]);
});

test("a field that one side deleted is deleted", () => {
  assert.deepEqual(merged({ fields: { tittel: "Naturfag" } }, {}).fields, { tittel: "Naturfag" });
  assert.deepEqual(merged({}, { fields: { tittel: "Naturfag" } }).fields, { tittel: "Naturfag" });
});

test("a field that both changed keeps the editor's value and is named", () => {
  const { fields, both } = merged({ fields: { ...base.fields, plasser: "35" } }, { fields: { ...base.fields, plasser: "40" } });
  assert.deepEqual([fields.plasser, both], ["35", ["plasser"]]);
});

test("lines that each side changed in another place are both there", () => {
  const { text, both } = merged({ text: base.text.replace("Blader", "Salat") }, { text: base.text.replace("snegl", "brunsnegl") });
  assert.deepEqual([text, both], ["Hva spiser en brunsnegl?\n\n## Innhold\n\nSalat.\n", []]);
});

test("a line that both changed keeps the editor's text and is named", () => {
  const mine = base.text.replace("snegl", "meitemark");
  assert.deepEqual(merged({ text: mine }, { text: base.text.replace("snegl", "brunsnegl") }), { fields: base.fields, text: mine, both: ["_tekst"] });
});

test("lines that both add at one place are asked about, and equal changes are one", () => {
  const longer = `${base.text}Mer.\n`;
  assert.deepEqual(merged({ text: longer }, { text: `${base.text}Annet.\n` }).both, ["_tekst"]);
  assert.deepEqual(merged({ text: longer }, { text: longer }), { fields: base.fields, text: longer, both: [] });
});
