// The toolbar: buttons of the template, each with a data-command. One of them is in the order of Tab; arrows reach the rest.
import { COMMANDS, isInTable } from "./commands.js";
import { openedFootnote } from "./footnote.js";

const OF_WORDS = ["strong", "em"]; // these also work on the words of a footnote

export class Toolbar {
  constructor(bar, view, others) {
    Object.assign(this, { bar, view, others });
    this.buttons = [...bar.querySelectorAll("[data-command]")];
    this.tables = bar.querySelector("[data-in-table]");
    bar.addEventListener("click", (event) => this.press(event));
    bar.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its selection
    bar.addEventListener("keydown", (event) => this.key(event));
    bar.addEventListener("focusin", (event) => this.rove(event.target));
    this.update();
    this.rove(this.buttons[0]);
  }

  focus() { this.buttons.find((button) => button.tabIndex === 0)?.focus(); }

  shown() { return this.buttons.filter((button) => !button.closest("[hidden]")); }

  rove(chosen) {
    if (!this.buttons.includes(chosen)) return;
    for (const button of this.buttons) button.tabIndex = button === chosen ? 0 : -1;
  }

  press(event) {
    const button = event.target.closest("[data-command]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const name = button.dataset.command;
    const byKeyboard = event.detail === 0;
    if (this.others[name]) return this.others[name]();
    const target = this.target(name);
    COMMANDS[name].run(target.state, target.dispatch, target);
    if (!byKeyboard && !openedFootnote()) this.view.focus(); // a footnote that has just opened takes it itself
  }

  /** The text, or the footnote that is open in it. */
  target(name) { return (OF_WORDS.includes(name) && openedFootnote()) || this.view; }

  key(event) {
    const shown = this.shown();
    const at = shown.indexOf(document.activeElement);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 };
    if (event.key === "Escape") this.view.focus();
    else if (event.key in steps) shown[(steps[event.key] + shown.length) % shown.length].focus();
    else return;
    event.preventDefault();
  }

  /** Show what is on here and what can be done here. */
  update() {
    this.tables.hidden = !isInTable(this.view.state);
    for (const button of this.shown()) {
      const command = COMMANDS[button.dataset.command];
      if (!command) continue;
      const { state } = this.target(button.dataset.command);
      if (command.on) button.setAttribute("aria-pressed", String(command.on(state)));
      button.setAttribute("aria-disabled", String(!command.run(state)));
    }
    if (!this.shown().some((button) => button.tabIndex === 0)) this.rove(this.buttons[0]);
  }
}
