// On a phone, filters that nobody set are folded away; without this file they stay open.
if (matchMedia("(max-width: 40rem)").matches && !location.search)
  for (const one of document.querySelectorAll("details.fold")) one.open = false;
