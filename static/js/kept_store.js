/* What a page keeps on this machine, in stores by key. For pages and workers that go on without a server. */

self.keptStore = (name, stores) => {
  "use strict";

  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function open() {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(stores)) {
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

  return { run, get, all, put, clear };
};
