// The rich-text editor opens when its text box is reached, or holds a text already: a page that is
// only read does not load it. Until then, and without it, the box is a plain one that works.
//
// French words for it: it asks `gettext` for those of its dialogs.
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

const BOXES = "textarea[data-django-prose-editor-configurable]";
const IS_RICH = /^\s*<(p|h[1-6]|ul|ol|blockquote)[\s>]/i; // as the server tells it from plain text
const editors = new WeakMap(); // what gives a box's editor, once it is asked for
let tools = null; // what cleans a paste, and what an editor is given it by: they come with it
let reached = null; // the box that is being typed in

// The editor of a box; opening one opens all those of the page.
function open(box) {
  if (!editors.has(box)) {
    const ready = new Promise((resolve) => {
      box.addEventListener("prose-editor:ready", (event) => resolve(event.detail.editor), { once: true });
    });
    editors.set(box, ready);
  }
  load();
  return editors.get(box);
}

let loading = null;
function load() {
  loading ??= (async () => {
    for (const sheet of document.querySelectorAll("link[data-editeur]")) sheet.disabled = false;
    const collage = await import("cellule/collage");
    const { Plugin } = await import("django-prose-editor/editor"); // the long one
    await fetched("django-prose-editor/configurable"); // nothing changes on the page yet
    tools = { Plugin, ...collage };
    document.querySelectorAll(BOXES).forEach(enrich);
    await import("django-prose-editor/configurable"); // is there already: takes the boxes at once
  })().catch(() => { loading = null; }); // the server does not answer: the plain box stays
}

// A module that is there, and has not run yet.
function fetched(module) {
  const link = Object.assign(document.createElement("link"), { rel: "modulepreload" });
  link.href = import.meta.resolve(module);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

// What was typed in the plain box is text, whatever it looks like.
function enrich(box) {
  if (!box.value || IS_RICH.test(box.value)) return;
  const paragraphs = tools.parted(box.value).split(/\n\s*\n/).map((words) => {
    const paragraph = document.createElement("p");
    words.split("\n").forEach((line, place) => {
      if (place) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
    return paragraph.outerHTML;
  });
  box.value = paragraphs.join("");
}

// Accessible names, and a Tab key that leaves it.
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

  toolbar.setAttribute("role", "group");
  toolbar.setAttribute("aria-label", "Mise en forme");
  for (const button of toolbar.querySelectorAll("button[title]")) {
    button.title = window.gettext(button.title);
    button.setAttribute("aria-label", button.title);
  }
}

// Sentence starters: each begins a paragraph at the end of the text.
function offerStarters(textarea) {
  const starters = textarea.form.querySelector("[data-amorces]");
  if (!starters) return;
  starters.hidden = false;
  for (const button of starters.querySelectorAll("button")) {
    button.addEventListener("click", async () => {
      const editor = await open(textarea);
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

// What is pasted or dropped is cleaned first, and what stays out of it is told.
function cleanPastes(textarea, editor) {
  const tell = tools.teller(textarea.closest(".prose-editor"));
  const transformPastedHTML = (html) => {
    const { html: clean, left } = tools.tidied(html);
    tell(left);
    return clean;
  };
  editor.registerPlugin(new tools.Plugin({ props: { transformPastedHTML, transformPastedText: tools.parted } }));
}

// A paste that comes before the editor waits for it; without the editor, it is plain text.
async function pasteEarly(event) {
  const box = event.target;
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  if (!html) return;
  event.preventDefault();
  const opened = open(box);
  await loading;
  if (tools) (await opened).view.pasteHTML(html);
  else box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
}

document.addEventListener("prose-editor:ready", ({ detail: { textarea, editor } }) => {
  dressWhenWhole(textarea);
  cleanPastes(textarea, editor);
  if (reached === textarea) editor.commands.focus("end");
});

for (const box of document.querySelectorAll(BOXES)) {
  offerStarters(box);
  box.addEventListener("focus", () => { reached = box; open(box); });
  box.addEventListener("paste", pasteEarly);
  // When the editor takes the place of the box, the focus goes nowhere: that is no leaving.
  box.addEventListener("blur", (event) => { if (event.relatedTarget) reached = null; });
  if (box === document.activeElement) reached = box; // before this script came
  if (box.value || reached === box) open(box);
}
