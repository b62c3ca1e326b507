// Only what makes a working page smoother. Without it everything still works.
"use strict";

// An error summary takes the focus, so that it is read first.
const summary = document.querySelector("[data-error-summary]");
if (summary && document.activeElement !== summary) summary.focus();

// A form marked data-unsaved-warn asks before what is written is left behind.
let unsaved = false;
document.addEventListener("input", (event) => {
  if (event.target.closest?.("[data-unsaved-warn]")) unsaved = true;
});
document.addEventListener("submit", () => { unsaved = false; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

// The user menu closes when one leaves it.
const userMenu = document.querySelector(".user-menu");
document.addEventListener("click", (event) => {
  if (userMenu?.open && !userMenu.contains(event.target)) userMenu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && userMenu?.open) {
    userMenu.open = false;
    userMenu.querySelector("summary").focus();
  }
});
