// The menu: on a narrow screen it opens from a button, and it counts the courses of my list.
import { load } from "./list/kept.js";

export function startMenu(menu) {
  const button = menu.querySelector(".menu-open");
  const current = menu.querySelector("[aria-current]");
  if (current) button.append(`: ${current.textContent.trim()}`);
  button.hidden = false;
  menu.classList.add("closed");
  button.addEventListener("click", () => {
    const open = !menu.classList.toggle("closed");
    button.setAttribute("aria-expanded", open);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.classList.contains("closed")) return;
    button.click();
    button.focus();
  });

  const list = menu.querySelector("a[data-page=list]");
  if (!list) return;
  const name = list.textContent;
  const count = () => {
    const kept = load().length;
    list.textContent = kept ? `${name} (${kept})` : name;
  };
  addEventListener("storage", count);
  addEventListener("kept", count);
  count();
}
