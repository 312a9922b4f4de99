// The editor of a provision: takes the place of textarea[data-editor]. Its document comes from the script element that
// data-document names and goes into the field that data-json names; toolbar and words come from #editor-tools.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { FootnoteView } from "./footnote.js";
import { keys, signs } from "./keys.js";
import { LinkForm } from "./link.js";
import { pastePlace, pasting, withoutStyles } from "./paste.js";
import { schema } from "./schema.js";
import { Toolbar } from "./toolbar.js";

/** What the server made of HTML from elsewhere. Throws an Error with `words` where it refuses. */
const cleaning = (form, address) => async (html) => {
  const answer = await fetch(address, {
    method: "POST", redirect: "error", body: JSON.stringify({ html }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.error), { words: said.error });
  return said.body;
};

/** The label, the error and the hint of the textarea, for the editor. */
function naming(textarea, hint) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  label.id ||= `${textarea.id}_label`;
  const plainHint = document.getElementById(`${textarea.id}_helptext`);
  if (plainHint) plainHint.hidden = true; // it tells about the markup of the plain form
  const said = (textarea.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== plainHint?.id);
  return {
    label,
    attributes: {
      role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, "aria-describedby": [...said, hint.id].join(" "),
      "aria-invalid": textarea.getAttribute("aria-invalid") ?? "false", class: "editor-text prose",
    },
  };
}

/** Ask before a page with unsaved work is left. */
function guarding(form, unsaved) {
  let dirty = unsaved;
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  return () => { dirty = true; };
}

function mount(textarea) {
  const { form } = textarea;
  const tools = document.getElementById("editor-tools");
  const words = tools.dataset;
  const whole = document.createElement("div");
  whole.className = "editor";
  whole.append(tools.content.cloneNode(true));
  const status = whole.querySelector("[data-editor-status]");
  const tell = (text) => { status.textContent = text; };
  const { label, attributes } = naming(textarea, whole.querySelector("[data-editor-hint]"));
  const changed = guarding(form, "unsaved" in words);
  const others = { link: () => link.open(), toolbar: () => toolbar.focus() };

  const view = new EditorView({ mount: whole.querySelector("[data-editor-text]") }, {
    state: EditorState.create({
      doc: schema.nodeFromJSON(JSON.parse(document.getElementById(textarea.dataset.document).textContent)),
      plugins: [signs(), ...keys(others), history(), tableEditing(), gapCursor(), dropCursor(), pastePlace],
    }),
    attributes,
    nodeViews: { footnote: (node, outer, getPos) => new FootnoteView(node, outer, getPos, words.footnote) },
    handlePaste: pasting(cleaning(form, words.cleanUrl), tell, words),
    transformPastedHTML: withoutStyles,
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged) changed();
      toolbar.update();
    },
  });
  const link = new LinkForm(whole.querySelector("[data-link-form]"), view);
  const toolbar = new Toolbar(whole.querySelector('[role="toolbar"]'), view, others);

  textarea.hidden = true;
  textarea.after(whole);
  label.addEventListener("click", (event) => { event.preventDefault(); view.focus(); });
  form.addEventListener("formdata", (event) => {
    event.formData.set(document.getElementById(textarea.dataset.json).name, JSON.stringify(view.state.doc));
  });
}

document.querySelectorAll("textarea[data-editor]").forEach(mount);
