// The weekly review by keyboard: j and k between events, x ticks, letters for the verbs, ? shows them. Without it the
// page is plain forms and links.
"use strict";

const rows = [...document.querySelectorAll(".week-row")];
const keys = document.getElementById("keys");
let here = -1;

function go(step) {
  if (!rows.length) return;
  rows[here]?.classList.remove("is-here");
  here = Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[here].classList.add("is-here");
  rows[here].querySelector("input, a")?.focus();
  rows[here].scrollIntoView({ block: "nearest" });
}

function follow(verb) {
  rows[here]?.querySelector(`[data-verb="${verb}"]`)?.click();
}

const verbs = {
  j: () => go(1),
  k: () => go(-1),
  x: () => rows[here]?.querySelector("input[type=checkbox]")?.click(),
  o: () => follow("open"),
  s: () => follow("small"),
  a: () => document.querySelector(".together select, .together input")?.focus(),
  "?": () => keys?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const verb = verbs[event.key];
  if (!verb) return;
  event.preventDefault();
  verb();
});

document.addEventListener("focusin", (event) => {
  const row = rows.indexOf(event.target.closest(".week-row"));
  if (row < 0 || row === here) return;
  rows[here]?.classList.remove("is-here");
  here = row;
  rows[here].classList.add("is-here");
});

if (keys) {
  document.documentElement.classList.add("has-keys");
  document.querySelector(".keys-button")?.addEventListener("click", () => keys.showModal());
}
