/* Keeps the driver's page for a road without a network. The page is complete without this file. */

const STORE = "preclear-driver-1";
const notice = document.querySelector("[data-offline]");

function tell() {
  if (notice) notice.hidden = navigator.onLine;
}

async function keep() {
  await navigator.serviceWorker.register(document.body.dataset.worker);
  const parts = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
  const store = await caches.open(STORE);
  await store.addAll([location.href, ...parts]);
}

tell();
window.addEventListener("online", tell);
window.addEventListener("offline", tell);
if (document.querySelector(".ls-qr") && "serviceWorker" in navigator) keep().catch(() => {});
