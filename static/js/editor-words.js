// French words for the rich-text editor, which asks `gettext` for those of its dialogs. A classic
// script, so that it is there before the editor's modules.
(() => {
  const WORDS = {
    paragraph: "Paragraphe",
    "heading 3": "Titre",
    "heading 4": "Sous-titre",
    "unordered list": "Liste à puces",
    "ordered list": "Liste numérotée",
    blockquote: "Citation",
    bold: "Gras",
    italic: "Italique",
    "insert link": "Lien",
    "remove link": "Retirer le lien",
    undo: "Défaire",
    redo: "Refaire",
    "Edit Link": "Lien",
    URL: "Adresse (https://…)",
    Title: "Titre",
    Update: "Appliquer",
    Cancel: "Annuler",
  };
  window.gettext = (text) => WORDS[text] ?? text;
})();
