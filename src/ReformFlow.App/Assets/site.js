// Every page works without this script. With it, a form saves what was typed and a closing page asks first.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = document.getElementById("autosave");
  const Idle = 5000;
  let timer, changed = false, sending = false, refused = false;

  async function save() {
    if (!changed || sending || refused) return;
    changed = false;
    sending = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Autosave": "1" } });
      const said = await answer.json();
      if (answer.ok) {
        form.elements.version.value = said.version;
        status.textContent = `${said.saved} に保存しました。`;
      } else {
        // What to choose or to mend is shown by the page itself, once the writer presses the button.
        refused = changed = true;
        status.textContent = said.message;
      }
    } catch {
      changed = true;
      status.textContent = "自動で保存できませんでした。通信を確認して、「保存する」を押してください。";
    }
    sending = false;
    if (changed && !refused) timer = setTimeout(save, Idle);
  }

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, Idle);
  });
  form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(save, 500); });
  form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
  addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
}

// What needs attention comes first, for the eye and for a screen reader.
document.querySelector(".summary-error")?.focus();
