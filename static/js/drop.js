// Files dropped on a form are sent one by one, and each says what became of it. Without this script the form sends them.

function wire(form) {
  const input = form.querySelector("[data-drop]");
  const status = form.querySelector("[data-drop-status]");
  const say = (words, name) => {
    const line = document.createElement("span");
    line.className = "sub";
    line.textContent = words.replace("{name}", name);
    status.append(line);
    return line;
  };

  const link = (address, words) => Object.assign(document.createElement("a"), { href: address, textContent: words });

  async function send(file, alone) {
    const line = say(form.dataset.reading, file.name);
    const body = new FormData(form);
    body.delete("upload");
    body.append("upload", file);
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.redirected && alone) return location.assign(answer.url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const refused = page.querySelector("[data-refused], .field-error, .error-summary");
      if (answer.redirected) return line.replaceChildren(link(answer.url, form.dataset.filed.replace("{name}", file.name)));
      if (refused?.matches("[data-refused]")) line.replaceChildren(...refused.childNodes); // with the way to what is filed
      else line.textContent = (refused?.textContent ?? form.dataset.failed.replace("{name}", file.name)).trim();
      line.classList.add("field-error");
    } catch {
      line.textContent = form.dataset.failed.replace("{name}", file.name);
      line.classList.add("field-error");
    }
  }

  async function sendAll(files) {
    status.replaceChildren();
    form.setAttribute("aria-busy", "true");
    for (const file of files) await send(file, files.length === 1);
    form.removeAttribute("aria-busy");
  }

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    sendAll([...input.files]);
  });
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) sendAll([...event.dataTransfer.files]);
  });
}

for (const form of document.querySelectorAll("[data-drop-form]")) wire(form);
