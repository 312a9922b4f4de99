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
}

/** Typed words have no place yet: the server looks for them. */
function forget() {
  form.elements.start.value = form.elements.end.value = "";
  make.disabled = !form.elements.words.value.trim();
}

if (form && make) {
  // Not while the mouse is still drawing the selection: filling the field would end it.
  let drawing = false;
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

const cards = [...desk.querySelectorAll("[data-card]")];
const highlightsOf = (key) => [...text.querySelectorAll("[data-quotes]")]
  .filter((highlight) => highlight.dataset.quotes.split(" ").includes(key));

function mark(key) {
  for (const card of cards) card.classList.toggle("now", card.dataset.card === key);
  for (const highlight of text.querySelectorAll("[aria-current]")) highlight.removeAttribute("aria-current");
  for (const highlight of highlightsOf(key)) highlight.setAttribute("aria-current", "true");
}

function showCard(key) {
  const card = cards.find((one) => one.dataset.card === key);
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
for (const highlight of text.querySelectorAll("[data-quotes]")) {
  highlight.dataset.top = highlight.hash.replace("#card-", "");
  highlight.removeAttribute("href");
  highlight.setAttribute("role", "button");
  highlight.tabIndex = 0;
}
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

for (const card of cards) {
  card.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && !link.hash) return;
    if (link) event.preventDefault();
    // Who picks a kind is still at the card: on a phone the words would slide over it.
    if (event.target.closest("form, summary")) mark(card.dataset.card);
    else showWords(card.dataset.card);
  });
}

document.addEventListener("shortcut", (event) => {
  const step = { j: 1, k: -1 }[event.detail.key];
  if (!step || !cards.length) return;
  event.preventDefault();
  const at = cards.findIndex((card) => card.classList.contains("now"));
  const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + step, 0), cards.length - 1);
  cards[next].focus({ preventScroll: true });
  cards[next].scrollIntoView({ block: "nearest" });
  showWords(cards[next].dataset.card);
});

// ---- suggestions: the keys press the buttons of the card one is at

const current = () => cards.find((card) => card.classList.contains("now"));
const suggested = () => current()?.matches("[data-suggestion]") ? current() : null;

/** The words of a card are selected, and their ends follow Shift and the arrows. */
function select(key) {
  const words = highlightsOf(key);
  if (!words.length) return;
  const range = document.createRange();
  range.setStartBefore(words[0]);
  range.setEndAfter(words[words.length - 1]);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  text.focus({ preventScroll: true });
}

const deeds = {
  a: (card) => card.querySelector("[data-accept]").click(),
  x: (card) => card.querySelector("[data-refuse]").click(),
  e: (card) => select(card.dataset.card),
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
  const asked = cards.find((card) => `#${card.id}` === location.hash);
  const first = asked ?? (location.hash ? null : cards.find((card) => card.matches("[data-suggestion]")));
  if (!first || (!asked && narrow.matches)) return;
  if (narrow.matches) return showCard(first.dataset.card);
  showWords(first.dataset.card);
  first.scrollIntoView({ block: "nearest" });
  if (asked) asked.focus({ preventScroll: true });
}

// ---- what was begun stays when the page comes again because somebody else decided something

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
  const same = cards.find((card) => card.dataset.card === kept.card);
  const begins = (key) => Number(key.match(/^s(\d+)-/)?.[1] ?? -1);
  const next = cards.find((card) => begins(card.dataset.card) > begins(kept.card));
  if (same ?? next) showWords((same ?? next).dataset.card);
  showCards(kept.cards === "open");
  (same ?? next)?.scrollIntoView({ block: "nearest" });
  const kind = same && [...same.querySelectorAll("[name=kind]")].find((one) => one.value === kept.kind);
  if (kind) kind.checked = true;
  const confirms = same?.querySelector("[name=confirms]");
  if (confirms && kept.confirms) {
    confirms.value = kept.confirms;
    confirms.closest("details").open = true;
  }
  return true;
}

// ---- others at the same desk: their decisions are shown as soon as one is not in the middle of a field

const busy = () => document.activeElement?.matches("input:not([type=radio]), textarea, select") || !getSelection().isCollapsed;
async function follow() {
  if (document.hidden || busy()) return;
  try {
    const answer = await fetch(desk.dataset.stateUrl, { headers: { accept: "application/json" } });
    if (answer.ok && (await answer.json()).state !== desk.dataset.state && !busy()) {
      keep();
      location.reload();
    }
  } catch {
    // The server does not answer just now; it is asked again in a second.
  }
}
if (desk.dataset.stateUrl) setInterval(follow, 1000);

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
