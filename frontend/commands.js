// What the buttons and keys of the editor do. Each is a ProseMirror command: (state, dispatch) => whether it can be done.
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, isInTable,
  mergeCells, splitCell, toggleHeaderColumn, toggleHeaderRow,
} from "prosemirror-tables";
import { schema } from "./schema.js";

const { nodes, marks } = schema;
const LISTS = [nodes.bullet_list, nodes.ordered_list];
const NEW_TABLE = { rows: 3, columns: 3 };

/** The innermost node around the selection for which `test` holds, with its place; null if there is none. */
function around(state, test) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (test($from.node(depth))) return { node: $from.node(depth), at: $from.before(depth) };
  }
  return null;
}

const listAround = (state) => around(state, (node) => LISTS.includes(node.type));

const isBlock = (type, attrs) => (state) => {
  const { $from, to } = state.selection;
  return to <= $from.end() && $from.parent.hasMarkup(type, attrs ?? $from.parent.attrs);
};

export function isMarked(type) {
  return ({ selection: { from, $from, to, empty }, storedMarks, doc }) =>
    empty ? Boolean(type.isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, type);
}

/** A heading has no line breaks: each becomes a space before the block changes, so that no two words run together. */
function heading(level) {
  const turn = setBlockType(nodes.heading, { level });
  return (state, dispatch) => {
    if (isBlock(nodes.heading, { level })(state)) return setBlockType(nodes.paragraph)(state, dispatch);
    if (!turn(state) || !dispatch) return turn(state);
    const breaks = [];
    const { from, $from, to, $to } = state.selection;
    state.doc.nodesBetween($from.start(), $to.end(), (node, at) => { if (node.type === nodes.hard_break) breaks.push(at); });
    const { tr } = state;
    for (const at of breaks) tr.replaceWith(at, at + 1, schema.text(" "));
    tr.setBlockType(tr.mapping.map(from), tr.mapping.map(to), nodes.heading, { level });
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Make it a list, make it the other kind of list, or no list any more. */
function list(type) {
  return (state, dispatch) => {
    const found = listAround(state);
    if (found?.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    if (!found) return wrapInList(type)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(found.at, type, type === nodes.ordered_list ? { order: 1 } : null));
    return true;
  };
}

function quotation(state, dispatch) {
  return around(state, (node) => node.type === nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);
}

function newRow(kind) {
  return nodes.table_row.create(null, Array.from({ length: NEW_TABLE.columns }, () => kind.createAndFill()));
}

function insertTable(state, dispatch) {
  const { $from } = state.selection;
  if (isInTable(state) || !$from.parent.isTextblock) return false;
  if (dispatch) {
    const rows = Array.from({ length: NEW_TABLE.rows }, (_, i) => newRow(i ? nodes.table_cell : nodes.table_header));
    const tr = state.tr.replaceSelectionWith(nodes.table.create(null, rows), false);
    let first = null;
    tr.doc.nodesBetween(tr.mapping.map($from.before(), -1), tr.doc.content.size, (node, at) => {
      if (node.type === nodes.table) first ??= at;
      return first === null;
    });
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(first + 1))).scrollIntoView());
  }
  return true;
}

/** A footnote behind the selection. It is selected then, and so footnote.js opens it. */
function insertFootnote(state, dispatch) {
  const { $to } = state.selection;
  const index = $to.index();
  if (!$to.parent.canReplaceWith(index, index, nodes.footnote)) return false;
  if (dispatch) {
    const tr = state.tr.insert($to.pos, nodes.footnote.create());
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, $to.pos)).scrollIntoView());
  }
  return true;
}

const indent = sinkListItem(nodes.list_item);
const outdent = liftListItem(nodes.list_item);

const always = (command) => ({ run: command });

/** By the name that a button's data-command says: what it does, and whether it is on. */
export const COMMANDS = {
  undo: always(undo),
  redo: always(redo),
  paragraph: { run: setBlockType(nodes.paragraph), on: isBlock(nodes.paragraph) },
  heading: { run: heading(1), on: isBlock(nodes.heading, { level: 1 }) },
  subheading: { run: heading(2), on: isBlock(nodes.heading, { level: 2 }) },
  strong: { run: toggleMark(marks.strong), on: isMarked(marks.strong) },
  em: { run: toggleMark(marks.em), on: isMarked(marks.em) },
  bullets: { run: list(nodes.bullet_list), on: (state) => listAround(state)?.node.type === nodes.bullet_list },
  numbers: { run: list(nodes.ordered_list), on: (state) => listAround(state)?.node.type === nodes.ordered_list },
  indent: always(indent),
  outdent: always(outdent),
  quotation: { run: quotation, on: (state) => Boolean(around(state, (node) => node.type === nodes.blockquote)) },
  footnote: always(insertFootnote),
  table: always(insertTable),
  rowbefore: always(addRowBefore),
  rowafter: always(addRowAfter),
  rowdelete: always(deleteRow),
  columnbefore: always(addColumnBefore),
  columnafter: always(addColumnAfter),
  columndelete: always(deleteColumn),
  headerrow: always(toggleHeaderRow),
  headercolumn: always(toggleHeaderColumn),
  merge: always(mergeCells),
  split: always(splitCell),
  tabledelete: always(deleteTable),
};

export const isInList = (state) => Boolean(listAround(state));
export { isInTable };
