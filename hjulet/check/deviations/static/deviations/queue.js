// Reports that wait for the net, shared by the pages and the service worker. Each is sealed to the server's public key
// before it is stored: nobody reads it on the telephone again, not even the one who wrote it.
"use strict";

const reports = (() => {
  const SYNC = "rapporter";
  const MOST_PHOTO = 3 * 1024 * 1024;
  const LONGEST_SIDE = 2560;
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "writer", "attachments"]);
  const ours = { SYNC, sendTo: "", keep, send, waiting, stock, place, spares, forgetTicket, takeShown };

  // -- the telephone's own small database ---------------------------------------------------------------------------
  function opened() {
    return new Promise((done, failed) => {
      const asking = indexedDB.open("hjulet-rapporter", 1);
      asking.onupgradeneeded = () => {
        asking.result.createObjectStore("tickets", { keyPath: "client_id" }); // the right to write one report each
        asking.result.createObjectStore("places", { keyPath: "owner" }); // the public key, and the units to choose among
        asking.result.createObjectStore("queue", { keyPath: "client_id" }); // sealed
        asking.result.createObjectStore("shown", { keyPath: "id" }); // the receipt code, until it has been shown
      };
      asking.onsuccess = () => done(asking.result);
      asking.onerror = () => failed(asking.error);
    });
  }

  // Runs WORK(stores) in one transaction: all of it happens, or nothing.
  async function within(names, work) {
    const database = await opened();
    try {
      return await new Promise((done, failed) => {
        const transaction = database.transaction(names, "readwrite");
        let made;
        transaction.oncomplete = () => done(made);
        transaction.onabort = transaction.onerror = () => failed(transaction.error ?? new Error("not stored"));
        const stores = names.map((name) => transaction.objectStore(name));
        Promise.resolve(work(...stores)).then((value) => { made = value; }, (error) => { failed(error); transaction.abort(); });
      });
    } finally {
      database.close();
    }
  }

  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  const isValid = (ticket) => Date.parse(ticket.expires) > Date.now();

  // -- tickets ------------------------------------------------------------------------------------------------------
  // What the server gave. Another person than last time: what was theirs goes.
  function stock(given, about) {
    return within(["tickets", "places"], async (tickets, places) => {
      const isPerson = given.owner.startsWith("person:");
      for (const ticket of await asked(tickets.getAll())) {
        const isOthers = isPerson && ticket.owner.startsWith("person:") && ticket.owner !== given.owner;
        if (isOthers || !isValid(ticket)) tickets.delete(ticket.client_id);
      }
      for (const owner of await asked(places.getAllKeys())) {
        if (isPerson && owner.startsWith("person:") && owner !== given.owner) places.delete(owner);
      }
      places.put({ owner: given.owner, key: given.key, keyId: given.key_id, ...about });
      for (const ticket of given.tickets) tickets.put({ ...ticket, owner: given.owner });
    });
  }

  const isOf = (owner, door) => (door ? owner === `door:${door}` : owner.startsWith("person:"));

  async function spares({ door, except = "" }) {
    const found = await within(["tickets"], (tickets) => asked(tickets.getAll()));
    return found.filter((ticket) => isOf(ticket.owner, door) && isValid(ticket) && ticket.client_id !== except);
  }

  async function place({ door }) {
    const found = await within(["places"], (places) => asked(places.getAll()));
    return found.find((one) => isOf(one.owner, door));
  }

  function forgetTicket(number) {
    return within(["tickets"], (tickets) => { if (number) tickets.delete(number); });
  }

  // The form's own ticket, or else a spare one; it is nobody else's from now on.
  function takeTicket(number, door) {
    return within(["tickets"], async (tickets) => {
      const found = (await asked(tickets.getAll())).filter((ticket) => isOf(ticket.owner, door) && isValid(ticket));
      const taken = found.find((ticket) => ticket.client_id === number) ?? found[0];
      if (!taken) throw new Error("no ticket");
      tickets.delete(taken.client_id);
      return taken;
    });
  }

  // -- writing ------------------------------------------------------------------------------------------------------
  async function keep(said, { door = "" } = {}) {
    const number = said.get("client_id");
    const ticket = await takeTicket(number, door);
    try {
      const { photo, leftOut } = await onePhoto(said.getAll("attachments").filter((file) => file.size));
      const words = [...said].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
      const letter = JSON.stringify({ said: words, photo, writer: said.get("writer") ?? "me" });
      const home = await place({ door });
      const envelope = JSON.stringify({ key_id: home.keyId, ...(await sealed(letter, home.key)) });
      const isOurs = ticket.client_id === number;
      const isGrave = said.get("how_bad") === "grave" || said.get("tile") === "violence";
      await within(["queue", "shown"], (queue, shown) => {
        queue.put({ client_id: number, ticket: ticket.ticket, envelope, keptAt: Date.now() });
        shown.put({ id: "last", client_id: number, code: isOurs ? ticket.code : "", leftOut, isGrave, at: Date.now() });
      });
    } catch (error) {
      await within(["tickets"], (tickets) => { tickets.put(ticket); });
      throw error;
    }
  }

  // What to show right after writing, once.
  function takeShown() {
    return within(["shown"], async (shown) => {
      const last = await asked(shown.get("last"));
      shown.clear();
      return last && Date.now() - last.at < 600000 ? last : null;
    });
  }

  const base64 = (buffer) => {
    const bytes = new Uint8Array(buffer);
    let said = "";
    for (let at = 0; at < bytes.length; at += 32768) said += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(said);
  };
  const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  async function sealed(letter, key) {
    const lock = { name: "RSA-OAEP", hash: "SHA-256" };
    const lockOfTheServer = await crypto.subtle.importKey("spki", bytesOf(key), lock, false, ["encrypt"]);
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, fresh, new TextEncoder().encode(letter));
    const wrapped = await crypto.subtle.encrypt({ name: "RSA-OAEP" }, lockOfTheServer, await crypto.subtle.exportKey("raw", fresh));
    return { v: 1, key: base64(wrapped), iv: base64(iv), data: base64(data) };
  }

  // One photo goes along, made smaller. How many files did not is told.
  async function onePhoto(files) {
    for (const file of files.filter((one) => one.type.startsWith("image/"))) {
      const made = await smaller(file).catch(() => null);
      if (made) return { photo: { data: base64(await made.arrayBuffer()) }, leftOut: files.length - 1 };
    }
    return { photo: null, leftOut: files.length };
  }

  async function smaller(file) {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    for (const [side, quality] of [[LONGEST_SIDE, 0.85], [LONGEST_SIDE, 0.6], [1600, 0.6]]) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const sheet = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
      sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
      const made = await sheet.convertToBlob({ type: "image/jpeg", quality });
      if (made.size <= MOST_PHOTO) return made;
    }
    return null;
  }

  // -- sending ------------------------------------------------------------------------------------------------------
  async function waiting() {
    return (await within(["queue"], (queue) => asked(queue.getAll()))).length;
  }

  // Everything that waits, one at a time, and by one page at a time.
  function send() {
    const work = async (lock) => (lock ? sendAll() : { told: [], isWaiting: false });
    return navigator.locks ? navigator.locks.request("hjulet-rapporter", { ifAvailable: true }, work) : work(true);
  }

  async function sendAll() {
    const told = [];
    for (const item of await within(["queue"], (queue) => asked(queue.getAll()))) {
      const answer = await sendOne(item).catch(() => null);
      if (!answer) return { told, isWaiting: true }; // no net, or the server rests: the others wait too
      if (answer.status !== "refused") await within(["queue"], (queue) => { queue.delete(item.client_id); });
      told.push({ ...answer, client_id: item.client_id });
    }
    return { told, isWaiting: false };
  }

  async function sendOne(item) {
    const body = new FormData();
    body.set("ticket", item.ticket);
    body.set("age", String(Math.max(0, Math.round((Date.now() - item.keptAt) / 1000))));
    body.set("envelope", new Blob([item.envelope], { type: "application/json" }), "rapport.json");
    const answer = await fetch(ours.sendTo, { method: "POST", body, credentials: "omit", redirect: "error" });
    if (![200, 400, 413].includes(answer.status)) return null;
    const said = await answer.json();
    const isRefused = answer.status !== 200 && said.status === "refused";
    return isRefused || (answer.ok && ["received", "already", "kept"].includes(said.status)) ? said : null;
  }

  return ours;
})();
