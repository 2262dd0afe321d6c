// On a phone, filters that nobody set are folded away; without this file they stay open.
const set = (fold) =>
  [...fold.querySelectorAll("input:not([type=hidden]), select:not([name=sort])")].some((one) => one.value);
if (matchMedia("(max-width: 40rem)").matches)
  for (const one of document.querySelectorAll("details.fold")) one.open = set(one);
