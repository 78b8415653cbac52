/* The booth's pages with and without a server: takes the next trucks along, says what waits, and sends it when the
   server is back. Needs booth_store.js. What the officer sees never jumps: all words stand in places kept for them. */

import { looksSigned, readSheet } from "./booth_sheet.js";

const Booth = self.Booth;
const page = document.body.dataset;
const EVERY = 3000;
const TAKE_EVERY = 60000;
const note = document.querySelector("[data-offline-note]");
let offline = false;
let signedOut = false;
let busy = false;
let token = "";
let taken = 0;

/* --- the line in the header ------------------------------------------------------------------------------- */
async function tell() {
  if (!note) return;
  const [waiting, who] = [await Booth.waiting(), await Booth.get("meta", "who")];
  const others = waiting.filter((entry) => who && entry.officer !== who.officer).length;
  const mine = waiting.length - others;
  const word = offline ? "Offline" : signedOut ? "Signin" : mine ? "Queued" : others ? "Other" : "";
  const words = word ? note.dataset[`word${word}`].replace("{n}", word === "Other" ? others : mine) : "";
  const place = note.querySelector("[data-offline-words]");
  if (place.textContent !== words) place.textContent = words;
  note.hidden = !word || (word === "Signin" && !mine);
  document.documentElement.toggleAttribute("data-offline", offline);
  document.dispatchEvent(new CustomEvent("pc:queue", { detail: { waiting, offline } }));
}

/* --- the server: there or not, and signed in or not --------------------------------------------------------- */
async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(6000), headers: { Accept: "application/json", ...options.headers } });
  if ([502, 503, 504].includes(answer.status)) throw new Error("gone");
  const known = answer.ok && !answer.redirected && (answer.headers.get("Content-Type") || "").includes("json");
  return known ? answer.json() : null;
}

const store = () => caches.open("preclear-booth-pages");

/* The worker looks after this page too, from its first visit on. */
async function looked() {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

/* The next trucks: enough to find and decide them, and each one's whole screen. */
async function take() {
  const answer = await ask(page.trucks);
  signedOut = answer === null;
  if (signedOut) {
    await Booth.clear("trucks");
    const kept = await store();
    for (const request of await kept.keys()) {
      if (/\/booth\/[0-9a-f-]{36}\//.test(request.url)) await kept.delete(request);
    }
    return;
  }
  token = answer.csrf;
  const before = await Booth.get("meta", "who");
  await Booth.put("meta", { key: "who", officer: answer.officer, name: answer.name, agency: answer.agency, port: answer.port, at: answer.at });
  const known = new Map((before?.officer === answer.officer ? await Booth.all("trucks") : []).map((truck) => [truck.id, truck]));
  const trucks = answer.trucks.map((truck) => {
    const old = known.get(truck.id);
    const same = old && old.row_version === truck.row_version && old.lane === truck.lane;
    return { ...truck, kept: same ? old.kept : "" };
  });
  await Booth.replaceTrucks(trucks);
  await keepScreens(trucks, answer.at);
  const keys = await ask(page.sheetKeys);
  if (keys) await Booth.put("meta", { key: "keys", keys: keys.keys });
}

async function keepScreens(trucks, at) {
  const kept = await store();
  const addresses = new Set(trucks.map((truck) => `${page.boothHome}${truck.id}/`));
  for (const request of await kept.keys()) {
    const path = new URL(request.url).pathname;
    if (/\/booth\/[0-9a-f-]{36}\/$/.test(path) && !addresses.has(path)) await kept.delete(request);
  }
  for (const truck of trucks.filter((each) => !each.kept)) {
    const address = `${page.boothHome}${truck.id}/`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(6000) });
    if (answer.ok && !answer.redirected) {
      await kept.put(address, answer);
      await Booth.put("trucks", { ...truck, kept: at });
    }
  }
}

