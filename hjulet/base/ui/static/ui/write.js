// Saves what is written while it is written, and puts figures where the cursor stands. Without it the buttons do the same.
"use strict";

{
  const PAUSE = 1500; // milliseconds after the last key
  const AGAIN = 8000; // when there was no contact
  const form = document.querySelector("form[data-autosave], form[data-keep]");
  if (form) begin(form);

  // On a phone the facts are long and the text is what one came for: they open with a tap.
  const facts = document.querySelector(".section-facts");
  if (facts && matchMedia("(width < 40rem)").matches) facts.open = false;

  function begin(form) {
    const boxes = [...form.querySelectorAll("textarea")].map((area) => watched(form, area));
    let isLeaving = false;
    form.addEventListener("submit", (event) => {
      // Signed out or without contact the page would be gone, and what stands in the boxes with it.
      if (boxes.some((box) => box.isWaiting())) {
        event.preventDefault();
        boxes.forEach((box) => box.save());
        return;
      }
      isLeaving = true;
      boxes.forEach((box) => box.stop());
    });
    addEventListener("beforeunload", (event) => {
      if (!isLeaving && boxes.some((box) => box.isDirty())) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) boxes.forEach((box) => box.save()); });
    addEventListener("online", () => boxes.forEach((box) => box.save()));

    // A click on "Lägg in" writes at the cursor of the text that was last touched.
    let last = form.querySelector("textarea");
    form.addEventListener("focusin", (event) => { if (event.target.matches("textarea")) last = event.target; });
    for (const button of document.querySelectorAll("[data-insert]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        insert(last, button.dataset.insert, button.dataset.whole);
        const row = button.closest("[data-mentions] > li");
        if (row) row.hidden = true;
      });
    }
  }

  // Where a sentence begins the figure comes with its name; within one it is the figure alone. It can be undone.
  function insert(area, words, whole = words) {
    area.focus();
    const { selectionStart: from, value } = area;
    const before = value.slice(0, from);
    const gap = from && !/\s$/.test(before) ? " " : "";
    const put = gap + (/(^|[.!?\n])\s*$/.test(before) ? whole : words);
    if (document.execCommand("insertText", false, put)) return;
    area.setRangeText(put, from, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Whoever has signed in again in another tab has a new token; the forms of this page get it.
  async function renewed() {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (token) document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
    return Boolean(token);
  }

  function watched(form, area) {
    const part = area.dataset.part ?? "answer";
    const isText = Boolean(area.dataset.part);
    const said = form.querySelector(`[data-saved="${part}"]`);
    const preview = form.querySelector(`[data-preview="${part}"]`);
    const revision = form.elements[isText ? `revision-${part}` : "revision"];
    let kept = area.value;
    let timer = 0;
    let isSaving = false;
    let isStopped = false;
    let isWaiting = false;

    const offers = form.querySelectorAll(`[data-offer="${part}"]`);
    area.addEventListener("input", () => {
      offers.forEach((offer) => { offer.hidden = area.value !== ""; });
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    // Not when a button of the form is pressed: it saves, and must not move away under the finger.
    area.addEventListener("blur", (event) => { if (event.relatedTarget?.type !== "submit") save(); });
    if (!CSS.supports("field-sizing", "content")) {
      const grow = () => { area.style.blockSize = "auto"; area.style.blockSize = `${area.scrollHeight + 2}px`; };
      area.addEventListener("input", grow);
      grow();
    }

    function tell(words, isBad = false) {
      said.textContent = words;
      said.classList.toggle("waits-for-contact", isBad);
    }

    function later(words) {
      isWaiting = true;
      timer = setTimeout(save, AGAIN);
      tell(words, true);
    }

    function send(sent) {
      const asked = new URLSearchParams({ revision: revision.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      if (isText) { asked.set("part", part); asked.set("markdown", sent); } else asked.set("answer", sent);
      return fetch(form.dataset.autosave ?? form.dataset.keep, { method: "POST", body: asked });
    }

    // One at a time: the next save must stand on the revision that this one gives.
    async function save() {
      clearTimeout(timer);
      if (isStopped || isSaving || area.value === kept) return;
      isSaving = true;
      const sent = area.value;
      tell(form.dataset.waiting);
      try {
        let answer = await send(sent);
        if (answer.status === 403 && await renewed()) answer = await send(sent);
        if (answer.status >= 500) return later(form.dataset.offline);
        const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
        if (answer.redirected || !isOurs) return later(form.dataset.signedOut);
        isWaiting = false;
        take(answer.status, await answer.json(), sent);
      } catch {
        later(form.dataset.offline);
      } finally {
        isSaving = false;
      }
      if (area.value !== sent && area.value !== kept && !timer) timer = setTimeout(save, PAUSE);
    }

    function take(status, told, sent) {
      tell(told.said, status !== 200);
      if (status === 400 || (status === 409 && !isText)) return;
      kept = sent; // saved in the text, or beside it: on what it was written stays the same then
      timer = 0;
      if (status === 200) revision.value = told.revision;
      if (preview && status === 200) preview.innerHTML = told.preview;
    }

    return {
      save,
      isDirty: () => area.value !== kept,
      isWaiting: () => isWaiting && area.value !== kept,
      stop: () => { isStopped = true; clearTimeout(timer); },
    };
  }
}
