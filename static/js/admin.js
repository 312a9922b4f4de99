/* Select2, as Django's admin uses it, leaves its boxes without a name: they take that of the field's label.
   jQuery calls in the order it was asked, so the boxes are there; pages without a form have no jQuery. */
globalThis.django?.jQuery?.(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.nextElementSibling;
    if (!label || !box) continue;
    label.id ||= `label-of-${select.id}`;
    for (const part of box.querySelectorAll("[role]")) {
      if (part.getAttribute("role") === "presentation") continue;
      part.setAttribute("aria-labelledby", part.id ? `${label.id} ${part.id}` : label.id);
    }
  }
});
