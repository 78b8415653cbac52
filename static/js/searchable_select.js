/* A text field that searches as one types (data-search-url). The field keeps the value; without script it is typed. */

const WAIT = 150;
let count = 0;

class Search {
  constructor(input) {
    this.input = input;
    this.items = [];
    this.active = -1;
    input.removeAttribute("list");
    this.wrap = document.createElement("div");
    this.wrap.className = "pc-search";
    input.replaceWith(this.wrap);
    this.wrap.append(input);
    this.list = document.createElement("ul");
    this.list.className = "pc-search__list";
    this.list.id = `${input.id || "search"}-options-${++count}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.name);
    this.list.hidden = true;
    this.chosen = document.createElement("span");
    this.chosen.className = "usa-hint";
    this.chosen.setAttribute("aria-live", "polite");
    this.chosen.textContent = input.dataset.searchLabel || "";
    this.wrap.append(this.list);
    this.wrap.after(this.chosen);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off",
    })) input.setAttribute(name, value);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => {
      this.chosen.textContent = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.place));
    });
  }

  async ask() {
    const asked = this.input.value.trim();
    if (!asked) {
      this.close();
      return;
    }
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.input.dataset.searchUrl, document.baseURI);
    address.searchParams.set("q", asked);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: this.request.signal });
      if (!answer.ok) return;
      this.show((await answer.json()).results);
    } catch (problem) {
      if (problem.name !== "AbortError") this.close();
    }
  }

  show(items) {
    this.items = items;
    this.active = -1;
    this.list.replaceChildren(...items.map((item, place) => {
      const option = document.createElement("li");
      option.className = "pc-search__option";
      option.id = `${this.list.id}-${place}`;
      option.dataset.place = place;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const code = document.createElement("span");
      code.className = "pc-search__code";
      code.textContent = item.value;
      const words = document.createElement("span");
      words.textContent = item.detail || (item.label === item.value ? "" : item.label);
      option.append(code, words);
      return option;
    }));
    this.list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
  }

  key(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.ask();
      return;
    }
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      this.mark((this.active + moves[event.key] + this.items.length) % this.items.length);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  mark(place) {
    this.active = place;
    [...this.list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
    const option = this.list.children[place];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  choose(place) {
    const item = this.items[place];
    this.input.value = item.value;
    this.chosen.textContent = item.detail || item.label;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

export function ready(root = document) {
  root.querySelectorAll("input[data-search-url]:not([role=combobox])").forEach((input) => {
    if (!input.closest("template")) new Search(input);
  });
}

ready();
document.addEventListener("pc:added", (event) => ready(event.target));
