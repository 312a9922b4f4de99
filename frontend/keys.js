// Keys that people know from their word processor, and signs that become what they mean while they are typed.
import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import { Plugin } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import { COMMANDS, isInList } from "./commands.js";
import { schema } from "./schema.js";

const { nodes } = schema;

function lineBreak(state, dispatch) {
  const { $from } = state.selection;
  if (!$from.parent.canReplaceWith($from.index(), $from.indexAfter(), nodes.hard_break)) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

/** In the last cell, Tab makes one more row, as in a word processor. */
function nextCell(state, dispatch, view) {
  if (goToNextCell(1)(state, dispatch)) return true;
  if (!COMMANDS.rowafter.run(state, dispatch)) return false;
  return view ? goToNextCell(1)(view.state, view.dispatch) : true;
}

/** `others`: what the keys for the link's form and the toolbar do. Esc and then Tab leaves the text. */
export function keys(others) {
  let leaving = false;
  const unlessLeaving = (command) => (...given) => !leaving && command(...given);
  const open = (name) => () => { others[name](); return true; };
  const bound = {
    "Mod-z": COMMANDS.undo.run, "Mod-y": COMMANDS.redo.run, "Shift-Mod-z": COMMANDS.redo.run,
    "Mod-b": COMMANDS.strong.run, "Mod-i": COMMANDS.em.run, "Mod-k": open("link"),
    "Mod-Alt-0": COMMANDS.paragraph.run, "Mod-Alt-1": COMMANDS.heading.run, "Mod-Alt-2": COMMANDS.subheading.run,
    "Mod-Alt-f": COMMANDS.footnote.run, "Mod-Shift-7": COMMANDS.numbers.run, "Mod-Shift-8": COMMANDS.bullets.run,
    "Shift-Enter": chainCommands(exitCode, lineBreak), Enter: splitListItem(nodes.list_item),
    Tab: unlessLeaving(chainCommands(COMMANDS.indent.run, nextCell, isInList)),
    "Shift-Tab": unlessLeaving(chainCommands(goToNextCell(-1), COMMANDS.outdent.run)),
    "Alt-F10": open("toolbar"),
  };
  const watch = (view, event) => { leaving = event.key === "Escape" || (leaving && ["Tab", "Shift"].includes(event.key)); };
  const watcher = new Plugin({ props: { handleDOMEvents: { keydown: watch, focus: () => { leaving = false; } } } });
  return [watcher, keymap(bound), keymap(baseKeymap)];
}

const hashes = (sign, level) => textblockTypeInputRule(sign, nodes.heading, { level });

export const signs = () => inputRules({
  rules: [
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    wrappingInputRule(/^\s*[-+*]\s$/, nodes.bullet_list),
    wrappingInputRule(
      /^(\d{1,4})[.)]\s$/, nodes.ordered_list,
      (found) => ({ order: Number(found[1]) }),
      (found, before) => before.childCount + before.attrs.order === Number(found[1]),
    ),
    hashes(/^#\s$/, 1), hashes(/^##\s$/, 2),
  ],
});
