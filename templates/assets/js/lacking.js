// «Hva mangler jeg?»: what somebody holds -> what is lacking, and which of the ways on the page give it.

/** What an address asks for; it is written by anybody, so values are numbers in bounds or one of `units`. */
export function readHeld(search, units) {
  const given = new URLSearchParams(search);
  const amount = Number((given.get("har") ?? "0").replace(",", "."));
  return {
    amount: amount >= 0 && amount <= 999 ? amount : 0,
    unit: Math.max(0, units.indexOf(given.get("enhet"))),
    county: given.get("fylke") ?? "",
  };
}

/** Whether a way is one for somebody who holds so many credits and can study in that county ("": in any, or online). */
export function fits({ from, below, counties }, held, county) {
  return held >= from && held < below && (!county || !counties || counties.split("|").includes(county));
}

export function startLacking(form) {
  const { har, enhet, fylke } = form.elements;
  const options = [...enhet.options];
  const state = readHeld(location.search, options.map((option) => option.value));
  const typed = har.value !== har.defaultValue; // before this script ran: the reader's own words stay
  if (!typed) {
    har.value = state.amount;
    enhet.selectedIndex = state.unit;
  }
  const need = form.querySelector(".lacking-need");
  if (need) {
    form.addEventListener("submit", () => (form.action = need.value));
    return;
  }
  if (fylke) fylke.value = state.county;
  if (fylke && fylke.selectedIndex < 0) fylke.value = "";
  const words = JSON.parse(form.querySelector(".lacking-words").textContent);
  const sections = [...document.querySelectorAll(".ways-from")];
  const needed = Number(form.dataset.needed);
  const number = (value) => String(Math.round(value * 10) / 10).replace(".", ",");

  function show() {
    const held = Math.min(999, Math.max(0, Number(har.value) || 0)) * options[enhet.selectedIndex].dataset.credits;
    let count = 0;
    for (const section of sections) {
      const rows = [...section.querySelectorAll("[data-from]")];
      for (const row of rows) row.hidden = !fits(row.dataset, held, fylke?.value);
      const fitting = rows.filter((row) => !row.hidden).length;
      section.hidden = !fitting;
      count += fitting;
    }
    const lacking = needed - held;
    const text = lacking > 0 ? `${words.lacking} ${count ? words.ways : words.none}` : words.met;
    const values = { lacking: number(lacking), needed: number(needed), held: number(held), count };
    form.querySelector(".lacking-answer").textContent = text.replace(/{(\w+)}/g, (_, name) => values[name]);
  }
  const changed = () => {
    const query = new URLSearchParams(new FormData(form));
    if (!query.get("fylke")) query.delete("fylke");
    history.replaceState(history.state, "", `?${query}`);
    show();
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  if (typed) changed();
  else show();
}
