"use strict";
// Accents and capitals do not count, and all words must be there.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("details.reference")].map((row) => [row, folded(row.textContent)]);
const field = document.getElementById("search");
const search = () => {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    found += row.hidden ? 0 : 1;
  }
  document.getElementById("count").textContent = words.length ? `${found} of ${rows.length}` : "";
};
field.addEventListener("input", search);
field.closest("p").hidden = false;
