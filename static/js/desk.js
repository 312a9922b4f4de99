// The desk: a selection in the report becomes the words of the form, with their place counted in code points;
// highlights and cards lead to each other. Without this script the words are pasted and the links still work.

const desk = document.querySelector("[data-desk]");
const text = desk.querySelector("[data-text]");
const form = document.getElementById("select");
const make = desk.querySelector("[data-make]");
const narrow = matchMedia("(max-width: 56rem)");

// ---- selection → form

/** Code points, not UTF-16 units: an emoji counts as one, as on the server. */
const length = (string) => [...string].length;

function offsetIn(paragraph, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  return length(range.toString());
}

/** Where the selection stands in the report's text, or null if it is empty or elsewhere. */
function place() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const touched = [...text.querySelectorAll("[data-start]")].filter((paragraph) => range.intersectsNode(paragraph));
  if (!touched.length || !text.contains(range.startContainer)) return null;
  const first = touched[0];
  const last = touched[touched.length - 1];
  const start = first.contains(range.startContainer) ? offsetIn(first, range.startContainer, range.startOffset) : 0;
  const end = last.contains(range.endContainer)
    ? offsetIn(last, range.endContainer, range.endOffset)
    : length(last.textContent);
  return { start: Number(first.dataset.start) + start, end: Number(last.dataset.start) + end, words: words(touched, range) };
}

/** The selected words paragraph by paragraph: what a browser makes of a whole selection differs. */
function words(touched, range) {
  return touched.map((paragraph) => {
    const part = document.createRange();
    part.selectNodeContents(paragraph);
    if (paragraph.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (paragraph.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    return part.toString();
  }).join("\n");
}

function take() {
  const found = place();
  if (!found || !found.words.trim()) return;
  form.elements.words.value = found.words;
  form.elements.start.value = found.start;
  form.elements.end.value = found.end;
  make.disabled = false;
  if (edited && edited === current()) fit(edited, found);
}

/** Typed words have no place yet: the server looks for them. */
function forget() {
  form.elements.start.value = form.elements.end.value = "";
  make.disabled = !form.elements.words.value.trim();
}

let drawing = false; // the mouse a selection: filling the field now, or changing the text, would end it
if (form && make) {
  let waiting;
  document.addEventListener("pointerdown", () => { drawing = true; });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => { drawing = false; settle(); });
  }
  const settle = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (!drawing) take(); }, 60);
  };
  document.addEventListener("selectionchange", settle);
  form.elements.words.addEventListener("input", forget);
  make.hidden = false;
  make.disabled = !form.elements.words.value.trim();
}

// ---- highlights ↔ cards

const list = desk.querySelector("[data-list]");
let edited = null; // the card whose ends follow the selection
const cards = () => [...desk.querySelectorAll(".desk-cards [data-card]")]; // also of the quotes that wait
const highlightsOf = (key) => [...text.querySelectorAll("[data-quotes]")]
  .filter((highlight) => highlight.dataset.quotes.split(" ").includes(key));

function mark(key) {
  if (edited?.dataset.card !== key) edited = null;
  for (const card of cards()) card.classList.toggle("now", card.dataset.card === key);
  for (const highlight of text.querySelectorAll("[aria-current]")) highlight.removeAttribute("aria-current");
  for (const highlight of highlightsOf(key)) highlight.setAttribute("aria-current", "true");
}

