// French words and accessible names for the editor, whose buttons are in English.
const WORDS = {
  "Paragraph": "Paragraphe",
  "Heading 3": "Titre",
  "Heading 4": "Sous-titre",
  "Bold": "Gras",
  "Italic": "Italique",
  "Bullet List": "Liste à puces",
  "Ordered List": "Liste numérotée",
  "Blockquote": "Citation",
  "Add Link": "Lien",
  "Link": "Lien",
  "Remove Link": "Retirer le lien",
  "Undo": "Annuler",
  "Redo": "Rétablir",
  "HTML": "HTML",
};

function dress(textarea, root) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const editable = root.querySelector("[contenteditable]");
  console.info(root.outerHTML);
}

document.addEventListener("prose-editor:ready", (event) => {
  const root = event.detail.textarea.closest(".prose-editor") ?? event.target.parentElement;
  dress(event.detail.textarea, root);
});
