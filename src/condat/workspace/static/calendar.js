// Rows of the calendar are dragged to a day, or moved with the arrows and dropped with Enter.
// Without this script each row has a form that does the same.
(() => {
  const calendar = document.getElementById("calendar");
  const form = document.getElementById("move");
  const told = document.getElementById("told");
  if (!calendar || !form) return;
  const days = [...calendar.querySelectorAll(".day")];
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  let picked = null;
  let at = -1;

  function say(sentence, entry, day) {
    told.textContent = sentence
      .replace("{title}", entry.dataset.title)
      .replace("{date}", day ? day.dataset.label : "");
  }

  function show(day) {
    days.forEach((one) => one.classList.toggle("over", one === day));
    if (day) day.scrollIntoView({ block: "nearest" });
  }

  function pick(entry) {
    picked = entry;
    at = days.indexOf(entry.closest(".day"));
    entry.classList.add("picked");
    entry.querySelector(".grip").setAttribute("aria-pressed", "true");
    say(calendar.dataset.picked, entry);
    show(days[at]);
  }

  function leave() {
    picked.classList.remove("picked");
    picked.querySelector(".grip").setAttribute("aria-pressed", "false");
    show(null);
    picked = null;
  }

  function drop(entry, day) {
    say(calendar.dataset.dropped, entry, day);
    form.action = entry.dataset.move;
    form.elements.day.value = day.dataset.day;
    form.elements.seen.value = entry.dataset.seen;
    form.submit();
  }

  function step(by) {
    const next = days[at + by];
    if (!next) {
      told.textContent = calendar.dataset.edge;
      return;
    }
    at += by;
    show(next);
    say(calendar.dataset.over, picked, next);
  }

  function release() {
    const entry = picked;
    const day = days[at];
    leave();
    if (day === entry.closest(".day")) say(calendar.dataset.left, entry);
    else drop(entry, day);
  }

  function onKey(event) {
    const entry = event.currentTarget.closest(".entry");
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (picked) release();
      else pick(entry);
    } else if (picked && event.key in STEPS) {
      event.preventDefault();
      step(STEPS[event.key]);
    } else if (picked && event.key === "Escape") {
      leave();
      say(calendar.dataset.left, entry);
    }
  }

  for (const entry of calendar.querySelectorAll(".entry[draggable]")) {
    const grip = entry.querySelector(".grip");
    grip.hidden = false;
    grip.setAttribute("aria-pressed", "false");
    grip.addEventListener("keydown", onKey);
    grip.addEventListener("click", (event) => {
      if (event.detail > 0 && !picked) pick(entry);
    });
    grip.addEventListener("blur", () => picked && leave());
    entry.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", entry.id);
      event.dataTransfer.effectAllowed = "move";
    });
  }
  for (const day of days) {
    day.addEventListener("dragover", (event) => {
      event.preventDefault();
      show(day);
    });
    day.addEventListener("drop", (event) => {
      event.preventDefault();
      const entry = document.getElementById(event.dataTransfer.getData("text/plain"));
      show(null);
      if (entry && entry.closest(".day") !== day) drop(entry, day);
    });
  }
  calendar.addEventListener("dragend", () => show(null));
})();
