// The small form for the address of a link.
import { TextSelection } from "prosemirror-state";
import { isAddress, schema } from "./schema.js";

const { link } = schema.marks;

/** The whole link that the selection touches, or the selection itself. */
export function linkRange({ selection: { from, to, $from }, doc }) {
  const within = link.isInSet($from.marks()) || link.isInSet($from.nodeAfter?.marks ?? []);
  if (!within) return { from, to, href: "" };
  let start = from;
  let end = to;
  $from.parent.forEach((child, offset) => {
    const at = $from.start() + offset;
    if (!within.isInSet(child.marks)) return;
    if (at + child.nodeSize === start || (at <= start && at + child.nodeSize > start)) start = Math.min(start, at);
    if (at <= end && at + child.nodeSize > end) end = at + child.nodeSize;
  });
  return { from: start, to: Math.min(end, doc.content.size), href: within.attrs.href };
}

/** What people type for an address, as one: example.org and someone@example.org become whole. */
export function completed(typed) {
  const text = typed.trim();
  if (!text || isAddress(text) || /^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
  return /^[^\s/@]+@[^\s/@]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
}

/** The form: opens over the text, sets or removes the link, and gives the focus back. */
export class LinkForm {
  constructor(box, view) {
    Object.assign(this, { box, view });
    this.input = box.querySelector("input");
    this.error = box.querySelector("[data-link-error]");
    box.querySelector("[data-link-set]").addEventListener("click", () => this.set());
    box.querySelector("[data-link-remove]").addEventListener("click", () => this.remove());
    box.querySelector("[data-link-close]").addEventListener("click", () => this.close());
    box.addEventListener("input", (event) => event.stopPropagation()); // it is no field of the page's form
    box.addEventListener("keydown", (event) => this.key(event));
  }

  open() {
    this.range = linkRange(this.view.state);
    this.input.value = this.range.href;
    this.box.querySelector("[data-link-remove]").hidden = !this.range.href;
    this.say("");
    this.box.hidden = false;
    this.input.focus();
    this.input.select();
  }

  close() {
    this.box.hidden = true;
    this.view.focus();
  }

  say(words) {
    this.error.textContent = words;
    this.error.hidden = !words;
    this.input.setAttribute("aria-invalid", String(Boolean(words)));
  }

  key(event) {
    if (event.key === "Enter" && event.target === this.input) {
      event.preventDefault();
      this.set();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  set() {
    const href = completed(this.input.value);
    if (!isAddress(href)) {
      this.say(this.error.dataset.words);
      this.input.focus();
      return;
    }
    const { from, to } = this.range;
    const { tr } = this.view.state;
    if (from === to) tr.insert(from, schema.text(href, [link.create({ href })]));
    else tr.removeMark(from, to, link).addMark(from, to, link.create({ href }));
    const end = tr.mapping.map(to);
    this.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(link));
    this.close();
  }

  remove() {
    this.view.dispatch(this.view.state.tr.removeMark(this.range.from, this.range.to, link));
    this.close();
  }
}
