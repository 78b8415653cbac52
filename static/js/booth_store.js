/* What the booth keeps on this machine: the next trucks, and the decisions that wait to be sent. For pages and worker. */

self.Booth = (() => {
  "use strict";
  const NAME = "preclear-booth";
  const STORES = { trucks: "id", queue: "id", meta: "key" };
  const UNDO = 10000;

  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function open() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES)) {
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath });
      }
    };
    return asked(request);
  }

  async function run(store, mode, act) {
    const base = await open();
    try {
      const transaction = base.transaction(store, mode);
      const result = await act(transaction.objectStore(store));
      if (mode === "readwrite") {
        await new Promise((resolve, reject) => {
          transaction.oncomplete = resolve;
          transaction.onerror = transaction.onabort = () => reject(transaction.error);
        });
      }
      return result;
    } finally {
      base.close();
    }
  }

  const get = (store, key) => run(store, "readonly", (rows) => asked(rows.get(key)));
  const all = (store) => run(store, "readonly", (rows) => asked(rows.getAll()));
  const put = (store, row) => run(store, "readwrite", (rows) => { rows.put(row); });
  const clear = (store) => run(store, "readwrite", (rows) => { rows.clear(); });

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
