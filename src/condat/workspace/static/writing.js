// Where a remark points: select it in the text. What is selected in a text: the passage meant.
document.addEventListener("click", (event) => {
  const place = event.target.closest("button.place");
  const text = document.getElementById("text");
  if (!place || !text) return;
  text.focus();
  text.setSelectionRange(Number(place.dataset.start), Number(place.dataset.end));
  const line = parseFloat(getComputedStyle(text).lineHeight) || 24;
  const before = text.value.slice(0, place.dataset.start).length / text.value.length;
  text.scrollTop = Math.max(0, before * text.scrollHeight - 4 * line);
});
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const read = document.getElementById("read");
  if (!read || !chosen.rangeCount || !read.contains(chosen.anchorNode)) return;
  const passage = chosen.toString().trim();
  if (!passage) return;
  for (const field of document.querySelectorAll("textarea[data-selection]")) field.value = passage;
});
