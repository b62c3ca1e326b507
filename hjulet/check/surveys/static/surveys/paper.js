// Paper answers at the speed of the number keys: 1, 2, 3 … chooses and goes on, 0 is "vet inte", Backspace goes back.
"use strict";

{
  const form = document.querySelector("[data-paper-form]");
  if (form) furnish(form);

  function furnish(form) {
    const rows = [...form.querySelectorAll("[data-row]")];
    const radiosOf = (row) => [...row.querySelectorAll("input[type=radio]")];
    const controlOf = (row) => radiosOf(row).find((radio) => radio.checked) ?? row.querySelector("input, textarea");
    const go = (row) => (row ? controlOf(row) : form.querySelector("[type=submit]")).focus();

    form.addEventListener("keydown", (event) => {
      const row = event.target.closest("[data-row]");
      if (!row || event.target.matches("textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = rows.indexOf(row);
      const chosen = radiosOf(row).find((radio) => radio.value === event.key);
      if (chosen) {
        chosen.checked = true;
        go(rows[at + 1]);
      } else if (event.key === "Enter") {
        go(rows[at + 1]);
      } else if (event.key === "Backspace" && at > 0) {
        go(rows[at - 1]);
      } else {
        return;
      }
      event.preventDefault();
    });
    if (rows.length && !document.querySelector("[data-error-summary]")) go(rows[0]);
  }
}
