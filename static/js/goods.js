/* Goods as one types them: is the description precise, which code could it be; what is wrong shows in its cell. */

const WAIT = 450;

class Describe {
  constructor(input, address) {
    this.input = input;
    this.address = address;
    this.note = document.createElement("span");
    this.note.className = "usa-hint pc-describe";
    this.note.setAttribute("aria-live", "polite");
    input.after(this.note);
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    });
  }

  async ask() {
    const asked = this.input.value.trim();
    this.request?.abort();
    if (!asked) {
      this.show({});
      return;
    }
    this.request = new AbortController();
    const address = new URL(this.address, document.baseURI);
    address.searchParams.set("q", asked);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: this.request.signal });
      if (answer.ok && !answer.redirected) this.show(await answer.json());
    } catch {
      /* no advice while offline; the check on saving says the same */
    }
  }

  show({ weak = false, message = "", fix = "", codes = [] }) {
    this.note.classList.toggle("pc-describe--weak", weak);
    this.note.textContent = weak ? `${message} ${fix}` : "";
    const code = this.input.closest("[data-row]")?.querySelector('[name$="-hs_code"]');
    if (weak || !code || code.value) return;
    this.note.replaceChildren(...codes.map(({ value, label }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "usa-button usa-button--unstyled pc-describe__code";
      button.textContent = label.length > 60 ? `${label.slice(0, 58)}…` : label;
      button.title = label;
      button.addEventListener("click", () => {
        code.value = value;
        code.dispatchEvent(new Event("change", { bubbles: true }));
        this.note.replaceChildren();
        code.focus();
      });
      return button;
    }));
  }
}

function ready(root) {
  const form = document.querySelector("form[data-describe-url]");
  root.querySelectorAll('[name$="-description"]').forEach((input) => {
    if (form && !input.closest("template") && !input.dataset.described) {
      input.dataset.described = "yes";
      new Describe(input, form.dataset.describeUrl);
    }
  });
}

ready(document);
document.addEventListener("pc:added", (event) => ready(event.target));
