// Sets the clock of the page's scripts to the moment that `site-builder serve` shows. It goes on from there.
// Loaded before all other scripts; its address holds the moment in milliseconds since 1970.

(() => {
  const Real = Date;
  const ahead = Number(new URL(document.currentScript.src).searchParams.get("now")) - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length ? given : [Real.now() + ahead]));
    }

    static now() {
      return Real.now() + ahead;
    }
  };
})();
