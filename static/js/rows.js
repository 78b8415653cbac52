/* Grids one types in (components/formset_grid.html): add, copy, remove rows; paste from a spreadsheet; Ctrl+D copies down. */

import { toast } from "./preclear.js";

const FIELDS = "input:not([type=hidden]), select, textarea";

class Rows {
  constructor(grid) {
    this.grid = grid;
    this.prefix = grid.dataset.prefix;
    this.body = grid.querySelector("[data-rows-body]");
    this.model = grid.querySelector("template[data-rows-empty]");
    this.total = grid.querySelector(`[name="${this.prefix}-TOTAL_FORMS"]`);
    grid.querySelector("[data-rows-hint]").hidden = false;
    const add = grid.querySelector("[data-rows-add]");
    add.hidden = false;
    add.addEventListener("click", () => this.first(this.add()).focus());
    [...this.body.children].forEach((row) => this.ready(row));
    grid.addEventListener("click", (event) => this.click(event));
    grid.addEventListener("paste", (event) => this.paste(event));
    grid.addEventListener("keydown", (event) => this.key(event));
  }

  ready(row) {
    row.querySelectorAll("[data-row-copy], [data-row-remove]").forEach((button) => (button.hidden = false));
    const mark = row.querySelector("[data-row-delete]");
    if (mark) mark.hidden = true;
  }

  shown() {
    return [...this.body.children].filter((row) => !row.hidden);
  }

  fields(row) {
    return [...row.querySelectorAll("td[data-label]")].map((cell) => cell.querySelector(FIELDS));
  }

  first(row) {
    return this.fields(row)[0];
  }

  add() {
    const number = Number(this.total.value);
    const holder = document.createElement("tbody");
    holder.innerHTML = this.model.innerHTML.replaceAll("__prefix__", number).replaceAll("__number__", this.shown().length + 1);
    const row = holder.firstElementChild;
    this.body.append(row);
    this.total.value = number + 1;
    this.ready(row);
    row.dispatchEvent(new CustomEvent("pc:added", { bubbles: true }));
    return row;
  }

  click(event) {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    if (event.target.closest("[data-row-copy]")) {
      const made = this.add();
      this.fields(row).forEach((field, place) => (this.fields(made)[place].value = field.value));
      this.first(made).focus();
    } else if (event.target.closest("[data-row-remove]")) this.remove(row);
  }

  /* Django drops a row whose DELETE box is ticked; the row stays in the page so that the numbers hold. */
  remove(row) {
    const box = row.querySelector('[name$="-DELETE"]');
    const next = row.nextElementSibling || row.previousElementSibling;
    if (box) box.checked = true;
    else this.fields(row).forEach((field) => (field.value = ""));
    row.hidden = true;
    this.shown().forEach((each, place) => (each.querySelector("[data-row-number]").textContent = place + 1));
    toast(this.grid.dataset.removed, "neutral");
    this.changed();
    if (next && !next.hidden) this.first(next).focus();
  }

  changed() {
    this.total.dispatchEvent(new Event("input", { bubbles: true }));
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trim())) return;
    const cell = event.target.closest("td[data-label]");
    if (!cell) return;
    event.preventDefault();
    const column = this.fields(cell.closest("[data-row]")).indexOf(cell.querySelector(FIELDS));
    const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    const start = this.shown().indexOf(cell.closest("[data-row]"));
    lines.forEach((line, down) => {
      const row = this.shown()[start + down] || this.add();
      line.split("\t").forEach((value, across) => this.put(this.fields(row)[column + across], value.trim()));
    });
    this.changed();
    toast(`${lines.length} ${this.grid.dataset.pasted}`, "good");
  }

  put(field, value) {
    if (!field) return;
    if (field.tagName === "SELECT") {
      const found = [...field.options].find((option) => [option.value, option.text].some((each) => each.toLowerCase() === value.toLowerCase()));
      if (found) field.value = found.value;
    } else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "d") return;
    const row = event.target.closest("[data-row]");
    const above = row && this.shown()[this.shown().indexOf(row) - 1];
    if (!above) return;
    const place = this.fields(row).indexOf(event.target);
    if (place < 0) return;
    event.preventDefault();
    this.put(event.target, this.fields(above)[place].value);
    this.changed();
  }
}

document.querySelectorAll("[data-rows]").forEach((grid) => new Rows(grid));
