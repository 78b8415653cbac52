/* What service workers share: parts of pages kept under a name made from their content, and old ones put away. */

self.keptPages = (prefix, storeName, pagesName) => {
  "use strict";

  async function tidy() {
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix) && ![storeName, pagesName].includes(name)) await caches.delete(name);
    }
    await self.clients.claim();
  }

  /* Style sheets and scripts: the kept one at once, a fresh one for the next time. */
  async function part(request, event) {
    const store = await caches.open(storeName);
    const kept = await store.match(request);
    const fresh = fetch(request).then(async (answer) => {
      if (answer.ok) await store.put(request, answer.clone());
      return answer;
    });
    if (!kept) return fresh;
    event.waitUntil(fresh.catch(() => {}));
    return kept;
  }

  const pause = (time) => new Promise((resolve, reject) => setTimeout(() => reject(new Error("slow")), time));

  return { tidy, part, pause };
};
