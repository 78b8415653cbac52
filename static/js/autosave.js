/* Keeps what is typed: sends the draft every ten seconds and on leaving a field; holds a copy on the device while it
   cannot, also when the session has ended. What others changed meanwhile is put in, field by field. */

import { toast } from "./preclear.js";

const EVERY = 10000;
const PREFIX = "preclear.draft:";
const UNSEEN = new Set(["csrfmiddlewaretoken", "base", "opened", "cells"]);

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosaveUrl;
    this.place = form.querySelector("[data-autosave]");
    this.words = form.querySelector("[data-autosave-words]");
    this.base = form.querySelector("[data-base]");
    this.store = PREFIX + this.address;
    this.version = parseInt(form.querySelector("[name=opened]")?.value, 10) || 0;
    this.sent = this.content();
    this.settle();
    this.offer();
    form.addEventListener("input", () => this.keep());
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", () => this.keep(true));
    form.addEventListener("pc:pasted", () => this.save({ check: true }));
    document.addEventListener("visibilitychange", () => document.hidden && this.save({ keepalive: true }));
    window.addEventListener("online", () => this.save());
    setInterval(() => this.save(), EVERY);
  }

  content() {
    const pairs = [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && !UNSEEN.has(name) && !name.startsWith("choose-"));
    return new URLSearchParams(pairs).toString();
  }

  tell(words) {
    if (this.words) this.words.textContent = words;
  }

  keep(submitted = false) {
    try {
      localStorage.setItem(this.store, JSON.stringify({ version: this.version, content: this.content(), submitted }));
    } catch {
      this.full = true;
    }
  }

  forget() {
    localStorage.removeItem(this.store);
  }

  /* What was sent with a button has arrived when another page of the wizard follows, or when the draft has moved on
     since. Else the sign-in page came between, and the copy is still needed. */
  settle() {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      const kept = read(key);
      if (kept?.submitted && (key !== this.store || this.version > kept.version)) localStorage.removeItem(key);
    }
  }

  async save({ keepalive = false, check = false } = {}) {
    const content = this.content();
    if ((content === this.sent && !check) || this.busy) {
      this.again ||= check;
      return;
    }
    this.busy = true;
    try {
      const told = await this.send(content, keepalive, check);
      this.sent = content;
      if (this.content() === content) this.forget();
      this.take(told, new URLSearchParams(content));
    } catch (fault) {
      this.keep();
      this.tell(this.place?.dataset[fault.message === "signed out" ? "signedOut" : "offline"]);
    } finally {
      this.busy = false;
      if (this.again) {
        this.again = false;
        this.save({ check: true });
      }
    }
  }

  async send(content, keepalive, check) {
    const body = new URLSearchParams(content);
    if (this.base) body.set("base", this.base.value);
    body.set("opened", this.form.querySelector("[name=opened]")?.value || "");
    if (check) body.set("check", "1");
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value;
    const answer = await fetch(this.address, {
      method: "POST", body, keepalive, headers: { "X-CSRFToken": token, Accept: "application/json", "X-Autosave": "1" },
    });
    const plain = answer.status !== 204 && !(answer.headers.get("content-type") || "").includes("json");
    if (answer.redirected || answer.status === 401 || answer.status === 403 || (answer.ok && plain)) throw new Error("signed out");
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.status === 204 ? {} : answer.json();
  }

  /* What was typed while the answer was on its way stays, and goes with the next one. */
  take(told, posted) {
    const all = this.content() === this.sent;
    this.version = told.row_version || this.version;
    if (told.base && this.base) this.base.value = told.base;
    for (const [name, value] of Object.entries(told.fields || {})) {
      const field = this.form.elements.namedItem(name);
      if (!field || field === document.activeElement || !("value" in field) || field.type === "checkbox") continue;
      if (field.value === (posted.get(name) ?? "")) field.value = value;
    }
    if (told.fields && all) this.sent = this.content();
    if (told.conflicts) toast(told.conflicts, "warn");
    if (told.errors) this.paint(told.errors);
    const at = told.saved_at ? new Date(told.saved_at) : new Date();
    const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    this.tell(`${this.place?.dataset.saved} ${hour.format(at)}`);
  }

  /* Errors by field, as the server draws them on the page: in the cell, tied to the field. */
  paint(errors) {
    this.form.querySelectorAll("[data-painted]").forEach((note) => {
      const field = document.getElementById(note.dataset.painted);
      field?.removeAttribute("aria-invalid");
      field?.closest("td")?.classList.remove("pc-table__bad");
      note.remove();
    });
    for (const [name, messages] of Object.entries(errors)) {
      const field = this.form.elements.namedItem(name);
      if (!(field instanceof HTMLElement) || document.getElementById(`${field.id}_error`)) continue;
      const note = document.createElement("span");
      note.id = `${field.id}_error`;
      note.dataset.painted = field.id;
      note.className = "usa-error-message";
      note.textContent = messages.join(" ");
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", note.id);
      const cell = field.closest("td");
      cell?.classList.add("pc-table__bad");
      (cell || field.parentElement).append(note);
    }
  }

  /* A copy that is newer than the page is offered, never put in unasked. */
  offer() {
    const kept = read(this.store);
    if (!kept || !this.place) return;
    const { content } = kept;
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
