/* The booth's first page: a reader types faster than a hand. What arrives in one burst is a code for the field,
   wherever the focus is; a single key that stands alone is the key of the page (U undoes). */

const BURST = 70;
const field = document.querySelector("[data-scan]");
let waiting = null;

const typing = (target) => target.isContentEditable || target.matches("input, select, textarea");

function take(text) {
  field.focus();
  field.value += text;
}

function press(key) {
  const named = [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key.toLowerCase() === key && element.checkVisibility() && element !== field,
  );
  if (named) named.click();
  else field.focus();
}

function own(key) {
  return [...document.querySelectorAll("[data-key]")].some((element) => element.dataset.key.toLowerCase() === key);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (!/^[A-Za-z0-9.-]$/.test(event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting) {
    clearTimeout(waiting.timer);
    take(waiting.key + event.key);
    waiting = null;
  } else if (own(event.key.toLowerCase())) {
    const key = event.key;
    waiting = { key, timer: setTimeout(() => {
      waiting = null;
      press(key.toLowerCase());
    }, BURST) };
  } else take(event.key);
}, { capture: true });
