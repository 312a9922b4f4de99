// A footnote stands beside its words and is edited there: an editor of its own opens in it while it is selected.
import { baseKeymap } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, TextSelection } from "prosemirror-state";
import { StepMap } from "prosemirror-transform";
import { EditorView } from "prosemirror-view";
import { COMMANDS } from "./commands.js";

const INWARD = "footnote: from the text around it"; // such a change is not sent back out

let opened = null;

/** The editor within the footnote that is open, or null. */
export const openedFootnote = () => opened;

export class FootnoteView {
  constructor(node, view, getPos, label) {
    Object.assign(this, { node, view, getPos, label });
    this.dom = document.createElement("span");
    this.dom.className = "footnote";
    this.dom.setAttribute("role", "note");
    this.inner = null;
    this.show();
  }

  /** The words, as long as nobody edits them. */
  show() {
    this.dom.textContent = this.node.textContent;
    this.dom.classList.toggle("footnote-empty", !this.node.textContent);
  }

  selectNode() {
    this.dom.classList.add("footnote-open");
    if (!this.inner) this.open();
  }

  deselectNode() {
    this.dom.classList.remove("footnote-open");
    if (this.inner) this.close();
  }

  open() {
    this.dom.textContent = "";
    this.dom.classList.remove("footnote-empty");
    const outer = this.view;
    this.inner = new EditorView(this.dom, {
      state: EditorState.create({ doc: this.node, plugins: [keymap(this.keys()), keymap(baseKeymap)] }),
      attributes: { role: "textbox", "aria-label": this.label, class: "footnote-text" },
      dispatchTransaction: (tr) => this.dispatch(tr),
      handlePaste: (inner, event) => this.paste(inner, event),
      handleDOMEvents: { mousedown: () => { if (outer.hasFocus()) this.inner.focus(); } },
    });
    opened = this.inner;
    this.inner.dispatch(this.inner.state.tr.setSelection(TextSelection.atEnd(this.inner.state.doc)));
    requestAnimationFrame(() => this.inner?.focus()); // the browser is still placing the selection outside
  }

  close() {
    this.destroy();
    this.show();
  }

  keys() {
    const outwards = (command) => () => command(this.view.state, this.view.dispatch);
    const leave = () => this.leave(1);
    return {
      "Mod-z": outwards(undo), "Mod-y": outwards(redo), "Shift-Mod-z": outwards(redo),
      "Mod-b": COMMANDS.strong.run, "Mod-i": COMMANDS.em.run,
      Enter: leave, Escape: leave, Tab: leave, "Shift-Enter": leave, "Shift-Tab": () => this.leave(0),
      ArrowRight: (state) => state.selection.empty && state.selection.to === state.doc.content.size && this.leave(1),
      ArrowLeft: (state) => state.selection.empty && state.selection.from === 0 && this.leave(0),
      Backspace: (state) => state.doc.content.size === 0 && this.remove(),
      Delete: (state) => state.doc.content.size === 0 && this.remove(),
    };
  }

  /** Back to the text, before (0) or behind (1) the footnote; one without words goes. */
  leave(side) {
    if (!this.node.content.size) return this.remove();
    const at = this.getPos() + side * this.node.nodeSize;
    const { state } = this.view;
    this.view.focus();
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)));
    return true;
  }

  remove() {
    const at = this.getPos();
    this.view.focus();
    this.view.dispatch(this.view.state.tr.delete(at, at + this.node.nodeSize));
    return true;
  }

  paste(inner, event) {
    const text = event.clipboardData?.getData("text/plain").replace(/\s+/g, " ");
    if (text) inner.dispatch(inner.state.tr.insertText(text).scrollIntoView());
    return true;
  }

  /** What is typed within also changes the text around it. */
  dispatch(tr) {
    const { state, transactions } = this.inner.state.applyTransaction(tr);
    this.inner.updateState(state);
    if (tr.getMeta(INWARD)) return;
    const outer = this.view.state.tr;
    const shift = StepMap.offset(this.getPos() + 1);
    for (const { steps } of transactions) for (const step of steps) outer.step(step.map(shift));
    if (outer.docChanged) this.view.dispatch(outer);
  }

  update(node) {
    if (!node.sameMarkup(this.node)) return false;
    this.node = node;
    if (this.inner) this.take(node);
    else this.show();
    return true;
  }

  /** Undo and others change the footnote from outside: only the words that differ are replaced, so the caret stays. */
  take(node) {
    const { state } = this.inner;
    const start = node.content.findDiffStart(state.doc.content);
    if (start === null) return;
    let { a: end, b: old } = node.content.findDiffEnd(state.doc.content);
    const overlap = start - Math.min(end, old);
    if (overlap > 0) { end += overlap; old += overlap; }
    this.inner.dispatch(state.tr.replace(start, old, node.slice(start, end)).setMeta(INWARD, true));
  }

  destroy() {
    if (opened === this.inner) opened = null;
    this.inner?.destroy();
    this.inner = null;
  }

  stopEvent(event) { return Boolean(this.inner?.dom.contains(event.target)); }

  ignoreMutation() { return true; }
}
