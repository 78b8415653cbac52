/* The editor of a rule without waiting for a new page: fields that depend on others, and the count on history.
   Everything it does a button of the form does too. */

const WAIT = 700;

class RuleEditor {
  constructor(form) {
    this.form = form;
    this.condition = form.querySelector("[data-condition]");
    this.expected = form.querySelector("[data-expected]");
    this.sent = 0;
    form.addEventListener("click", (event) => this.click(event));
    form.addEventListener("change", (event) => this.change(event));
    form.addEventListener("input", () => this.later());
    this.later();
  }

  async ask(what, fragment) {
    const body = new FormData(this.form);
    body.set("do", what);
    const answer = await fetch(window.location.href, { method: "POST", body, headers: { "X-Fragment": fragment } });
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    return answer.text();
  }

  click(event) {
    const button = event.target.closest("button[name=do]");
    if (!button || !/^(add|group|drop):/.test(button.value)) return;
    event.preventDefault();
    this.redraw(button.value, button);
  }

  change(event) {
    if (event.target.matches("[data-refresh]")) this.redraw("refresh", event.target);
  }

  async redraw(what, from) {
    const turn = ++this.sent;
    try {
      const html = await this.ask(what, "condition");
      if (turn !== this.sent) return;
      this.condition.innerHTML = html;
      const next = this.condition.querySelector("[data-focus]") || document.getElementById(from.id) || this.condition.querySelector("select");
      next.focus();
      this.later();
    } catch {
      if (from.matches("button")) this.form.requestSubmit(from);
    }
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.count(), WAIT);
  }

  async count() {
    try {
      this.expected.innerHTML = await this.ask("count", "expected");
    } catch {
      /* The button below counts as well. */
    }
  }
}

document.querySelectorAll("[data-rule-editor]").forEach((form) => new RuleEditor(form));
