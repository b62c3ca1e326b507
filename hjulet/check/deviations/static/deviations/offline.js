// The report page's part in reports without a net: fetch what is needed while there is one, show what waits, send it.
"use strict";

{
  const box = document.querySelector("[data-offline]");
  if (box && "serviceWorker" in navigator && "indexedDB" in window && crypto.subtle) begin(box);

  function begin(box) {
    const form = document.querySelector("[data-report-form]");
    const isShell = box.dataset.offline === "page";
    const door = /^\/avvikelser\/d\/([\w-]+)\/$/.exec(location.pathname)?.[1] ?? "";
    const part = (name) => box.querySelector(`[data-${name}]`);
    const said = box.dataset;
    const pauses = [5, 15, 60, 300]; // seconds between the tries
    let tries = 0;
    let later = 0;

    reports.sendTo = said.send;
    navigator.serviceWorker.register(said.worker, { scope: said.scope, updateViaCache: "none" }).catch(() => {});
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data.isNotKept) tellNotKept();
      data.told?.forEach(tell); // the worker was first
      look();
    });
    part("send-now").addEventListener("click", () => { tries = 0; send(); });
    addEventListener("online", () => { tries = 0; send(); offerUsualPage(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });

    if (isShell) furnishPage().catch(() => {});
    else stock().catch(() => {});
    send();

    // How many wait: all that the next person on the telephone gets to know.
    async function look() {
      const amount = await reports.waiting();
      const words = amount === 1 ? said.one : said.many.replace("{n}", amount);
      part("waiting").hidden = amount === 0;
      if (amount && part("waiting-words").textContent !== words) part("waiting-words").textContent = words;
      return amount;
    }

    async function send() {
      clearTimeout(later);
      if (!(await look())) return;
      const { told, isWaiting } = await reports.send();
      for (const answer of told) tell(answer);
      if (await look() && isWaiting) later = setTimeout(send, 1000 * pauses[Math.min(tries++, pauses.length - 1)]);
    }

    function tell(answer) {
      const words = {
        received: answer.number ? said.received.replace("{number}", answer.number) : said.arrived,
        already: answer.number ? said.received.replace("{number}", answer.number) : said.arrived,
        kept: said.kept,
        refused: answer.words,
      }[answer.status];
      const line = document.createElement("p");
      line.textContent = words;
      part("told").append(line);
      const saved = document.querySelector("[data-saved]:not([hidden])");
      if (!saved || answer.status === "refused") return;
      saved.querySelector("h1").textContent = said.sent;
      saved.querySelector("[data-saved-wait]").hidden = true;
    }

    function tellNotKept() {
      part("told").replaceChildren(Object.assign(document.createElement("p"), { textContent: said.notKept }));
      box.scrollIntoView();
      dispatchEvent(new Event("pageshow")); // the button may be pressed again
    }

    // -- while there is a net ---------------------------------------------------------------------------------------
    async function stock() {
      const number = form?.elements.client_id?.value ?? "";
      const held = await reports.spares({ door, except: number });
      const asking = new URLSearchParams({ form: number, spare: Math.max(0, 3 - held.length) });
      asking.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(said.tickets, { method: "POST", body: asking });
      if (!answer.ok || answer.redirected) return;
      const given = await answer.json();
      const before = await reports.place({ door });
      await reports.stock(given, aboutPlace());
      const isAnother = before && before.owner !== given.owner;
      if (isAnother && held.length) await stock(); // what was at hand was somebody else's
    }

    // What the page without a net needs to know of the place: the names of units, which are no secret here.
    function aboutPlace() {
      const select = form.elements.unit;
      if (!select?.options) return { unit: said.unit, phone: said.phone };
      const units = [...select.options].filter((option) => option.value);
      const own = [...select.options].find((option) => option.defaultSelected)?.value ?? "";
      return { own, units: units.map((one) => [one.value, one.textContent, one.dataset.onCall ?? ""]) };
    }

    // -- the page without a net -------------------------------------------------------------------------------------
    async function furnishPage() {
      const saved = document.querySelector("[data-saved]");
      const shown = location.hash === "#sparad" ? await reports.takeShown() : null;
      if (shown) return showSaved(saved, shown);
      if (location.hash === "#sparad") history.replaceState(null, "", location.pathname);
      const [ticket] = await reports.spares({ door });
      const home = await reports.place({ door });
      if (!ticket || !home) return showNone();
      form.elements.client_id.value = ticket.client_id;
      furnishPlace(home);
      if (door) document.querySelector("[data-again]").href = location.pathname;
      form.hidden = false;
      form.addEventListener("submit", keepIt);
    }

    function furnishPlace(home) {
      const select = form.elements.unit;
      if (door) {
        for (const part of form.querySelectorAll("[data-only-signed-in]")) part.remove();
        form.querySelector(".about")?.remove();
        const fixed = Object.assign(document.createElement("p"), { className: "fixed-unit", textContent: home.unit });
        select.closest(".ds-field").replaceWith(fixed);
        form.querySelector("#fraga-var").dataset.required = "";
        form.querySelector("#fraga-vem").dataset.required = "";
        showPhone(home.phone);
        return;
      }
      for (const [value, name, phone] of home.units ?? []) {
        const option = new Option(name, value, value === home.own, value === home.own);
        if (phone) option.dataset.onCall = phone;
        select.append(option);
      }
      select.dispatchEvent(new Event("change"));
    }

    // The net is back while one writes: what is written stays, and the usual page is one press away.
    function offerUsualPage() {
      const link = document.querySelector("[data-usual]");
      if (!link) return;
      link.hidden = false;
      if (door) link.querySelector("a").href = location.pathname;
    }

    function showPhone(phone) {
      const link = form.querySelector("[data-on-call-link]");
      if (!phone || !link) return;
      link.hidden = false;
      link.href = `tel:${phone.replaceAll(" ", "")}`;
      link.querySelector("[data-on-call-number]").textContent = phone;
    }

    async function keepIt(event) {
      if (event.defaultPrevented) return; // pressed twice
      event.preventDefault();
      try {
        await reports.keep(new FormData(form), { door });
      } catch {
        tellNotKept();
        return;
      }
      navigator.storage?.persist?.().catch?.(() => {});
      navigator.serviceWorker.ready.then((worker) => worker.sync?.register(reports.SYNC)).catch(() => {});
      form.reset();
      showSaved(document.querySelector("[data-saved]"), await reports.takeShown());
      tries = 0;
      send();
    }

    function showSaved(saved, shown) {
      form.hidden = true;
      document.querySelector("[data-intro]").hidden = true;
      saved.hidden = false;
      saved.querySelector("[data-saved-wait]").after(box);
      const code = saved.querySelector("[data-code]");
      code.hidden = !shown?.code;
      code.querySelector(".receipt-code").textContent = (shown?.code ?? "").replace(/(\d{4})(?=\d)/g, "$1 ");
      saved.querySelector("[data-left-out]").hidden = !shown?.leftOut;
      saved.querySelector("[data-grave]").hidden = !shown?.isGrave;
      saved.querySelector("h1").focus();
      scrollTo(0, 0);
      look();
    }

    function showNone() {
      form.hidden = true;
      document.querySelector("[data-intro] p").hidden = true; // "write anyway" would not be true
      document.querySelector("[data-none]").hidden = false;
    }
  }
}
