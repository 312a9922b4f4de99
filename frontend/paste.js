// What is pasted. HTML from elsewhere goes to the server, which reads it by the same rules as an imported file
// (guidelines/richtext/paste.py); what was copied here the schema reads. If the server does not answer, the schema must do.
import { DOMSerializer } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { schema } from "./schema.js";

const OURS = "data-pm-slice"; // ProseMirror marks what it puts on the clipboard
const USELESS = [/<!--[^]*?-->/g, /<(style|script|xml|title)\b[^]*?<\/\1>/gi, /<\/?(meta|link|img|o:p)\b[^>]*>/gi];
const TAG = /<[a-z][^>]*>/gi;
const STYLE = /\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;

/** The place of a paste that the server is still reading: it moves with what is typed meanwhile. */
const place = new PluginKey("place of the paste");

export const pastePlace = new Plugin({
  key: place,
  state: {
    init: () => null,
    apply: (tr, bookmark) => {
      const set = tr.getMeta(place);
      return set === undefined ? bookmark?.map(tr.mapping) ?? null : set;
    },
  },
});

/** Without what a body never keeps: smaller. As text, since a browser that reads styles here breaks our security policy. */
const lighter = (html) => USELESS.reduce((left, useless) => left.replace(useless, ""), html);

/** Fit for the schema, which looks at no styles. */
export const withoutStyles = (html) => lighter(html).replace(TAG, (tag) => tag.replace(STYLE, ""));

/** A handler of pastes. `ask(html)` gives the body or throws an Error whose `words` say why; `tell` shows words. */
export function pasting(ask, tell, words) {
  return (view, event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!html || html.includes(OURS)) return false;
    view.dispatch(view.state.tr.setMeta(place, view.state.selection.getBookmark()));
    tell(words.reading);
    insertWhenRead(view, lighter(html), ask, tell, words);
    return true;
  };
}

async function insertWhenRead(view, html, ask, tell, words) {
  let ready = html;
  let said = "";
  try {
    ready = asHtml(await ask(html));
  } catch (problem) {
    said = problem.words ?? words.unread;
    if (problem.words) ready = "";
  }
  if (view.isDestroyed) return;
  const bookmark = place.getState(view.state);
  const { tr } = view.state;
  if (bookmark) tr.setSelection(bookmark.resolve(tr.doc));
  view.dispatch(tr.setMeta(place, null));
  if (ready) view.pasteHTML(ready);
  tell(said);
}

function asHtml(body) {
  const holder = document.createElement("div");
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(schema.nodeFromJSON(body).content));
  return holder.innerHTML;
}
