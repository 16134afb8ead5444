// Keeps the page on which a birth is reported without a network, and shows it in place of one that cannot be fetched.

self.addEventListener("install", (event) => {
  const page = new Request(kept.page, { credentials: "omit", cache: "no-store" });
  event.waitUntil(caches.open(kept.version).then((cache) => cache.addAll([page, ...kept.assets])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== kept.version).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && /^\/(lapor\/kelahiran|lapor\/luring|layanan\/kelahiran)(\/|$)/.test(address.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(kept.page)));
  } else if (kept.assets.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((found) => found ?? fetch(request)));
  }
});
