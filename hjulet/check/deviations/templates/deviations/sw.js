{% load i18n static %}// {{ mark }}
// The telephone's helper without a net: keeps the empty form, and what was sent when there was nobody to send it to.
"use strict";
importScripts("{% static 'deviations/queue.js' %}");

const KEPT = "rapport-{{ mark }}";
const SHELL = "{{ shell }}";
const NEEDED = {{ needed|safe }};
const FORMS = /^\/avvikelser\/(rapportera|d\/[\w-]+)\/$/;
const PATIENCE = 12000; // how long a page may take before the kept one is shown
reports.sendTo = "{% url 'deviations:offline_send' %}";

addEventListener("install", (event) => { event.waitUntil(keepPages()); skipWaiting(); });
addEventListener("activate", (event) => { event.waitUntil(forgetOldPages()); });
addEventListener("sync", (event) => { if (event.tag === reports.SYNC) event.waitUntil(sendAll()); });

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  const isForm = request.mode === "navigate" && FORMS.test(pathname);
  if (isForm && request.method === "POST") event.respondWith(sentOrKept(event, pathname));
  else if (request.mode === "navigate" && request.method === "GET" && (isForm || pathname === SHELL)) event.respondWith(pageOrKept(request));
  else if (NEEDED.includes(pathname)) event.respondWith(fileOrKept(request));
});

async function keepPages() {
  const cache = await caches.open(KEPT);
  await cache.addAll(NEEDED);
  await cache.add(new Request(SHELL, { credentials: "omit", cache: "reload" })); // nobody's page
}

async function forgetOldPages() {
  for (const name of await caches.keys()) if (name.startsWith("rapport-") && name !== KEPT) await caches.delete(name);
  await clients.claim();
}

async function pageOrKept(request) {
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE));
  try {
    return await Promise.race([fetch(request), late]);
  } catch {
    return (await caches.match(SHELL)) ?? Response.error();
  }
}

async function fileOrKept(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function sentOrKept(event, pathname) {
  const copy = event.request.clone();
  let said = null;
  try {
    const answer = await fetch(event.request);
    if (answer.type === "opaqueredirect") event.waitUntil(copy.formData().then((sent) => reports.forgetTicket(sent.get("client_id"))));
    return answer;
  } catch {
    try {
      said = await copy.formData();
      const door = /^\/avvikelser\/d\/([\w-]+)\/$/.exec(pathname)?.[1];
      await reports.keep(said, { door });
    } catch {
      (await clients.get(event.clientId))?.postMessage({ isNotKept: true });
      return new Response(null, { status: 204 }); // the page stays, and what is written on it
    }
  }
  registration.sync?.register(reports.SYNC).catch(() => {});
  return Response.redirect(`${SHELL}#sparad`, 303);
}

async function sendAll() {
  const { told, isWaiting } = await reports.send();
  for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage({ told });
  if (isWaiting) throw new Error("later"); // the browser asks again
}
