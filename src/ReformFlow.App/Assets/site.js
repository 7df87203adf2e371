// Every page works without this script. With it, a form saves what was typed and a closing page asks first.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = document.getElementById("autosave");
  const Idle = 5000;
  let timer, changed = false, sending = false, pressed = null;
  // Where two values stand side by side, only the writer's own press says which one is meant.
  let refused = form.querySelector(".conflict") !== null;

  async function save() {
    if (!changed || sending || refused) return;
    changed = false;
    sending = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Autosave": "1" } });
      const said = await answer.json();
      if (said.version) goOnFrom(said.version, said.behind);
      if (answer.ok) status.textContent = `${said.saved} に保存しました。`;
      else {
        // What to choose or to mend is shown by the page itself, once the writer presses the button.
        refused = changed = true;
        status.textContent = said.message;
      }
    } catch {
      changed = true;
      status.textContent = "自動で保存できませんでした。通信を確認して、「保存する」を押してください。";
    }
    sending = false;
    if (pressed) form.requestSubmit(pressed);
    else if (changed && !refused) timer = setTimeout(save, Idle);
  }

  // The form is now drawn from the newer version, but not the fields that somebody else changed: it still shows what these were.
  function goOnFrom(version, behind) {
    for (const older of form.querySelectorAll("input[name^='version.']"))
      if (!behind.includes(older.name.slice("version.".length))) older.remove();
    for (const field of behind)
      if (!form.elements[`version.${field}`]) {
        const older = document.createElement("input");
        Object.assign(older, { type: "hidden", name: `version.${field}`, value: form.elements.version.value });
        form.append(older);
      }
    form.elements.version.value = version;
  }

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, Idle);
  });
  form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(save, 500); });
  form.addEventListener("submit", event => {
    clearTimeout(timer);
    changed = false;
    // A save that is under way tells first from which version this one goes on.
    if (sending) {
      event.preventDefault();
      pressed = event.submitter;
    }
  });
  addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
}

// Words that go another way than by mail are copied by one press.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      // Browsers give the clipboard only to pages that came over TLS or from this machine.
      source.select();
      document.execCommand("copy");
    }
    button.nextElementSibling.textContent = "コピーしました。";
  });
}

// What needs attention comes first, for the eye and for a screen reader.
document.querySelector(".summary-error")?.focus();
