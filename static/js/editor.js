// Accessible names for the rich-text editor, and a Tab key that leaves it.
function dress(textarea, root) {
  const editable = root.querySelector("[contenteditable]");
  const toolbar = root.querySelector(".prose-menubar");
  const label = document.querySelector(`label[for="${textarea.id}"]`);

  label.id ||= `${textarea.id}_label`;
  label.removeAttribute("for"); // the text box under it is hidden
  label.addEventListener("click", () => editable.focus());
  editable.setAttribute("aria-labelledby", label.id);
  editable.setAttribute("aria-multiline", "true");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) editable.setAttribute(name, textarea.getAttribute(name));
  }
  // In a list the editor would take Tab for itself: nobody could leave by keyboard.
  const leave = (event) => event.key === "Tab" && event.stopPropagation();
  root.addEventListener("keydown", leave, { capture: true });

  offerStarters(textarea, editable);
  toolbar.setAttribute("role", "group");
  toolbar.setAttribute("aria-label", "Mise en forme");
  for (const button of toolbar.querySelectorAll("button[title]")) {
    button.title = window.gettext(button.title);
    button.setAttribute("aria-label", button.title);
  }
}

// Sentence starters: each begins a paragraph at the end of the text.
function offerStarters(textarea, editable) {
  const starters = textarea.form.querySelector("[data-amorces]");
  if (!starters) return;
  starters.hidden = false;
  for (const button of starters.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const editor = editable.editor;
      const words = [
        { type: "text", marks: [{ type: "bold" }], text: `${button.textContent}.` },
        { type: "text", text: " " },
      ];
      const paragraph = { type: "paragraph", content: words };
      const { size } = editor.state.doc.content;
      editor.commands.insertContentAt(editor.isEmpty ? { from: 0, to: size } : size, paragraph);
      editor.commands.focus("end");
    });
  }
}

// The toolbar comes a moment after the editor says that it is ready.
function dressWhenWhole(textarea) {
  const root = textarea.closest(".prose-editor");
  const isWhole = () => root.querySelector(".prose-menubar") && root.querySelector("[contenteditable]");
  if (isWhole()) return dress(textarea, root);
  const observer = new MutationObserver(() => {
    if (!isWhole()) return;
    observer.disconnect();
    dress(textarea, root);
  });
  observer.observe(root, { childList: true });
}

const dressed = new WeakSet();
function once(textarea) {
  if (dressed.has(textarea)) return;
  dressed.add(textarea);
  dressWhenWhole(textarea);
}

document.addEventListener("prose-editor:ready", (event) => once(event.detail.textarea));
document.querySelectorAll(".prose-editor > textarea").forEach(once);
