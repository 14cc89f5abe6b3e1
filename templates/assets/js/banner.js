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

export function followClock(root) {
  for (const banner of root.querySelectorAll(".banner")) {
    const phases = JSON.parse(banner.querySelector(".banner-phases").textContent);
    const line = banner.querySelector(".banner-now");
    const show = () => {
      const now = Date.now();
      const { state, words, until } = phaseAt(phases, now / 1000);
      if (banner.dataset.state !== state) banner.dataset.state = state;
      if (line.textContent !== words) line.textContent = words;
      if (until !== Infinity) setTimeout(show, Math.min(until * 1000 - now + 50, LONGEST_WAIT));
    };
    show();
    document.addEventListener("visibilitychange", () => document.hidden || show());
  }
}
