/* The booth: a reader types faster than a hand. What arrives in one burst is a code, wherever the focus is: it goes into
   the field, or opens the finder when the page has none. A single key that stands alone is a key of the page. */

const BURST = 70;
const LEAST = 4;
const CODE = /^[A-Za-z0-9. -]$/;
const field = document.querySelector("[data-scan]");
let burst = "";
let timer = null;
let last = 0;

const typing = (target) => target.isContentEditable || target.matches("input, select, textarea");
const named = (key) => [...document.querySelectorAll("[data-key]")].find(
  (element) => element.dataset.key.toLowerCase() === key && element.checkVisibility() && element !== field,
);

function press(element) {
  if (element.matches("input, select, textarea")) {
    element.focus();
    element.select?.();
  } else {
    element.focus({ preventScroll: true });
    element.click();
  }
}

function taken() {
  clearTimeout(timer);
  timer = null;
  const text = burst;
  burst = "";
  return text;
}

function ended() {
  const text = taken();
  if (text.length === 1) {
    const element = named(text.toLowerCase());
    if (element) press(element);
    else if (field && /[A-Za-z0-9]/.test(text)) into(text);
  } else if (field) into(text);
  else if (text.length >= LEAST) open(text);
}

function into(text) {
  field.focus();
  if (text.toLowerCase() === field.dataset.key) field.select();
  else field.value += text;
}

function open(text) {
  location.assign(`${document.body.dataset.boothHome}?q=${encodeURIComponent(text)}`);
}

/* On a busy machine a key may be handled before the timer of the one before it: the hand's own time tells them apart. */
function begins(event) {
  if (timer !== null && event.timeStamp - last > BURST) ended();
  last = event.timeStamp;
}

function caught(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/* The keys before this one have just moved the focus into the field: it follows them there, in its turn. */
function follows(event) {
  caught(event);
  if (event.key === "Enter") field.form.requestSubmit();
  else field.setRangeText(event.key, field.selectionStart, field.selectionEnd, "end");
}

document.addEventListener("keydown", (event) => {
  begins(event);
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const ofCode = CODE.test(event.key);
  if (field && document.activeElement === field && (ofCode || event.key === "Enter")) {
    follows(event);
    return;
  }
  const inBurst = timer !== null && burst.length > 1;
  if (event.key === "Enter" && inBurst) {
    caught(event);
    const text = taken();
    if (!field) open(text);
    else {
      into(text);
      field.form.requestSubmit();
    }
    return;
  }
  if (!ofCode || (event.key === " " && !inBurst)) return;
  caught(event);
  burst += event.key;
  clearTimeout(timer);
  timer = setTimeout(ended, BURST);
}, { capture: true });
