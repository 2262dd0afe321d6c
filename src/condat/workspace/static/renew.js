// When a job that this page stands on has ended, shows the page anew; not while somebody writes in
// it: then the box with its link stays.
const written = (field) =>
  field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;

document.addEventListener("job-ended", (event) => {
  if (!event.target.closest("[data-renewed]")) return;
  if (![...document.querySelectorAll("main input, main textarea")].some(written)) location.reload();
});