/* This page's own parts, and the page for the time without a server. */
async function keepShell() {
  const parts = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
  const sprite = document.querySelector("use[href]")?.getAttribute("href").replace(/#.*$/, "");
  const modules = ["ed25519.js", "booth_sheet.js"].map((name) => new URL(`./${name}`, import.meta.url).href);
  const shell = await fetch(page.offlinePage);
  if (!shell.ok || shell.redirected) return;
  const later = new DOMParser().parseFromString(await shell.clone().text(), "text/html").querySelectorAll("link[href], script[src]");
  for (const part of later) parts.push(new URL(part.getAttribute("href") || part.getAttribute("src"), location.href).href);
  await (await store()).put(page.offlinePage, shell);
  parts.push(...performance.getEntriesByType("resource").map((each) => each.name).filter((name) => name.startsWith(`${location.origin}/static/`)));
  const wanted = new Set([...parts, ...modules, ...(sprite ? [new URL(sprite, location.href).href] : [])]);
  await Promise.all([...wanted].filter((part) => part.startsWith(location.origin)).map((part) => fetch(part)));
}

/* --- sending what waits -------------------------------------------------------------------------------------- */
async function send() {
  const who = await Booth.get("meta", "who");
  const ready = (await Booth.waiting()).filter((entry) => entry.officer === who?.officer && Date.now() - Date.parse(entry.device_at) > Booth.UNDO);
  if (!ready.length || !token) return;
  for (const entry of ready) if (!entry.sent) await Booth.put("queue", { ...entry, sent: new Date().toISOString() });
  const answer = await ask(page.decisions, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ decisions: ready }),
  });
  if (answer === null) return;
  for (const result of answer.outcomes) {
    const entry = ready.find((each) => each.id === result.id);
    if (!entry || ["other_officer", "unreadable"].includes(result.outcome)) continue;
    await Booth.put("queue", { ...entry, outcome: result.outcome, label: result.label, errors: result.errors, facts: result.facts });
  }
  const bad = answer.outcomes.filter((result) => ["conflict", "refused"].includes(result.outcome)).length;
  document.dispatchEvent(new CustomEvent("pc:reconciled", { detail: { outcomes: answer.outcomes, bad } }));
}

async function round() {
  if (busy) return;
  busy = true;
  try {
    const waiting = await Booth.waiting();
    if (offline || waiting.length || Date.now() - taken > TAKE_EVERY) {
      await take();
      taken = Date.now();
    }
    offline = false;
    if (!signedOut) await send();
  } catch {
    offline = true;
  } finally {
    busy = false;
    await tell();
  }
}

/* --- finding a truck with what is here ------------------------------------------------------------------------ */
export async function findHere(text) {
  const raw = text.trim();
  if (looksSigned(raw)) {
    const keys = (await Booth.get("meta", "keys"))?.keys || [];
    const sheet = await readSheet(raw, keys);
    const truck = sheet.trip ? await Booth.get("trucks", sheet.trip) : null;
    if (truck && truck.filing > sheet.number) sheet.state = "superseded";
    return { sheet: { ...sheet, digest: await Booth.digest(raw) }, truck };
  }
  const key = raw.replace(/[\s-]/g, "").toUpperCase();
  const trucks = await Booth.all("trucks");
  const bare = (value) => (value || "").replace(/-/g, "").toUpperCase();
  const found = trucks.filter((truck) => key && [truck.trip_number, truck.plate, truck.card, truck.tag].some((value) => bare(value) === key));
  return { truck: found[0] || null, found };
}

/* A kept copy says how old it is. */
function age() {
  const place = document.querySelector("[data-kept-copy]");
  if (!place || !page.prepared) return;
  const minutes = Math.floor((Date.now() - Date.parse(page.prepared)) / 60000);
  const words = minutes < 1 && !offline ? "" : place.dataset.words.replace("{n}", minutes);
  if (place.textContent !== words) place.textContent = words;
}

async function begin() {
  if (!("serviceWorker" in navigator) || !self.indexedDB) return;
  await navigator.serviceWorker.register(page.worker, { scope: page.boothHome });
  await looked();
  await round();
  if (!offline && !signedOut) await keepShell().catch(() => {});
  document.documentElement.dataset.boothReady = offline ? "offline" : "online";
  setInterval(() => round().then(age), EVERY);
  window.addEventListener("online", round);
  age();
}

if (page.worker) begin().catch(() => tell());
