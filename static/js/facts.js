// What the report says of its meeting, by keys. Without this script one ticks and sends the form.

const facts = [...document.querySelectorAll("[data-fact]")];
const tick = (fact) => fact.querySelector("input[type=checkbox]");
const value = (fact) => fact.querySelector("[name^=value_]");
const body = (fact) => fact.querySelector("[name^=body_]");
let at = -1;

function go(to) {
  if (!facts.length) return;
  at = Math.min(Math.max(to, 0), facts.length - 1);
  facts.forEach((fact, number) => fact.classList.toggle("now", number === at));
  facts[at].focus({ preventScroll: true });
  facts[at].scrollIntoView({ block: "nearest" });
}

const deeds = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  a: (fact) => { tick(fact).checked = true; go(at + 1); },
  e: (fact) => value(fact).focus(),
  x: (fact) => fact.querySelector("[data-refuse]").click(),
};
document.addEventListener("shortcut", (event) => {
  const deed = deeds[event.detail.key];
  if (!deed || (at < 0 && event.detail.key !== "j")) return;
  event.preventDefault();
  deed(facts[at]);
});

// Who changes a value means it.
for (const fact of facts) {
  value(fact).addEventListener("input", () => {
    tick(fact).checked = true;
    if (body(fact)) body(fact).value = ""; // another name is not the body that was offered for the first
  });
  body(fact)?.addEventListener("input", () => { tick(fact).checked = true; });
}
document.querySelector("[data-tick]")?.addEventListener("click", (event) => {
  event.preventDefault();
  for (const fact of facts) if (fact.matches("[data-took-part]")) tick(fact).checked = true;
});
for (const [number, fact] of facts.entries()) fact.addEventListener("focusin", () => { at = number; });

// A changed value is done with by Enter, and left by Escape.
for (const [number, fact] of facts.entries()) {
  value(fact).addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    if (event.key === "Enter") tick(fact).checked = true;
    go(number + (event.key === "Enter" ? 1 : 0));
  });
}
go(Math.max(0, facts.findIndex((fact) => fact.autofocus)));
