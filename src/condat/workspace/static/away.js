// A part of the page that cannot be fetched says so, and what to do; it is taken back once one can.
(() => {
  const note = document.getElementById("away");
  if (!note) return;

  function say(reason) {
    for (const one of note.children) one.hidden = one.dataset.reason !== reason;
    note.hidden = false;
  }

  document.addEventListener("htmx:sendError", () => say("away"));
  document.addEventListener("htmx:timeout", () => say("away"));
  document.addEventListener("htmx:responseError", (event) =>
    say(event.detail.xhr.status === 401 ? "out" : "refused"),
  );
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.shouldSwap) note.hidden = true;
  });
})();
