// On a page opened from a search (?h=words): marks the words in the text, offers to take the marks away, and takes the
// words out of the address.

export function highlight(root, search, location) {
  const wanted = (new URLSearchParams(search).get("h") ?? "").toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu)?.slice(0, 12);
  const kept = new URLSearchParams(search);
  kept.delete("h"); // the words are the reader's own: an address that she shares is that of the page
  const rest = kept.toString();
  history.replaceState(history.state, "", location.pathname + (rest && "?") + rest + location.hash);
  const prose = root.querySelector(".prose");
  if (!wanted || !prose) return;
  const marks = [];
  const walker = root.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = [];
    let last = 0;
    for (const match of node.data.matchAll(/[\p{L}\p{N}_]+/gu)) {
      if (!wanted.some((word) => match[0].toLowerCase().startsWith(word))) continue;
      const mark = root.createElement("mark");
      mark.textContent = match[0];
      marks.push(mark);
      parts.push(node.data.slice(last, match.index), mark);
      last = match.index + match[0].length;
    }
    if (parts.length) node.replaceWith(...parts, node.data.slice(last));
  }
  const button = root.querySelector(".unmark");
  if (!marks.length || !button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const mark of marks) mark.replaceWith(mark.textContent);
    prose.normalize();
    button.hidden = true;
  });
}
