/* What the booth keeps on this machine: the next trucks, and the decisions that wait to be sent. For pages and worker.
   Needs kept_store.js. */

self.Booth = (() => {
  "use strict";
  const NAME = "preclear-booth";
  const STORES = { trucks: "id", queue: "id", meta: "key" };
  const UNDO = 10000;

  const { run, get, all, put, clear } = self.keptStore(NAME, STORES);

  /* The trucks of the moment replace those of before; what was decided here stays marked until the server knows. */
  const replaceTrucks = (trucks) => run("trucks", "readwrite", (rows) => {
    rows.clear();
    trucks.forEach((truck) => rows.put(truck));
  });

  const byTime = (left, right) => left.device_at.localeCompare(right.device_at);
  const waiting = async () => (await all("queue")).filter((entry) => !entry.outcome).sort(byTime);
  const decidedHere = async (trip) => (await waiting()).find((entry) => entry.trip === trip && entry.kind !== "note" && !entry.undone);

  /* Ten seconds to take it back; afterwards it is what the officer decided. */
  async function undo(id, now = Date.now()) {
    const entry = await get("queue", id);
    if (!entry || entry.sent || now - Date.parse(entry.device_at) > UNDO) return null;
    entry.undone = true;
    await put("queue", entry);
    return entry;
  }

  async function digest(text) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  return { NAME, UNDO, get, all, put, clear, replaceTrucks, waiting, decidedHere, undo, digest };
})();
