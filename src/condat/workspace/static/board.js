// A card may be dragged to another column: its own form, with the button, does the same.
const board = document.querySelector(".board");
board.addEventListener("dragstart", (event) => {
  const card = event.target.closest(".card");
  if (card) event.dataTransfer.setData("text/plain", card.id);
});
board.addEventListener("dragover", (event) => {
  const column = event.target.closest(".column");
  for (const one of board.querySelectorAll(".over")) one.classList.remove("over");
  if (!column) return;
  event.preventDefault();
  column.classList.add("over");
});
board.addEventListener("drop", (event) => {
  const column = event.target.closest(".column");
  const card = document.getElementById(event.dataTransfer.getData("text/plain"));
  if (!column || !card) return;
  event.preventDefault();
  const form = card.querySelector("form.mover");
  form.elements.status.value = column.dataset.status;
  form.submit();
});
