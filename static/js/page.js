// What every page shares: appearance, menus, messages, questions before a deed, keys. No page needs it to work.

const root = document.documentElement;

// ---- appearance: a cookie, so that the server already sends the page in the chosen colours
for (const button of document.querySelectorAll("[data-scheme-choice]")) {
  const choice = button.dataset.schemeChoice;
  button.addEventListener("click", () => {
    document.cookie = `scheme=${choice}; path=/; max-age=${choice ? 31536000 : 0}; samesite=lax`;
    if (choice) root.dataset.scheme = choice;
    else delete root.dataset.scheme;
    markScheme();
  });
}
function markScheme() {
  for (const button of document.querySelectorAll("[data-scheme-choice]")) {
    const chosen = (root.dataset.scheme ?? "") === button.dataset.schemeChoice;
    button.toggleAttribute("aria-current", chosen);
    if (chosen) button.setAttribute("aria-current", "true");
  }
}
markScheme();

// ---- menus close by Escape and by a click outside
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// ---- messages, also those that arrive later
function showDismissals(where) {
  for (const button of where.querySelectorAll("[data-dismiss][hidden]")) button.hidden = false;
}
showDismissals(document);
document.addEventListener("htmx:load", (event) => showDismissals(event.detail.elt));
document.addEventListener("click", (event) => {
  event.target.closest?.("[data-dismiss]")?.closest(".message").remove();
});

// ---- the error summary, and the field it leads to
document.querySelector("[data-focus]")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".error-summary a");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.closest(".field")?.scrollIntoView({ block: "center" });
});

// ---- dialogs
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-open]");
  if (opener) document.getElementById(opener.dataset.open).showModal();
});

// ---- a question before what cannot easily be undone: <form data-confirm="…">
const question = document.getElementById("confirm");
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  question.querySelector("h2").textContent = form.dataset.confirm;
  if (event.submitter) question.querySelector("[value=yes]").textContent = event.submitter.textContent;
  question.returnValue = "";
  question.addEventListener("close", () => {
    if (question.returnValue !== "yes") return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter);
  }, { once: true });
  question.showModal();
});

// ---- a form is sent once, however often the button is pressed
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// ---- keys: any element may carry data-key="a" or data-key="g m"; it is pressed (or, a field, focused).
// Other scripts listen to "shortcut" on document. Who types into a field is left alone.
const keysOn = document.getElementById("keys-on");
if (keysOn) {
  keysOn.checked = localStorage.getItem("keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));
}
let before = "";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
  if (!keysOn?.checked || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const keys = [before ? `${before} ${event.key}` : "", event.key].filter(Boolean);
  before = "";
  if (keys.some((key) => press(key))) event.preventDefault();
  else if (event.key === "g") waitForSecondKey("g");
});
function isTyping(element) {
  return element.closest("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]") !== null;
}
function waitForSecondKey(key) {
  before = key;
  setTimeout(() => { before = ""; }, 1500);
}
function press(key) {
  if (key === "?") {
    document.getElementById("keys").showModal();
    return true;
  }
  const target = [...document.querySelectorAll("[data-key]")]
    .find((element) => element.dataset.key === key && element.getClientRects().length > 0);
  const search = key === "/" && (target ?? document.querySelector("input[type=search]"));
  if (search) search.focus();
  else if (target?.matches("input, select, textarea")) target.focus();
  else if (target) target.click();
  const heard = !document.dispatchEvent(new CustomEvent("shortcut", { detail: { key }, cancelable: true }));
  return Boolean(search || target || heard);
}
