// The arrow keys among the hits.

/** Moves from the field through the hits and back, with the arrow keys and Escape, once `settle()` has shown the hits. */
export function moveByKeys(root, input, settle) {
  root.closest("main").addEventListener("keydown", async (event) => {
    if (!["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
    const onHit = root.contains(event.target) && event.target.matches(".card-title a");
    if (!onHit && (event.target !== input || event.key !== "ArrowDown")) return;
    event.preventDefault();
    await settle();
    const links = [...root.querySelectorAll(".card-title a")].filter((link) => link.checkVisibility());
    const here = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown") links[here + 1]?.focus();
    else if (event.key === "ArrowUp") (links[here - 1] ?? input).focus();
    else input.focus();
  });
}
