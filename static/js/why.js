// "Why is this here?" stands in the margin beside the draft; where there is no room beside it, right at the provision.

const why = document.getElementById("why");
const margin = why?.parentElement;
const narrow = matchMedia("(max-width: 75rem)"); // as in rapporteur.css: the margin stands below the sheet
let asked = null; // the link that asked

function put(section) {
  if (section) section.append(why);
  else margin.prepend(why);
}

function close() {
  put(null);
  asked?.focus();
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== why) return;
  asked = detail.requestConfig.elt;
  put(narrow.matches ? asked.closest(".provision") : null);
  why.querySelector("[data-close-why]").addEventListener("click", close);
  if (narrow.matches) why.focus({ preventScroll: true }); // moved, it is not announced by itself
  why.scrollIntoView({ block: "nearest" });
});

why?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !margin.contains(why)) close();
});

narrow.addEventListener("change", () => why && put(null));
