// The deadline banner: picks the phase that holds the reader's clock. All wording was decided when the site was built.

/** The phase that holds `seconds` (since 1970), and when it ends (Infinity for the last). */
export function phaseAt(phases, seconds) {
  let index = phases.length - 1;
  while (index > 0 && phases[index][0] > seconds) index -= 1;
  const [, state, words] = phases[index];
  const until = index + 1 < phases.length ? phases[index + 1][0] : Infinity;
  return { state, words, until };
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
    const phases = JSON.parse(banner.querySelector(".banner-phases").textContent);
    const line = banner.querySelector(".banner-now");
    atEachChange((seconds) => {
      const { state, words, until } = phaseAt(phases, seconds);
      if (banner.dataset.state !== state) banner.dataset.state = state;
      if (line.textContent !== words) line.textContent = words;
      return until;
    });
  }
}
