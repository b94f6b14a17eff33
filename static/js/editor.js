// French words and accessible names for the rich-text editor, whose own are in English.
const WORDS = {
  paragraph: "Paragraphe",
  "heading 3": "Titre",
  "heading 4": "Sous-titre",
  "unordered list": "Liste à puces",
  "ordered list": "Liste numérotée",
  "List properties": "Réglages de la liste",
  blockquote: "Citation",
  bold: "Gras",
  italic: "Italique",
  "insert link": "Lien",
  "remove link": "Retirer le lien",
  undo: "Défaire",
  redo: "Refaire",
};

function dress(textarea) {
  const root = textarea.closest(".prose-editor");
  const editable = root.querySelector("[contenteditable]");
  const toolbar = root.querySelector(".prose-menubar");
  if (!editable || !toolbar) return; // not ready: the event will come
  const label = document.querySelector(`label[for="${textarea.id}"]`);

  label.id ||= `${textarea.id}_label`;
  label.addEventListener("click", () => editable.focus());
  editable.setAttribute("aria-labelledby", label.id);
  editable.setAttribute("aria-multiline", "true");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) editable.setAttribute(name, textarea.getAttribute(name));
  }

  toolbar.setAttribute("role", "group");
  toolbar.setAttribute("aria-label", "Mise en forme");
  for (const button of toolbar.querySelectorAll("button[title]")) {
    const word = WORDS[button.title];
    if (!word) continue;
    button.title = word;
    button.setAttribute("aria-label", word);
  }
}

document.addEventListener("prose-editor:ready", (event) => dress(event.detail.textarea));
// Those that were ready before this script.
document.querySelectorAll(".prose-editor > textarea").forEach(dress);
