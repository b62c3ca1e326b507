// One question a screen, going back without loss, and choices that wait on this device. Without it: the same form, one page.
"use strict";

{
  const form = document.querySelector("[data-answer-form]");
  if (form) furnish(form);
  const sent = document.querySelector("[data-forget]");
  if (sent) forget(sent.dataset.forget);
  fillInCode(document.querySelector("[data-code-form]"));

  function furnish(form) {
    const questions = [...form.querySelectorAll("[data-question]")];
    const progress = form.querySelector("[data-progress]");
    const [back, forward, send] = ["back", "forward", "send"].map((name) => form.querySelector(`[data-${name}]`));
    let at = 0;
    if (!questions.length) return;

    form.classList.add("is-stepped");
    progress.hidden = false;
    progress.querySelector("progress").max = questions.length;

    const show = (number, { focus = true, push = true } = {}) => {
      at = Math.min(Math.max(number, 0), questions.length - 1);
      questions.forEach((question, index) => { question.hidden = index !== at; });
      progress.querySelector("progress").value = at + 1;
      progress.querySelector("[data-progress-words]").textContent = form.dataset.words
        .replace("{number}", at + 1).replace("{total}", questions.length);
      back.hidden = at === 0;
      forward.hidden = at === questions.length - 1;
      send.hidden = at !== questions.length - 1;
      document.body.classList.toggle("is-under-way", at > 0);
      if (push) history.pushState(null, "", `#${questions[at].id}`);
      if (focus) {
        questions[at].querySelector("legend, h2").focus({ preventScroll: true });
        scrollTo(0, 0);
      }
    };
    const asked = () => questions.findIndex((question) => `#${question.id}` === location.hash);

    forward.addEventListener("click", () => show(at + 1));
    back.addEventListener("click", () => show(at - 1));
    addEventListener("popstate", () => show(Math.max(asked(), 0), { push: false }));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input") || at === questions.length - 1) return;
      event.preventDefault(); // Enter goes on; only the last question sends
      show(at + 1);
    });
    sendOnce(form);
    readAloud(form);
    const remembered = remember(form, () => show(0, { focus: false, push: false }));
    show(remembered ? Math.max(asked(), 0) : 0, { focus: false, push: false });
  }

  // Choices only, never what is written with own words: somebody else may use the same telephone.
  function remember(form, startOver) {
    const key = `svar:${form.dataset.storage}`;
    if (!form.dataset.storage) return false;
    const resumed = form.querySelector("[data-resumed]");
    const radios = () => [...form.querySelectorAll("input[type=radio]")];
    let known = {};
    try { known = JSON.parse(localStorage.getItem(key) ?? "{}"); } catch { known = {}; }
    const isNew = !radios().some((radio) => radio.checked);
    if (isNew) for (const radio of radios()) if (known[radio.name] === radio.value) radio.checked = true;
    const isResumed = isNew && radios().some((radio) => radio.checked);
    if (isResumed && !location.hash) resumed.hidden = false;
    form.addEventListener("change", () => {
      const said = Object.fromEntries(radios().filter((radio) => radio.checked).map((radio) => [radio.name, radio.value]));
      try { localStorage.setItem(key, JSON.stringify(said)); } catch { /* a full or closed store loses nothing here */ }
    });
    form.querySelector("[data-start-over]").addEventListener("click", () => {
      forget(form.dataset.storage);
      form.reset();
      for (const radio of radios()) radio.checked = false;
      resumed.hidden = true;
      startOver();
    });
    return isResumed || !isNew;
  }

  function forget(token) {
    try { localStorage.removeItem(`svar:${token}`); } catch { /* nothing was kept */ }
  }

  function sendOnce(form) {
    let isSending = false;
    form.addEventListener("submit", (event) => {
      if (isSending) event.preventDefault();
      isSending = true;
    });
    addEventListener("pageshow", () => { isSending = false; });
  }

  function readAloud(form) {
    if (!("speechSynthesis" in window)) return;
    for (const button of form.querySelectorAll("[data-listen]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const said = new SpeechSynthesisUtterance(button.dataset.listen);
        said.lang = form.dataset.lang;
        speechSynthesis.cancel();
        speechSynthesis.speak(said);
      });
    }
  }

  // The code of a letter's QR stands after the #, which is never sent; it is taken out of the address at once.
  function fillInCode(form) {
    const found = /^#kod=([A-Za-z0-9]{4,20})$/.exec(location.hash);
    if (!form || !found) return;
    form.elements.code.value = found[1];
    history.replaceState(null, "", location.pathname + location.search);
  }
}
