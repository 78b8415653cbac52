/* Keeps what is typed: sends the draft every ten seconds and on leaving a field; holds a copy on the device while offline. */

const EVERY = 10000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-autosave]");
    this.words = form.querySelector("[data-autosave-words]");
    this.store = `preclear.draft:${form.dataset.autosaveUrl}`;
    this.sent = this.content();
    this.offer();
    form.addEventListener("input", () => this.keep());
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", () => this.forget());
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    window.addEventListener("online", () => this.save());
    setInterval(() => this.save(), EVERY);
  }

  content() {
    const pairs = [...new FormData(this.form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    return new URLSearchParams(pairs).toString();
  }

  tell(words) {
    if (this.words) this.words.textContent = words;
  }

  keep() {
    try {
      localStorage.setItem(this.store, JSON.stringify({ at: Date.now(), content: this.content() }));
    } catch {
      this.full = true;
    }
  }

  forget() {
    localStorage.removeItem(this.store);
  }

  async save(keepalive = false) {
    const content = this.content();
    if (content === this.sent || this.busy) return;
    this.busy = true;
    const body = new URLSearchParams(content);
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value;
    try {
      const answer = await fetch(this.form.dataset.autosaveUrl, {
        method: "POST", body, keepalive, headers: { "X-CSRFToken": token, Accept: "application/json", "X-Autosave": "1" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = answer.status === 204 ? {} : await answer.json();
      this.sent = content;
      this.forget();
      const at = told.saved_at ? new Date(told.saved_at) : new Date();
      const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
      this.tell(`${this.place?.dataset.saved} ${hour.format(at)}`);
    } catch {
      this.keep();
      this.tell(this.place?.dataset.offline);
    } finally {
      this.busy = false;
    }
  }

  /* A copy that is newer than the page is offered, never put in unasked. */
  offer() {
    const kept = localStorage.getItem(this.store);
    if (!kept || !this.place) return;
    const { content } = JSON.parse(kept);
    if (content === this.sent) {
      this.forget();
      return;
    }
    const box = document.createElement("div");
    box.className = "pc-alert pc-tone-info";
    const words = document.createElement("p");
    words.textContent = this.place.dataset.restore;
    const button = (label, style, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `usa-button usa-button--small ${style}`;
      made.textContent = label;
      made.addEventListener("click", () => {
        act();
        box.remove();
      });
      return made;
    };
    box.append(
      words,
      button(this.place.dataset.restoreAction, "", () => this.fill(content)),
      button(this.place.dataset.restoreDrop, "usa-button--outline", () => this.forget()),
    );
    this.form.prepend(box);
  }

  fill(content) {
    const values = new URLSearchParams(content);
    for (const field of this.form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "file" || field.name === "csrfmiddlewaretoken") continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.getAll(field.name).includes(field.value);
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
    this.save();
  }
}

document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form));
