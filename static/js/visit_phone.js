/* The checklist of a visit with and without a server: every mark, note and photo lies in this phone's own store before
   anything else happens, and is sent, each once, when the server is there. Needs kept_store.js. */

const Kept = self.keptStore("preclear-visits", { queue: "id", meta: "key" });
const page = document.body.dataset;
const words = JSON.parse(document.getElementById("visit-words").textContent);
const form = document.querySelector("[data-checklist]");
const line = document.querySelector("[data-visit-line]");
const EVERY = 3000;
const LOOK_EVERY = 30000;
const LONGEST_SIDE = 2048;
let offline = false;
let signedOut = false;
let busy = false;
let looked = 0;
let token = "";
let last = 0;

const pointOf = (node) => node.closest("[data-point]");
const each = () => [...form.querySelectorAll("[data-point]")];
const mine = async () => (await Kept.all("queue"))
  .filter((entry) => entry.visit === page.visit)
  .sort((left, right) => left.at - right.at);
const waits = (entry) => !entry.outcome;
const state = async () => (await Kept.get("meta", page.visit))?.state;

/* Two things made in the same millisecond keep their order. */
const moment = () => {
  last = Math.max(Date.now(), last + 1);
  return last;
};

/* --- keeping ----------------------------------------------------------------------------------------------- */
async function keepMark(box) {
  const mark = box.querySelector("input[type=radio]:checked")?.value;
  if (!mark) return;
  const note = box.querySelector("textarea").value;
  const point = box.dataset.point;
  const own = (await mine()).filter((entry) => entry.kind === "mark" && entry.point === point && waits(entry));
  const before = own.at(-1);
  if (before && before.mark === mark && before.note === note) return;
  const known = (await state())?.points[point];
  if (!before && known && known.mark === mark && known.note === note && !known.conflicts.length) return;
  const at = moment();
  /* One that was never on its way is changed; one that may have arrived is followed by another. */
  const open = before && !before.tried ? before : null;
  const seen = open ? open.seen : before ? before.id : known?.client || "";
  await Kept.put("queue", {
    id: open ? open.id : crypto.randomUUID(),
    visit: page.visit,
    officer: page.officer,
    kind: "mark",
    point,
    mark,
    note,
    seen,
    at,
    device_at: new Date(at).toISOString(),
  });
  await show();
}

/* Drawn anew at the size the server keeps: a day of photos fits the phone, and none is too large to be taken. */
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const sheet = document.createElement("canvas");
    sheet.width = Math.max(1, Math.round(picture.width * scale));
    sheet.height = Math.max(1, Math.round(picture.height * scale));
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    const drawn = await new Promise((resolve) => sheet.toBlob(resolve, "image/jpeg", 0.85));
    if (drawn) return drawn;
  } catch {
    /* what this browser cannot draw is kept as it is, and judged by the server */
  }
  return new Blob([await file.arrayBuffer()], { type: file.type });
}

async function keepPhotos(input) {
  const point = pointOf(input).dataset.point;
  for (const file of input.files) {
    const at = moment();
    const photo = await smaller(file);
    await Kept.put("queue", {
      id: crypto.randomUUID(),
      visit: page.visit,
      officer: page.officer,
      kind: "photo",
      point,
      photo,
      at,
      device_at: new Date(at).toISOString(),
    });
  }
  input.value = "";
  await show();
}

/* --- showing ------------------------------------------------------------------------------------------------- */
const put = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

async function fill() {
  const [entries, known] = [await mine(), await state()];
  for (const box of each()) {
    const point = box.dataset.point;
    const own = entries.filter((entry) => entry.kind === "mark" && entry.point === point && waits(entry)).at(-1);
    const shown = own || known?.points[point];
    if (!shown || box.contains(document.activeElement)) continue;
    for (const radio of box.querySelectorAll("input[type=radio]")) radio.checked = radio.value === shown.mark;
    box.querySelector("textarea").value = shown.note || "";
  }
}

const said = (text, values) => Object.entries(values).reduce((all, [key, value]) => all.replace(`{${key}}`, value), text);

