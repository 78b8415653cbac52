/* The page for the time without a server: finds a truck with what is kept here, shows a signed sheet, and lists what
   was decided. Needs booth_store.js. */

import { findHere } from "./booth_offline.js";

const Booth = self.Booth;
const page = document.body.dataset;
const query = new URLSearchParams(location.search);
const form = document.querySelector("[data-booth-find]");
const said = document.querySelector("[data-said]");
const list = document.querySelector("[data-queue]");
const words = JSON.parse(document.getElementById("booth-words").textContent);
const language = document.documentElement.lang.startsWith("fr") ? "fr" : "en";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const clockOf = (iso) => new Date(iso).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

function say(text, tone = "warn") {
  said.textContent = text;
  said.className = `pc-booth-said pc-tone-${tone}`;
}

/* --- finding --------------------------------------------------------------------------------------------------- */
async function find(text) {
  document.querySelector("[data-token]").hidden = true;
  const { truck, sheet } = await findHere(text);
  if (sheet && !["genuine", "expired", "superseded"].includes(sheet.state)) return say(words.sheet[sheet.state], "bad");
  if (truck && (await open(truck, sheet))) return null;
  if (sheet && sheet.state === "genuine") return showToken(sheet);
  return say(sheet ? words.sheet[sheet.state] : fill(words.nothing, { text }));
}

async function open(truck, sheet) {
  const address = `${page.boothHome}${truck.id}/`;
  if (!(await (await caches.open("preclear-booth-pages")).match(address))) return false;
  location.assign(sheet ? `${address}?sheet_state=${sheet.state}` : address);
  return true;
}

/* Only the signed sheet is known of this truck: its words, and the decisions that wait for the record. */
async function showToken(sheet) {
  const box = document.querySelector("[data-token]");
  const presumed = sheet.lane === "GREEN_FAST" || sheet.tier === "T3";
  for (const place of box.querySelectorAll("[data-field]")) {
    const value = place.dataset.field === "lane" ? words.lanes[sheet.lane] : sheet[place.dataset.field];
    place.textContent = value || "–";
  }
  const decided = await Booth.decidedHere(sheet.trip);
  for (const each of box.querySelectorAll("form")) {
    each.action = `${page.boothHome}${sheet.trip}/${each.dataset.decision}/`;
    const set = { sheet: sheet.digest, seen_filing: sheet.number, seen_lane: sheet.lane, seen_presumed: presumed ? "1" : "", seen_number: sheet.trip_number };
    for (const [name, value] of Object.entries(set)) each.elements[name].value = value;
    each.hidden = Boolean(decided) && each.dataset.decision !== "note";
  }
  box.querySelectorAll("[data-presumed]").forEach((part) => { part.hidden = (part.dataset.presumed === "1") !== presumed; });
  box.querySelectorAll("[data-presumed] button").forEach((button) => { button.disabled = button.closest("[data-presumed]").hidden; });
  box.hidden = false;
  say(decided ? fill(words.decided, { number: sheet.trip_number }) : words.sheet.genuine, decided ? "warn" : "good");
  box.querySelector("h2").focus({ preventScroll: true });
  return null;
}

/* --- what waits and what came of it --------------------------------------------------------------------------- */
async function show() {
  const stopped = (entry) => Number(["conflict", "refused"].includes(entry.outcome));
  const entries = (await Booth.all("queue"))
    .sort((left, right) => stopped(right) - stopped(left) || right.device_at.localeCompare(left.device_at))
    .slice(0, 40);
  const rows = entries.map((entry) => {
    const row = document.createElement("li");
    const bad = ["conflict", "refused"].includes(entry.outcome);
    row.className = `pc-booth-queue__row pc-tone-${bad ? "bad" : entry.outcome ? "good" : "warn"}`;
    row.dataset.state = entry.outcome || (entry.undone ? "undone" : "waiting");
    const number = document.createElement("a");
    number.href = `${page.boothHome}${entry.trip}/`;
    number.className = "pc-mono";
    number.textContent = entry.trip_number || entry.trip;
    const what = document.createElement("span");
    what.textContent = `${words.kinds[entry.kind]}${entry.cause ? ` ${entry.cause}` : ""} · ${clockOf(entry.device_at)}`;
    const state = document.createElement("strong");
    state.textContent = entry.outcome ? entry.label[language] : entry.undone ? words.undone : words.waiting;
    row.append(number, what, state);
    for (const item of entry.errors || []) {
      const why = document.createElement("span");
      why.className = "pc-booth-queue__why";
      why.textContent = `${item.message[language]} ${item.fix ? item.fix[language] : ""}`;
      row.append(why);
    }
    return row;
  });
  list.replaceChildren(...rows);
  document.querySelector("[data-queue-none]").hidden = rows.length > 0;
}

/* --- what the page was opened for -------------------------------------------------------------------------------- */
async function arrived() {
  if (query.get("queued")) {
    const entry = await Booth.get("queue", query.get("queued"));
    if (entry) offerUndo(entry);
  } else if (query.get("undo")) {
    const entry = await Booth.decidedHere(query.get("undo"));
    const undone = entry && (await Booth.undo(entry.id));
    say(undone ? words.undone : words.tooLate, undone ? "good" : "warn");
  } else if (query.get("refused")) say(words.refused[query.get("refused")] || words.refused.cause, "bad");
  else if (query.get("cannot")) say(words.cannot, "bad");
  if (query.get("q")) {
    form.elements.q.value = query.get("q");
    await find(query.get("q"));
  }
}

function offerUndo(entry) {
  say(fill(words.queued, { number: entry.trip_number, kind: words.kinds[entry.kind] }), "good");
  const button = document.querySelector("[data-undo]");
  const left = () => Math.ceil((Booth.UNDO - (Date.now() - Date.parse(entry.device_at))) / 1000);
  if (entry.kind === "note" || left() <= 0 || entry.undone) return;
  button.hidden = false;
  const timer = setInterval(() => {
    button.querySelector("[data-seconds]").textContent = Math.max(0, left());
    if (left() <= 0) {
      button.hidden = true;
      clearInterval(timer);
    }
  }, 250);
  button.addEventListener("click", async () => {
    const undone = await Booth.undo(entry.id);
    say(undone ? words.undone : words.tooLate, undone ? "good" : "warn");
    button.hidden = true;
    clearInterval(timer);
    await show();
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  find(form.elements.q.value);
});
document.addEventListener("pc:queue", show);
document.addEventListener("pc:reconciled", ({ detail }) => {
  if (detail.bad) say(fill(words.conflicts, { n: detail.bad }), "bad");
});
await show();
await arrived();
document.documentElement.dataset.deskReady = "yes";
