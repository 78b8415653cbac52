/* Grids one types in (components/formset_grid.html): add, copy, remove rows with undo; paste from a spreadsheet;
   Ctrl+D copies down, Enter goes down, Ctrl+Enter saves. */

import { folded, headings, plainNumber, table } from "./cells.js";
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
    const columns = document.getElementById("goods-columns");
    this.known = columns && grid.dataset.prefix.endsWith("-lines") ? JSON.parse(columns.textContent) : null;
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
    this.number();
    toast(this.grid.dataset.removed, "neutral", { label: this.grid.dataset.undo, act: () => this.bringBack(row) });
    this.changed();
    if (next && !next.hidden) this.first(next).focus();
  }

  bringBack(row) {
    const box = row.querySelector('[name$="-DELETE"]');
    if (box) box.checked = false;
    row.hidden = false;
    this.number();
    this.changed();
    this.first(row).focus();
  }

  number() {
    this.shown().forEach((each, place) => (each.querySelector("[data-row-number]").textContent = place + 1));
  }

  changed() {
    this.total.dispatchEvent(new Event("input", { bubbles: true }));
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    const cell = event.target.closest("td[data-label]");
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    let rows = table(text);
    const named = this.known && headings(rows[0] || [], this.known);
    const unit = named && !named.includes("weight_unit") && /\b(kg|lb)s?\b/i.exec(rows[0][named.indexOf("weight")] || "")?.[1];
    if (named) rows = rows.slice(1);
    const start = this.shown().indexOf(cell.closest("[data-row]"));
    const column = this.fields(cell.closest("[data-row]")).indexOf(cell.querySelector(FIELDS));
    rows.forEach((cells, down) => {
      const row = this.shown()[start + down] || this.add();
      cells.forEach((value, across) => this.put(this.target(row, named, column, across), value));
      if (unit) this.put(row.querySelector('[name$="-weight_unit"]'), unit.toUpperCase());
    });
    this.changed();
    toast(`${rows.length} ${this.grid.dataset.pasted}`, "good");
    this.grid.dispatchEvent(new CustomEvent("pc:pasted", { bubbles: true }));
  }

  /* The field of a cell: by its heading when the first row had them, else by its place from where one pasted. */
  target(row, named, column, across) {
    if (!named) return this.fields(row)[column + across];
    return named[across] && row.querySelector(`[name$="-${named[across]}"]`);
  }

  put(field, value) {
    if (!field) return;
    if (field.tagName === "SELECT") {
      const wanted = folded(value);
      const words = (option) => [option.value, option.text, option.text.replace(/^\S+ /, "")].flatMap((each) => [folded(each), `${folded(each)}s`, `${folded(each)}es`]);
      const found = wanted && [...field.options].find((option) => option.value && words(option).includes(wanted));
      if (found) field.value = found.value;
    } else field.value = field.inputMode === "numeric" || field.inputMode === "decimal" ? plainNumber(value) : value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    if (event.key === "Enter") this.enter(event, row);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") this.copyDown(event, row);
  }

  /* As in a spreadsheet: down one row, a new one after the last; with Ctrl the section is saved. */
  enter(event, row) {
    const place = this.fields(row).indexOf(event.target);
    if (place < 0 || event.defaultPrevented) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) event.target.form.requestSubmit();
    else this.fields(this.shown()[this.shown().indexOf(row) + 1] || this.add())[place].focus();
  }

  copyDown(event, row) {
    const above = this.shown()[this.shown().indexOf(row) - 1];
    const place = this.fields(row).indexOf(event.target);
    if (!above || place < 0) return;
    event.preventDefault();
    this.put(event.target, this.fields(above)[place].value);
    this.changed();
  }
}

document.querySelectorAll("[data-rows]").forEach((grid) => new Rows(grid));
