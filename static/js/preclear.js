/* What every page can do: themes, toasts, copying, menus, keys. Bound by data- attributes; no build step. */

const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

/* colours: as the device, light, dark; a booth is dark until its officer chooses otherwise */
function themes() {
  const root = document.documentElement;
  const booth = "booth" in root.dataset;
  const order = booth ? ["dark", "light"] : ["auto", "light", "dark"];
  each("[data-theme-switch]", (button) => {
    const label = button.querySelector("[data-theme-label]");
    const show = () => {
      const now = root.dataset.theme || "auto";
      label.textContent = button.dataset[`label${now[0].toUpperCase()}${now.slice(1)}`];
      button.title = label.textContent;
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = order[(order.indexOf(root.dataset.theme || "auto") + 1) % order.length];
      if (next === "auto") delete root.dataset.theme;
      else root.dataset.theme = next;
      try {
        localStorage.setItem(booth ? "preclear.theme.booth" : "preclear.theme", next);
      } catch {
        /* a browser that keeps nothing still switches this page */
      }
      show();
    });
    show();
  });
}

/* toasts */
const closeToast = (toast) => toast.remove();

function readyToast(toast) {
  each("[data-toast-close]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => closeToast(toast));
  }, toast);
  countDown(toast);
}

/* An undo toast shows the seconds left and goes away when they are over. */
function countDown(toast) {
  const place = toast.querySelector("[data-seconds]");
  if (!place) return;
  const end = Date.now() + Number(place.dataset.seconds) * 1000;
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    place.textContent = left;
    if (left === 0 || !toast.isConnected) {
      clearInterval(timer);
      closeToast(toast);
    }
  }, 250);
}

/* `action` is {label, act}: a button in the toast, for an undo; such a toast stays longer. */
export function toast(message, tone = "info", action = null) {
  const region = document.querySelector("[data-toasts]");
  if (!region) return;
  const box = document.createElement("div");
  box.className = `pc-toast pc-tone-${tone}`;
  const words = document.createElement("p");
  words.textContent = message;
  box.append(words);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "usa-button usa-button--outline usa-button--small";
    button.textContent = action.label;
    button.addEventListener("click", () => {
      action.act();
      closeToast(box);
    });
    box.append(button);
  }
  region.append(box);
  setTimeout(() => closeToast(box), action ? 20000 : 6000);
}

/* copying without the grouping */
function copying() {
  each("[data-copy]", (button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    toast(`${button.dataset.copied}: ${button.dataset.copy}`, "good");
  });
}

/* menus close on Escape and on a click elsewhere */
function menus() {
  document.addEventListener("click", (event) => {
    each("[data-menu][open]", (menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    each("[data-menu][open]", (menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
}

/* keys: any element with data-key is pressed by it ("r", or two in a row: "g h"); "?" lists them */
const typing = (target) =>
  target.isContentEditable || (target.matches("input, select, textarea") && !target.matches("[type=checkbox],[type=radio],[type=submit],[type=button]"));

const keyed = () => [...document.querySelectorAll("[data-key]")].filter((element) => element.checkVisibility() && !element.disabled);

function press(element) {
  if (element.matches("input, select, textarea")) {
    element.focus();
    if (element.select) element.select();
  } else if (element.matches("details")) {
    element.open = !element.open;
    element.querySelector("summary").focus();
  } else {
    element.focus({ preventScroll: true });
    element.click();
  }
}

const IN_A_ROW = 1200;
let before = { key: "", at: 0 };

/* The element this key presses, together with the key just before it when that makes a pair. */
function pressed(key, at) {
  const pair = at - before.at < IN_A_ROW ? `${before.key} ${key}` : "";
  before = { key, at };
  const all = keyed();
  const named = (keys) => all.find((element) => element.dataset.key.toLowerCase() === keys);
  return (pair && named(pair)) || named(key);
}

function listKeys(dialog) {
  const list = dialog.querySelector("[data-key-list]");
  const row = (key, words) => {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    const mark = document.createElement("kbd");
    mark.textContent = key;
    term.append(mark);
    const told = document.createElement("dd");
    told.textContent = words;
    line.append(term, told);
    return line;
  };
  const words = (element) =>
    element.dataset.keyLabel || element.getAttribute("aria-label") || element.labels?.[0]?.textContent.trim() ||
    [...element.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join(" ").trim();
  list.replaceChildren(
    ...keyed().map((element) => row(element.dataset.key.toUpperCase(), words(element))),
    row("?", list.dataset.always),
  );
}

function keys() {
  const dialog = document.getElementById("key-help");
  const open = () => {
    listKeys(dialog);
    dialog.showModal();
  };
  each("[data-key-help]", (button) => {
    button.hidden = false;
    button.addEventListener("click", open);
  });
  each("[data-dialog-close]", (button) => button.addEventListener("click", () => button.closest("dialog").close()));
  each("[data-dialog-open]", (button) =>
    button.addEventListener("click", () => document.getElementById(button.dataset.dialogOpen)?.showModal()));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?" && dialog) {
      event.preventDefault();
      open();
      return;
    }
    const element = pressed(event.key.toLowerCase(), event.timeStamp);
    if (element) {
      event.preventDefault();
      press(element);
    }
  });
}

/* an error summary takes the focus once, when the page comes with one */
function errorSummary() {
  document.querySelector("[data-error-summary]")?.focus();
}

/* a form is sent once: a second press while it is under way does nothing */
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || form.matches("[data-download]")) return;
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => each("form[data-sent]", (form) => delete form.dataset.sent));
}

/* signing out takes along what the booth kept for the time without a server; decisions not sent yet stay */
function signingOut() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]")) return;
    caches?.keys().then((names) => names.filter((name) => name.startsWith("preclear-booth-")).forEach((name) => caches.delete(name)));
    indexedDB?.open("preclear-booth").addEventListener("success", ({ target: { result } }) => {
      const kept = ["trucks", "meta"].filter((name) => result.objectStoreNames.contains(name));
      if (kept.length) kept.forEach((name) => result.transaction(name, "readwrite").objectStore(name).clear());
      else if (!result.objectStoreNames.length) indexedDB.deleteDatabase("preclear-booth");
      result.close();
    });
  });
}

/* buttons that print, selects that send their form */
function small() {
  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  /* Enter in a chooser presses the button beside it, not the form's own. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-choose]")) return;
    event.preventDefault();
    event.target.closest("[data-chooser]").querySelector("button").click();
  });
}

themes();
each("[data-toast]", readyToast);
copying();
menus();
keys();
errorSummary();
sendOnce();
signingOut();
small();
