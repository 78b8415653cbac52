/* Live parts of a page: listens to an event stream and swaps the fragment in, without taking focus or scroll.

   <section data-live-url="/events/port-3801" data-fragment-url="/clearance/board/rows" data-live-events="trip,score">
   The badge (components/live_badge.html) shows LIVE, STALE n s or OFFLINE within two seconds of a change. */

const TICK = 1000;
const STALE_AFTER = 15;
const COALESCE = 200;

class Live {
  constructor(element) {
    this.element = element;
    this.badge = document.querySelector("[data-live-badge]");
    this.heard = 0;
    this.state = "waiting";
    this.connect();
    setInterval(() => this.tick(), TICK);
    window.addEventListener("offline", () => this.show("offline"));
    window.addEventListener("online", () => this.connect());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.refresh();
    });
  }

  connect() {
    this.source?.close();
    this.source = new EventSource(this.element.dataset.liveUrl);
    const alive = () => {
      this.heard = Date.now();
      this.show("live");
    };
    this.source.addEventListener("open", () => {
      const again = this.heard > 0;
      alive();
      if (again) this.refresh();
    });
    this.source.addEventListener("error", () => this.show(this.heard ? "stale" : "offline"));
    for (const name of ["hello", "heartbeat"]) this.source.addEventListener(name, alive);
    const names = (this.element.dataset.liveEvents || "message").split(",");
    names.forEach((name) => this.source.addEventListener(name.trim(), (event) => {
      alive();
      this.element.dispatchEvent(new CustomEvent("pc:live", { bubbles: true, detail: { name, data: event.data } }));
      clearTimeout(this.pending);
      this.pending = setTimeout(() => this.refresh(), COALESCE);
    }));
  }

  tick() {
    if (!navigator.onLine) this.show("offline");
    else if (this.source.readyState === EventSource.CLOSED) {
      this.show("offline");
      this.connect();
    } else if (this.heard && Date.now() - this.heard > STALE_AFTER * 1000) this.show("stale");
    else if (this.state === "stale") this.show("stale");
  }

  show(state) {
    this.state = state;
    if (!this.badge) return;
    const seconds = Math.round((Date.now() - this.heard) / 1000);
    const word = this.badge.dataset[`word${state[0].toUpperCase()}${state.slice(1)}`];
    const words = state === "stale" ? `${word} ${seconds} s` : word;
    this.badge.hidden = false;
    this.badge.dataset.state = state;
    const place = this.badge.querySelector("[data-live-word]");
    if (place.textContent !== words) place.textContent = words;
  }

  async refresh() {
    if (!this.element.dataset.fragmentUrl) return;
    try {
      const answer = await fetch(this.element.dataset.fragmentUrl, { headers: { "X-Fragment": "1", "HX-Request": "true" } });
      if (answer.ok) this.swap(await answer.text());
    } catch {
      this.show("offline");
    }
  }

  /* New rows are marked once; the element that had the focus keeps it when it is still there. */
  swap(html) {
    if (this.element.innerHTML === html) return;
    const active = document.activeElement;
    const held = this.element.contains(active) ? active.id : "";
    const before = new Set([...this.element.querySelectorAll("[data-live-id]")].map((row) => row.dataset.liveId));
    const { scrollTop, scrollLeft } = this.element;
    this.element.innerHTML = html;
    this.element.scrollTop = scrollTop;
    this.element.scrollLeft = scrollLeft;
    this.element.querySelectorAll("[data-live-id]").forEach((row) => {
      if (!before.has(row.dataset.liveId)) row.classList.add("pc-new");
    });
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    this.element.dispatchEvent(new CustomEvent("pc:added", { bubbles: true }));
  }
}

document.querySelectorAll("[data-live-url]").forEach((element) => new Live(element));