async function show() {
  const [entries, known] = [await mine(), await state()];
  for (const box of each()) {
    const own = entries.filter((entry) => entry.point === box.dataset.point);
    const there = known?.points[box.dataset.point];
    const parts = [];
    const waiting = own.filter(waits);
    if (waiting.length) parts.push(said(words.kept, { n: waiting.length }));
    for (const entry of own.filter((one) => one.outcome === "refused")) parts.push(`${words.refused} ${entry.why}`);
    for (const other of there?.conflicts || []) {
      parts.push(said(words.conflict, { who: words.agencies[other.agency], mark: words.marks[other.mark], note: other.note }));
    }
    if (there?.photos) parts.push(said(words.photos, { n: there.photos }));
    if (!waiting.length && there?.mark) parts.push(said(words.stands, { mark: words.marks[there.mark], who: words.agencies[there.agency] }));
    put(box.querySelector("[data-said]"), parts.join(" "));
    box.dataset.state = waiting.length ? "kept" : there?.conflicts.length ? "conflict" : there?.mark ? "sent" : "";
  }
  const waiting = entries.filter(waits);
  const others = waiting.filter((entry) => entry.officer !== page.officer).length;
  const count = waiting.length - others;
  const word = offline ? words.offline : signedOut ? words.signin : others ? words.others : count ? words.sending : words.all;
  put(line, said(word, { n: offline || signedOut ? waiting.length : others || count }));
  document.documentElement.toggleAttribute("data-offline", offline);
  document.documentElement.dataset.waiting = String(waiting.length);
}

/* --- the server: there or not, and signed in or not ---------------------------------------------------------- */
async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(20000), headers: { Accept: "application/json", ...options.headers } });
  if ([502, 503, 504].includes(answer.status)) throw new Error("gone");
  const json = !answer.redirected && (answer.headers.get("Content-Type") || "").includes("json");
  return json ? answer.json() : null;
}

async function look() {
  const answer = await ask(page.state);
  signedOut = answer === null || !answer.points || answer.officer !== page.officer;
  if (signedOut) {
    await (await caches.open("preclear-visits-pages")).delete(location.pathname);
    return;
  }
  token = answer.csrf;
  looked = Date.now();
  await Kept.put("meta", { key: page.visit, state: answer });
}

async function send() {
  for (const entry of (await mine()).filter((one) => waits(one) && one.officer === page.officer)) {
    entry.tried = true;
    await Kept.put("queue", entry);
    const body = new FormData();
    for (const name of ["id", "kind", "point", "mark", "note", "seen", "device_at"]) {
      if (entry[name] !== undefined) body.append(name, entry[name]);
    }
    if (entry.photo) body.append("photo", entry.photo, "photo");
    const answer = await ask(page.send, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (!answer?.outcome) {
      signedOut = true;
      return;
    }
    const done = { ...entry, outcome: answer.outcome, why: answer.why || "" };
    if (answer.outcome !== "refused") delete done.photo;
    await Kept.put("queue", done);
  }
}

async function round() {
  if (busy) return;
  busy = true;
  try {
    const waiting = (await mine()).filter(waits).length;
    if (offline || signedOut || waiting || Date.now() - looked > LOOK_EVERY) {
      await look();
      offline = false;
      if (!signedOut && waiting) {
        await send();
        await look();
      }
      await fill();
    }
  } catch {
    offline = true;
  } finally {
    busy = false;
    await show();
  }
}

/* --- this page and its parts, kept for the time without a server ---------------------------------------------- */
async function keepShell() {
  const worker = await navigator.serviceWorker.register(page.worker, { scope: page.scope });
  await navigator.serviceWorker.ready;
  if (worker && !navigator.serviceWorker.controller) {
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  }
  const answer = await fetch(location.pathname);
  if (!answer.ok || answer.redirected) return;
  await (await caches.open("preclear-visits-pages")).put(location.pathname, answer);
  const parts = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
  const sprite = document.querySelector("use[href]")?.getAttribute("href").replace(/#.*$/, "");
  if (sprite) parts.push(new URL(sprite, location.href).href);
  parts.push(...performance.getEntriesByType("resource").map((one) => one.name));
  const wanted = new Set(parts.filter((part) => part.startsWith(`${location.origin}/static/`)));
  await Promise.all([...wanted].map((part) => fetch(part)));
}

async function begin() {
  if (!self.indexedDB || !form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    round();
  });
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") keepPhotos(event.target);
    else if (pointOf(event.target)) keepMark(pointOf(event.target));
  });
  let later;
  form.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    clearTimeout(later);
    later = setTimeout(() => keepMark(pointOf(event.target)), 300);
  });
  await fill();
  await round();
  await fill();
  if ("serviceWorker" in navigator && !offline && !signedOut) await keepShell().catch(() => {});
  document.documentElement.dataset.visitReady = offline ? "offline" : "online";
  setInterval(round, EVERY);
  window.addEventListener("online", round);
}

begin();
