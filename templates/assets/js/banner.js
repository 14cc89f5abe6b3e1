// The deadline banner: picks the phase that holds the reader's clock. All wording was decided when the site was built.

/**
 * The words of statuses and of stars, and of each year its statuses, its last day to apply and the phases of its banner.
 * A script of the page's language fills them in before main.js runs (site_builder/pages/times.py).
 */
export const times = { words: {}, star: null, years: {} };

/** The phase that holds `seconds` (since 1970), and when it ends (Infinity for the last). Some count down in steps. */
export function phaseAt(phases, seconds) {
  let index = phases.length - 1;
  while (index > 0 && phases[index][0] > seconds) index -= 1;
  const [since, state, words, count, step] = phases[index];
  const until = index + 1 < phases.length ? phases[index + 1][0] : Infinity;
  if (!step) return { state, words, until };
  const gone = Math.floor((seconds - since) / step);
  return { state, words: words.replace("{count}", count - gone), until: Math.min(until, since + (gone + 1) * step) };
}

// A timer's delay is a 32-bit number; a longer wait is taken in steps.
const LONGEST_WAIT = 2 ** 31 - 1;

/** Call `show(seconds since 1970)` now, when the moment comes that it returned, and when the page is looked at again. */
export function atEachChange(show) {
  const again = () => {
    const now = Date.now();
    const until = show(now / 1000);
    if (until !== Infinity) setTimeout(again, Math.min(until * 1000 - now + 50, LONGEST_WAIT));
  };
  again();
  document.addEventListener("visibilitychange", () => document.hidden || again());
}

export function followClock(root) {
  for (const banner of root.querySelectorAll(".banner")) {
    const own = banner.querySelector(".banner-phases");
    const phases = own ? JSON.parse(own.textContent) : times.years[banner.dataset.year]?.phases;
    if (!phases) continue;
    const line = banner.querySelector(".banner-now");
    atEachChange((seconds) => {
      const { state, words, until } = phaseAt(phases, seconds);
      if (banner.dataset.state !== state) banner.dataset.state = state;
      if (line.textContent !== words) line.textContent = words;
      return until;
    });
  }
}
