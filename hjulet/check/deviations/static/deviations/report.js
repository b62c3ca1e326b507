// One question a screen, a draft that survives a reload, hints while typing. Without it the same form is one page.
"use strict";

{
  const form = document.querySelector("[data-report-form]");
  if (form) furnish(form);
  for (const button of document.querySelectorAll("[data-copy]")) offerCopy(button);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  function furnish(form) {
    const questions = [...form.querySelectorAll("[data-question]")];
    const steps = form.querySelector("[data-steps]");
    const progress = form.querySelector("[data-progress]");
    let at = 0;

    form.classList.add("is-stepped");
    progress.hidden = steps.hidden = false;
    progress.querySelector("progress").max = questions.length;

    const show = (number, { focus = true, push = true } = {}) => {
      at = Math.min(Math.max(number, 0), questions.length - 1);
      questions.forEach((question, index) => { question.hidden = index !== at; });
      progress.querySelector("progress").value = at + 1;
      progress.querySelector("[data-progress-words]").textContent = progress.dataset.words
        .replace("{number}", at + 1).replace("{total}", questions.length);
      steps.querySelector("[data-back]").hidden = at === 0;
      steps.querySelector("[data-forward]").hidden = at === questions.length - 1;
      if (push) history.pushState(null, "", `#${questions[at].id}`);
      if (focus) {
        questions[at].querySelector("h2").focus({ preventScroll: true });
        scrollTo(0, form.getBoundingClientRect().top + scrollY - 16);
      }
    };
    const holding = (element) => questions.findIndex((question) => question.contains(element));
    const asked = () => questions.findIndex((question) => `#${question.id}` === location.hash);

    // What is required here and not answered. The server asks the same, in better words.
    const isAnswered = (name) => {
      const control = form.elements[name];
      return !control || control.value.trim() !== "";
    };
    const mayLeave = () => {
      const question = questions[at];
      const isDone = question.dataset.required.split(" ").filter(Boolean).every(isAnswered);
      const missing = question.querySelector("[data-missing]");
      if (missing) missing.hidden = isDone;
      return isDone;
    };

    steps.querySelector("[data-forward]").addEventListener("click", () => { if (mayLeave()) show(at + 1); });
    steps.querySelector("[data-back]").addEventListener("click", () => show(at - 1));
    form.addEventListener("input", () => {
      if (questions[at].querySelector("[data-missing]:not([hidden])")) mayLeave();
    });
    addEventListener("popstate", () => show(Math.max(asked(), 0), { push: false }));
    form.addEventListener("keydown", (event) => {
      const isLine = event.target.matches?.("input:not([type=file])");
      if (event.key !== "Enter" || !isLine || at === questions.length - 1) return;
      event.preventDefault(); // Enter goes on; only the last question sends
      if (mayLeave()) show(at + 1);
    });
    document.querySelector("[data-error-summary]")?.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      const control = link && document.getElementById(link.hash.slice(1));
      if (!control || holding(control) < 0) return;
      event.preventDefault();
      show(holding(control), { focus: false });
      control.focus();
    });

    const wrong = holding(form.querySelector("[data-field=validation]"));
    show(wrong >= 0 ? wrong : Math.max(asked(), 0), { focus: false, push: false });

    hintAtNumbers(form);
    followUnit(form);
    sendOnce(form);
    if (form.dataset.draftUrl) keepDraft(form);
  }

  function hintAtNumbers(form) {
    const personal = /(?<!\d)(?:\d{2})?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])[ +-]?\d{4}(?!\d)/;
    const phone = /(?<![\d-])(?:\+46|0046|0)[ -]?[1-9]\d{0,2}[ /-]{0,3}\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)/;
    form.addEventListener("input", (event) => {
      const hint = event.target.matches("textarea") &&
        event.target.closest("[data-question]")?.querySelector("[data-number-hint]");
      if (hint) hint.hidden = !personal.test(event.target.value) && !phone.test(event.target.value);
    });
  }

  function followUnit(form) {
    const select = form.elements.unit;
    const link = form.querySelector("[data-on-call-link]");
    if (!select?.selectedOptions || !link) return;
    const follow = () => {
      const phone = select.selectedOptions[0]?.dataset.onCall ?? "";
      link.hidden = !phone;
      link.href = `tel:${phone.replaceAll(" ", "")}`;
      link.querySelector("[data-on-call-number]").textContent = phone;
    };
    select.addEventListener("change", follow);
    follow();
  }

  function sendOnce(form) {
    let isSending = false;
    form.addEventListener("submit", (event) => {
      if (isSending) event.preventDefault();
      isSending = true;
    });
    addEventListener("pageshow", () => { isSending = false; });
  }

  function keepDraft(form) {
    const status = document.querySelector("[data-draft-status]");
    let waiting = 0;
    let isSent = false;
    const save = async () => {
      clearTimeout(waiting);
      waiting = 0;
      const said = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      try {
        const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new URLSearchParams(said), keepalive: true });
        if (!answer.ok || answer.redirected) return;
        status.textContent = form.dataset.draftSaved;
        const number = form.elements.client_id.value;
        if (!location.search.includes(number)) history.replaceState(null, "", `?utkast=${number}${location.hash}`);
      } catch {
        status.textContent = "";
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      if (!isSent) waiting = setTimeout(save, 1200);
    });
    form.addEventListener("submit", () => { isSent = true; clearTimeout(waiting); waiting = 0; });
    addEventListener("pagehide", () => { if (waiting && !isSent) save(); });
  }

  function offerCopy(button) {
    if (!navigator.clipboard) return; // the text can be marked by hand
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = button.parentElement.querySelector("[data-copied]");
      try {
        await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
        told.textContent = told.dataset.copied;
      } catch {
        document.querySelector(button.dataset.copy).select();
      }
    });
  }
}
