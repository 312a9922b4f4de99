// The outline of a draft: a provision moves by dragging its handle, or by Alt and an arrow while the handle has the
// focus. Without this script the "Move" form does the same.

const outline = document.querySelector("[data-outline]");
const form = document.getElementById("outline-form");
const live = document.getElementById("outline-status");
const KEPT = "outline-moved"; // what must stand again after the page has loaded anew

const itemsOf = (list) => [...list.children].filter((child) => child.matches("li[data-id]"));
const listIn = (item) => [...item.children].find((child) => child.matches("ol"));
const below = (item) => (listIn(item) ? itemsOf(listIn(item)) : []);
const parentOf = (item) => item.parentElement.closest("li[data-id]");
const handleOf = (item) => item.querySelector(".outline-handle");
const rowOf = (item) => item.querySelector(".outline-row");

// ---- places, as the form knows them

const placeAfter = (item) => `after:${item.dataset.id}`;
const placeUnder = (item) => (item ? `under:${item.dataset.id}` : "first");

/** The place directly before an item. */
function placeBefore(item) {
  const siblings = itemsOf(item.parentElement);
  const at = siblings.indexOf(item);
  return at > 0 ? placeAfter(siblings[at - 1]) : placeUnder(parentOf(item));
}

const asLastOf = (item) => (below(item).length ? placeAfter(below(item).at(-1)) : placeUnder(item));

function say(words) {
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = words; }); // the same words twice are said twice
}

async function move(item, place) {
  const body = new FormData(form);
  body.set("place", place);
  let answer;
  try {
    answer = await fetch(item.dataset.moveUrl, {
      method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "manual",
    });
  } catch {
    return say(live.dataset.failed);
  }
  const isText = answer.headers.get("Content-Type")?.startsWith("text/plain");
  if (!answer.ok && answer.type !== "opaqueredirect") return say(isText ? await answer.text() : live.dataset.failed);
  const pane = outline.closest("nav");
  sessionStorage.setItem(KEPT, JSON.stringify({
    path: location.pathname, id: item.dataset.id, page: scrollY, pane: pane.scrollTop,
  }));
  location.reload();
}

/** After a move: the same place on the page, the focus on the handle, and the new number said. */
function resume() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  const item = kept?.path === location.pathname && outline.querySelector(`[data-id="${CSS.escape(kept.id)}"]`);
  if (!item) return;
  scrollTo(0, kept.page);
  outline.closest("nav").scrollTop = kept.pane;
  handleOf(item).focus({ preventScroll: true });
  say(live.dataset.moved.replace("{place}", rowOf(item).querySelector("a").textContent.trim().replace(/\s+/g, " ")));
}

// ---- keyboard

const BY_KEY = {
  ArrowUp: (item) => item.previousElementSibling && placeBefore(item.previousElementSibling),
  ArrowDown: (item) => item.nextElementSibling && placeAfter(item.nextElementSibling),
  ArrowRight: (item) => item.previousElementSibling && asLastOf(item.previousElementSibling),
  ArrowLeft: (item) => parentOf(item) && placeAfter(parentOf(item)),
};

function key(event) {
  const item = event.target.closest(".outline-handle") && event.target.closest("li[data-id]");
  if (!item || !event.altKey || !(event.key in BY_KEY)) return;
  event.preventDefault(); // Alt and left is "back" in a browser
  const place = BY_KEY[event.key](item);
  if (place) move(item, place);
  else say(live.dataset.nowhere);
}

// ---- dragging

const EDGE = 40; // pixels at the ends of the pane in which it scrolls
const SLACK = 4; // pixels that are still a click
let drag = null;

function take(event) {
  const handle = event.target.closest(".outline-handle");
  if (!handle || event.button !== 0) return;
  drag = { item: handle.closest("li[data-id]"), x: event.clientX, y: event.clientY, begun: false, target: null };
  handle.setPointerCapture(event.pointerId);
}

function carry(event) {
  if (!drag) return;
  if (!drag.begun && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < SLACK) return;
  drag.begun = true;
  drag.item.classList.add("outline-dragged");
  scrollNear(event.clientY);
  show(targetAt(event.clientX, event.clientY));
}

function scrollNear(y) {
  const pane = outline.closest("nav");
  const { top, bottom } = pane.getBoundingClientRect();
  if (y < top + EDGE) pane.scrollTop -= EDGE / 4;
  if (y > bottom - EDGE) pane.scrollTop += EDGE / 4;
}

/** Where it would fall: the upper third of a row is before it, the lower third after it, the middle under it. */
function targetAt(x, y) {
  const rows = [...outline.querySelectorAll("li[data-id]")].filter((item) => !drag.item.contains(item));
  const item = rows.find((candidate) => {
    const { top, bottom } = rowOf(candidate).getBoundingClientRect();
    return y >= top && y < bottom;
  });
  if (!item) return null;
  const { top, height } = rowOf(item).getBoundingClientRect();
  const share = (y - top) / height;
  if (share < 1 / 3) return { item, side: "before", place: placeBefore(item) };
  if (share < 2 / 3 || below(item).length) return { item, side: "under", place: placeUnder(item) };
  return afterAt(item, x);
}

/** After the last item of a list, moving left leaves that list. */
function afterAt(item, x) {
  let at = item;
  while (!at.nextElementSibling && parentOf(at) && x < rowOf(at).getBoundingClientRect().left) at = parentOf(at);
  return { item: at, side: "after", place: placeAfter(at) };
}

function show(target) {
  drag.target?.item.classList.remove(`outline-${drag.target.side}`);
  target?.item.classList.add(`outline-${target.side}`);
  drag.target = target;
}

function drop() {
  if (!drag) return;
  const { item, target } = drag;
  letGo();
  if (target && target.place !== placeAfter(item) && target.place !== placeBefore(item)) move(item, target.place);
}

function letGo() {
  show(null);
  drag.item.classList.remove("outline-dragged");
  drag = null;
}

if (outline && form) {
  for (const handle of outline.querySelectorAll(".outline-handle")) {
    handle.hidden = false;
    handle.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight");
  }
  outline.addEventListener("keydown", key);
  outline.addEventListener("pointerdown", take);
  outline.addEventListener("pointermove", carry);
  outline.addEventListener("pointerup", drop);
  outline.addEventListener("pointercancel", () => { if (drag) letGo(); });
  document.addEventListener("keydown", (event) => { if (drag && event.key === "Escape") letGo(); });
  resume();
}
