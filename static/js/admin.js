/* Select2, as Django's admin uses it, leaves its boxes without a name: they take that of the field's label. */
addEventListener("load", () => {
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
