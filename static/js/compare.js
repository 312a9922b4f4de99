// Steps through the changes of a comparison, by its two buttons or their keys. Without it the page is scrolled.

const changes = [...document.querySelectorAll("[data-changed]")];
const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

for (const button of document.querySelectorAll("[data-change]")) {
  button.hidden = changes.length === 0;
  button.addEventListener("click", () => step(Number(button.dataset.change)));
}

function step(by) {
  const now = changes.indexOf(document.activeElement?.closest("[data-changed]") ?? null);
  const next = now < 0 ? nearest(by) : now + by;
  const change = changes[(next + changes.length) % changes.length];
  change.focus({ preventScroll: true });
  change.scrollIntoView({ block: "start", behavior });
}

/** From where the page is scrolled to: the first change below its top, or the last one above. */
function nearest(by) {
  const below = changes.findIndex((change) => change.getBoundingClientRect().top >= 0);
  if (by > 0) return below < 0 ? 0 : below;
  return (below < 0 ? changes.length : below) - 1;
}
