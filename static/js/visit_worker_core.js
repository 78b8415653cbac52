/* The service worker of the checklist: a page that was opened once opens again without a server. What is filled in is
   kept and sent by the page itself. Needs self.VISITS (worker.js) and kept_pages.js. */

"use strict";

const { scope: SCOPE, store: STORE } = self.VISITS;
const PAGES = "preclear-visits-pages";
const { tidy, part, pause } = self.keptPages("preclear-visits-", STORE, PAGES);
const PATIENCE = 3000;
const GONE = [502, 503, 504];
const LISTED = new RegExp(`^${SCOPE}[0-9a-f-]{36}/$`);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(part(request, event));
  else if (request.mode === "navigate" && LISTED.test(url.pathname)) event.respondWith(page(request, url.pathname));
});

/* Three seconds for the server, then what is kept; without anything kept there is nothing to lose by waiting. */
async function page(request, key) {
  const store = await caches.open(PAGES);
  const kept = await store.match(key);
  try {
    const fresh = await (kept ? Promise.race([fetch(request), pause(PATIENCE)]) : fetch(request));
    if (GONE.includes(fresh.status)) throw new Error("gone");
    if (fresh.ok && !fresh.redirected) await store.put(key, fresh.clone());
    else if ([401, 403, 404, 410].includes(fresh.status)) await store.delete(key);
    return fresh;
  } catch {
    return kept || Response.error();
  }
}