function showCard(key) {
  const card = cards().find((one) => one.dataset.card === key);
  if (!card) return;
  mark(key);
  if (narrow.matches) showCards(true);
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function showWords(key) {
  mark(key);
  if (narrow.matches) showCards(false);
  highlightsOf(key)[0]?.scrollIntoView({ block: "center" });
}

// Words inside a link cannot be selected with the mouse in Chromium: the links become buttons of the same look.
function makeButtons(where) {
  for (const highlight of where.querySelectorAll("[data-quotes]")) {
    highlight.dataset.top = highlight.hash.replace("#card-", "");
    highlight.removeAttribute("href");
    highlight.setAttribute("role", "button");
    highlight.tabIndex = 0;
  }
}
makeButtons(text);
text.addEventListener("click", (event) => {
  const highlight = event.target.closest("[data-quotes]");
  if (highlight && getSelection().isCollapsed) showCard(highlight.dataset.top);
});
text.addEventListener("keydown", (event) => {
  const highlight = event.target.closest("[data-quotes]");
  if (!highlight || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  showCard(highlight.dataset.top);
});

desk.querySelector(".desk-cards").addEventListener("click", (event) => {
  const card = event.target.closest("[data-card]");
  const link = event.target.closest("a");
  if (!card || (link && !link.hash)) return;
  if (link) event.preventDefault();
  // Who picks a kind is still at the card: on a phone the words would slide over it.
  if (event.target.closest("form, button, summary")) mark(card.dataset.card);
  else showWords(card.dataset.card);
});

document.addEventListener("shortcut", (event) => {
  const step = { j: 1, k: -1 }[event.detail.key];
  const all = cards();
  if (!step || !all.length) return;
  event.preventDefault();
  const at = all.findIndex((card) => card.classList.contains("now"));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
  showWords(all[next].dataset.card);
});

// ---- suggestions: the keys press the buttons of the card one is at

const current = () => cards().find((card) => card.classList.contains("now"));
const suggested = () => current()?.matches("[data-suggestion]") ? current() : null;

/** What is accepted is what is selected now; what is refused stays what was suggested. */
function fit(card, found) {
  const { start, end } = card.querySelector("form").elements;
  if (found.end <= Number(start.value) || found.start >= Number(end.value)) return; // other words are meant
  start.value = found.start;
  end.value = found.end;
  card.querySelector("[data-words]").textContent = found.words;
}

/** The words of a card are selected, and their ends follow Shift and the arrows. */
function edit(card) {
  const words = highlightsOf(card.dataset.card);
  if (!words.length) return;
  edited = card;
  const range = document.createRange();
  range.setStartBefore(words[0]);
  range.setEndAfter(words[words.length - 1]);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  text.focus({ preventScroll: true });
}

const deeds = {
  a: (card) => card.querySelector("[data-accept]")?.click(),
  x: (card) => card.querySelector("[data-refuse]").click(),
  e: edit,
  c: (card) => card.querySelector("[data-confirm-like]")?.click(),
  w: (card) => card.querySelector("[data-correct-like]")?.click(),
};
document.addEventListener("shortcut", (event) => {
  const card = suggested();
  const kind = card && /^[1-5]$/.test(event.detail.key) && card.querySelectorAll("[name=kind]")[event.detail.key - 1];
  const deed = card && (kind ? () => { kind.checked = true; } : deeds[event.detail.key]);
  if (!deed) return;
  event.preventDefault();
  deed(card);
});

/** One suggestion after the other: the page comes back at the next one, and without a place at the first. */
function begin() {
  if (resume()) return;
  const asked = cards().find((card) => `#${card.id}` === location.hash);
  const first = asked ?? (location.hash ? null : cards().find((card) => card.matches("[data-suggestion]")));
  if (!first || (!asked && narrow.matches)) return;
  if (narrow.matches) return showCard(first.dataset.card);
  showWords(first.dataset.card);
  first.scrollIntoView({ block: "nearest" });
  if (asked) asked.focus({ preventScroll: true });
}

// ---- what was begun stays when the page comes again because somebody else corrected the text

const FIELDS = ["words", "start", "end"];

function keep() {
  const card = current();
  sessionStorage.setItem("desk", JSON.stringify({
    page: location.pathname, card: card?.dataset.card, kind: card?.querySelector("[name=kind]:checked")?.value,
    confirms: card?.querySelector("[name=confirms]")?.value, cards: desk.dataset.cards, fields: FIELDS.map((name) => form?.elements[name].value),
  }));
}

/** Back at the card one was at, or where it is decided by now, at the next suggestion. */
function resume() {
  const kept = JSON.parse(sessionStorage.getItem("desk") ?? "null");
  sessionStorage.removeItem("desk");
  if (kept?.page !== location.pathname) return false;
  if (form) FIELDS.forEach((name, number) => { form.elements[name].value = kept.fields[number] ?? ""; });
  if (form && make) make.disabled = !form.elements.words.value.trim();
  if (!kept.card) return true;
  const same = cards().find((card) => card.dataset.card === kept.card);
  const key = stillAt(kept.card);
  if (key) showWords(key);
  showCards(kept.cards === "open");
  current()?.scrollIntoView({ block: "nearest" });
  const kind = same && [...same.querySelectorAll("[name=kind]")].find((one) => one.value === kept.kind);
  if (kind) kind.checked = true;
  const confirms = same?.querySelector("[name=confirms]");
  if (confirms && kept.confirms) {
    confirms.value = kept.confirms;
    confirms.closest("details").open = true;
  }
  return true;
}

// ---- others at the same desk: what they decide is shown within a second, and what one is at stays

const busy = () => document.activeElement?.matches("input:not([type=radio]), textarea, select") || !getSelection().isCollapsed;
const atHand = (element) => element.contains(document.activeElement);

/** What a person sees of it: hidden fields differ from page to page. */
const shown = (element) => [...element.childNodes].map((node) => `${node.dataset?.quotes ?? ""}|${node.className ?? ""}|${node.textContent}`).join("\n");

/** The new paragraph in the place of the old one. */
function renewParagraphs(fresh) {
  const selected = place();
  let changed = false;
  for (const paragraph of text.querySelectorAll("[data-start]")) {
    const now = fresh.querySelector(`[data-start="${paragraph.dataset.start}"]`);
    if (!now || shown(now) === shown(paragraph)) continue;
    const key = atHand(paragraph) && document.activeElement.dataset.quotes;
    makeButtons(now);
    paragraph.replaceWith(now);
    if (key) now.querySelector(`[data-quotes="${key}"]`)?.focus({ preventScroll: true });
    changed = true;
  }
  if (changed && selected) reselect(selected);
}

function reselect({ start, end }) {
  const range = document.createRange();
  range.setStart(...pointAt(start));
  range.setEnd(...pointAt(end));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

/** The node and the offset in it (in UTF-16 units) of a place in the report's text. */
function pointAt(place) {
  const paragraph = [...text.querySelectorAll("[data-start]")].findLast((one) => Number(one.dataset.start) <= place);
  let left = [...paragraph.textContent].slice(0, place - Number(paragraph.dataset.start)).join("").length;
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  for (; node.length < left; node = walker.nextNode()) left -= node.length;
  return [node, left];
}

/** New cards come in, decided ones go; a card one is at, or has begun to fill, is left alone. */
function renewCards(fresh) {
  const begun = (card) => atHand(card) || card === edited || card.querySelector("[name=kind]:checked");
  const before = new Map([...list.children].map((item) => [item.dataset.card, item]));
  let last = null;
  for (const item of [...fresh.children]) {
    const same = before.get(item.dataset.card);
    const keep = same && (begun(same) || same.textContent === item.textContent);
    if (same && !keep) same.replaceWith(item);
    if (!same && last) last.after(item);
    if (!same && !last) list.prepend(item);
    before.delete(item.dataset.card);
    last = keep ? same : item;
  }
  for (const item of before.values()) item.remove();
}

/** Other parts of the page that tell of decisions. */
function renewParts(page) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = page.getElementById(part.id);
    if (now && !atHand(part) && now.textContent !== part.textContent) part.replaceChildren(...now.childNodes);
  }
  const choice = form?.elements.resolution;
  const choices = page.getElementById(choice?.id);
  if (!choices || choices.textContent === choice.textContent) return;
  const chosen = choice.value;
  choice.replaceChildren(...choices.children);
  choice.value = chosen;
}

function renew(page, fresh) {
  const at = current();
  const focused = at && atHand(at);
  renewCards(fresh.querySelector("[data-list]"));
  renewParagraphs(fresh.querySelector("[data-text]"));
  renewParts(page);
  const key = at && stillAt(at.dataset.card);
  if (!key) return;
  mark(key);
  if (focused && !atHand(current())) current().focus({ preventScroll: true });
}

/** The card of this key; where it is decided by now, the next suggestion. */
function stillAt(key) {
  const begins = (one) => Number(one.match(/^s(\d+)-/)?.[1] ?? -1);
  const same = cards().find((card) => card.dataset.card === key);
  return (same ?? cards().find((card) => begins(card.dataset.card) > begins(key)))?.dataset.card;
}

async function pageNow() {
  const answer = await fetch(location.pathname + location.search);
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

async function follow() {
  if (document.hidden || drawing) return;
  const answer = await fetch(desk.dataset.stateUrl, { headers: { accept: "application/json" } });
  if (!answer.ok || (await answer.json()).state === desk.dataset.state) return;
  const page = await pageNow();
  const fresh = page?.querySelector("[data-desk]");
  if (!fresh || drawing) return;
  if (fresh.dataset.version === desk.dataset.version) {
    renew(page, fresh);
    desk.dataset.state = fresh.dataset.state;
  } else if (!busy()) { // another text: its places are others
    keep();
    location.reload();
  }
}

let leaving = false; // for the answer to one's own decision
document.addEventListener("submit", () => { leaving = true; });
window.addEventListener("pageshow", () => { leaving = false; });

async function followOn() {
  try {
    if (!leaving) await follow();
  } catch {
    // The server does not answer just now; it is asked again in a second.
  }
  setTimeout(followOn, 700);
}
if (desk.dataset.stateUrl) setTimeout(followOn, 700);

// ---- on a phone the cards slide over the text

function showCards(open) {
  desk.dataset.cards = open ? "open" : "closed";
  for (const button of desk.querySelectorAll("[data-cards-toggle][aria-controls]")) button.setAttribute("aria-expanded", open);
}
showCards(Boolean(form?.querySelector(".field-wrong")) || location.hash.startsWith("#card-") || location.hash === "#select-title");
for (const button of desk.querySelectorAll("[data-cards-toggle]")) {
  button.addEventListener("click", () => showCards(desk.dataset.cards !== "open"));
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && narrow.matches) showCards(false);
});
if (location.hash.startsWith("#quote-")) showWords(location.hash.replace("#quote-", ""));
begin();
