// Opens evidence beside the page, under its own address. Without this file the same link leads to
// the same evidence as a page.
const drawer = document.getElementById("drawer");
const content = document.getElementById("drawer-content");

const plain = (event) =>
  !event.defaultPrevented && event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);

async function show(link) {
  try {
    await htmx.ajax("GET", link.href, { target: content, swap: "innerHTML" });
  } catch {
    return; // the server is away: away.js says so
  }
  if (!content.childElementCount) return location.assign(link.href); // an error: its page says which
  drawer.dataset.from = location.href;
  history.replaceState(history.state, "", link.href);
  drawer.showModal();
  drawer.scrollTop = 0;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-drawer]");
  if (!link || !plain(event)) return;
  event.preventDefault();
  show(link);
});
drawer.addEventListener("click", (event) => {
  if (event.target === drawer) drawer.close();
});
drawer.addEventListener("close", () => {
  history.replaceState(history.state, "", drawer.dataset.from);
  content.replaceChildren();
});
