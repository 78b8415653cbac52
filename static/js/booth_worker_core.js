/* The booth's service worker. A page comes from the server when it answers, else from what is kept here; a decision
   goes to the server when it answers, else into the queue. Needs self.BOOTH (booth_worker.js), kept_pages.js, booth_store.js. */

"use strict";

const { scope: SCOPE, store: STORE, causes: CAUSES, presumed: PRESUMED, general: GENERAL, page: SHELL } = self.BOOTH;
const PAGES = "preclear-booth-pages";
const { tidy, part, pause } = self.keptPages("preclear-booth-", STORE, PAGES);
const PATIENCE = 2000;
const POST_PATIENCE = 6000;
const GONE = [502, 503, 504];
const TRIP = new RegExp(`^${SCOPE}([0-9a-f-]{36})/(?:(release|refer|hold|note|lift|undo)/)?$`);
const FIELDS = { release: [], refer: ["cause", "note"], hold: ["reason"], note: ["text"] };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(part(request, event));
  else if (request.mode !== "navigate" || !url.pathname.startsWith(SCOPE)) return;
  else if (request.method === "GET") event.respondWith(page(request, url));
  else if (request.method === "POST" && TRIP.test(url.pathname)) event.respondWith(decision(request, url));
});

/* Two seconds for the server; then what is kept. Without anything kept there is nothing to lose by waiting. */
async function page(request, url) {
  const store = await caches.open(PAGES);
  const key = url.pathname;
  const kept = (await store.match(key)) || (url.pathname === SCOPE ? await store.match(SHELL) : undefined);
  try {
    const fresh = await (kept ? Promise.race([fetch(request), pause(PATIENCE)]) : fetch(request));
    if (GONE.includes(fresh.status)) throw new Error("gone");
    if (fresh.ok && (TRIP.test(key) || key === SHELL)) await store.put(key, fresh.clone());
    else if ([401, 403, 404, 410].includes(fresh.status)) await store.delete(key);
    return fresh;
  } catch {
    const answer = url.pathname === SCOPE ? await store.match(SHELL) : kept || (await store.match(SHELL));
    return answer || Response.error();
  }
}

/* A decision is sent; when nobody answers it is kept here. One by the sheet alone always waits for the record. */
async function decision(request, url) {
  const [, trip, kind] = url.pathname.match(TRIP);
  const form = await request.clone().formData();
  if (!form.get("sheet")) {
    try {
      const answer = await Promise.race([fetch(request), pause(POST_PATIENCE)]);
      if (!GONE.includes(answer.status)) return answer;
    } catch {
      /* nobody answers: the decision is kept below */
    }
  }
  if (kind === "undo") return back(`?undo=${trip}`);
  if (!FIELDS[kind]) return back("?cannot=1");
  const refused = await keep(trip, kind, form);
  return refused.why ? back(`?refused=${refused.why}&trip=${trip}`) : back(`?queued=${refused.id}`);
}

const back = (query) => Response.redirect(`${SHELL}${query}`, 303);

/* The same rules as on the server: the closed list, the fact in words, one decision for one truck. */
function refusal(kind, form) {
  if (kind !== "refer") return kind === "note" && !form.get("text")?.trim() ? "empty" : "";
  const cause = form.get("cause") || "";
  const listed = form.get("seen_presumed") ? PRESUMED : GENERAL;
  if (!listed.includes(cause)) return "cause";
  return (form.get("note") || "").trim().length < CAUSES[cause].words ? "words" : "";
}

async function keep(trip, kind, form) {
  const why = refusal(kind, form);
  if (why) return { why };
  if (kind !== "note" && (await self.Booth.decidedHere(trip))) return { why: "decided" };
  const who = await self.Booth.get("meta", "who");
  if (!who) return { why: "nobody" };
  const version = form.get("expected_version");
  const entry = {
    id: crypto.randomUUID(),
    officer: who.officer,
    trip,
    kind,
    device_at: new Date().toISOString(),
    trip_number: form.get("seen_number") || "",
    seen: {
      row_version: version ? Number(version) : null,
      filing: Number(form.get("seen_filing")),
      lane: form.get("seen_lane") || "",
      status: form.get("seen_status") || "",
      held: Boolean(form.get("seen_held")),
    },
    sheet: form.get("sheet") || "",
  };
  for (const name of FIELDS[kind]) entry[name] = form.get(name) || "";
  await self.Booth.put("queue", entry);
  return entry;
}
