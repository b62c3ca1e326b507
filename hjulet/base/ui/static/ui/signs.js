// Small buttons over a text box that write the signs for bold, heading and list. Without it people write the signs.
"use strict";

for (const bar of document.querySelectorAll("[data-signs]")) {
  const area = document.getElementById(bar.dataset.signs);
  bar.hidden = false;
  bar.addEventListener("click", (event) => sign(area, event.target.closest("[data-sign]")?.dataset.sign));
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "b") return;
    event.preventDefault();
    sign(area, "bold");
  });

  function sign(area, kind) {
    if (!kind) return;
    area.focus();
    if (kind === "bold") around(area, "**");
    else before(area, kind === "heading" ? "### " : "- ");
  }

  // The marked words between two signs, or out of them again.
  function around(area, mark) {
    let { selectionStart: from, selectionEnd: to, value } = area;
    while (from < to && /\s/.test(value[from])) from += 1;
    while (to > from && /\s/.test(value[to - 1])) to -= 1;
    const words = value.slice(from, to);
    const isOn = value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
    if (isOn) put(area, from - mark.length, to + mark.length, words, from - mark.length, to - mark.length);
    else put(area, from, to, `${mark}${words}${mark}`, from + mark.length, to + mark.length);
  }

  // A sign first on every marked line, or off again where all have it.
  function before(area, mark) {
    const { selectionStart, selectionEnd, value } = area;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = value.indexOf("\n", selectionEnd);
    const to = end < 0 ? value.length : end;
    const lines = value.slice(from, to).split("\n");
    const isOn = lines.every((line) => line.startsWith(mark));
    const words = lines.map((line) => (isOn ? line.slice(mark.length) : mark + line.replace(/^(- |#{1,6} )/, ""))).join("\n");
    put(area, from, to, words, from + words.length, from + words.length);
  }

  // As if it were typed, so that it can be undone.
  function put(area, from, to, words, start, end) {
    area.setSelectionRange(from, to);
    if (!document.execCommand(words ? "insertText" : "delete", false, words)) {
      area.setRangeText(words, from, to);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    area.setSelectionRange(start, end);
  }
}
