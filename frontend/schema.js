// What a body may hold: the browser's side of guidelines/richtext/schema.py. The two change together, and only ever
// grow (tests/test_frontend.py compares them): a browser deletes what its schema does not know.
import { Schema } from "prosemirror-model";

const spans = { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } };

const number = (text, otherwise) => Math.max(1, Number.parseInt(text, 10) || otherwise);

const spansOf = (cell) => ({ colspan: number(cell.getAttribute("colspan"), 1), rowspan: number(cell.getAttribute("rowspan"), 1), colwidth: null });

function spanAttributes({ attrs }) {
  const written = {};
  if (attrs.colspan !== 1) written.colspan = attrs.colspan;
  if (attrs.rowspan !== 1) written.rowspan = attrs.rowspan;
  return written;
}

const cell = (tag, role) => ({
  content: "block+", attrs: spans, tableRole: role, isolating: true,
  parseDOM: [{ tag, getAttrs: spansOf }],
  toDOM: (node) => [tag, spanAttributes(node), 0],
});

/** As the pages show it: a sub-heading stands below the heading of its provision, so it begins at h4. */
const headingRule = (tag, level) => ({ tag, attrs: { level } });

const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    content: "(text | footnote)*", group: "block", attrs: { level: { default: 1 } }, defining: true,
    parseDOM: [
      headingRule("h1", 1), headingRule("h2", 2), headingRule("h3", 2),
      headingRule("h4", 1), headingRule("h5", 2), headingRule("h6", 2),
    ],
    toDOM: (node) => [`h${node.attrs.level + 3}`, 0],
  },
  bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
  ordered_list: {
    content: "list_item+", group: "block", attrs: { order: { default: 1 } },
    parseDOM: [{ tag: "ol", getAttrs: (list) => ({ order: number(list.getAttribute("start"), 1) }) }],
    toDOM: (node) => ["ol", node.attrs.order === 1 ? {} : { start: node.attrs.order }, 0],
  },
  list_item: { content: "paragraph block*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  blockquote: { content: "block+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
  table: {
    content: "table_row+", group: "block", tableRole: "table", isolating: true,
    parseDOM: [{ tag: "table" }], toDOM: () => ["table", ["tbody", 0]],
  },
  table_row: { content: "(table_cell | table_header)+", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
  table_cell: cell("td", "cell"),
  table_header: cell("th", "header_cell"),
  text: { group: "inline" },
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  footnote: {
    inline: true, group: "inline", content: "text*", atom: true,
    parseDOM: [{ tag: "span.footnote" }],
    toDOM: () => ["span", { class: "footnote", role: "note" }, 0],
  },
};

const ADDRESS = /^(https?:\/\/|mailto:)[^\s<>"\u0000-\u001f\u007f]+$/i;
const LONGEST_ADDRESS = 2000;

/** Whether the server takes it as the address of a link. */
export const isAddress = (text) => text.length <= LONGEST_ADDRESS && ADDRESS.test(text);

const marks = {
  link: {
    attrs: { href: {} }, inclusive: false,
    parseDOM: [{
      tag: "a[href]",
      getAttrs: (anchor) => isAddress(anchor.getAttribute("href").trim()) && { href: anchor.getAttribute("href").trim() },
    }],
    toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener noreferrer" }, 0],
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }, { tag: "cite" }], toDOM: () => ["em", 0] },
};

export const schema = new Schema({ nodes, marks });
