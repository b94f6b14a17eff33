// What is pasted from Word, LibreOffice, Excel or Google Docs, in the few tags of the editor.
//
// The policy lets no pasted style be applied, so the browser computes none: the editor would take
// Google's wrapper for bold, and bold by style for plain. Styles are read here as words, in a piece
// of page that is never shown. What a text only seems to hold (deleted, hidden) is left out of it.
import { hiddenCells, nestLists, spread, unmerge, unwrap } from "cellule/collage_blocs";

const HEADINGS = { H1: "h3", H2: "h3", H3: "h3", H4: "h4", H5: "h4", H6: "h4" };
const INLINE = ':not(p, div, ul, ol, li, blockquote, h1, h2, h3, h4, h5, h6, br, a[href^="https:" i],'
  + ' a[href^="mailto:" i], table, thead, tbody, tfoot, tr, td, th, caption)';
const BLOCK = "p, div, ul, ol, li, blockquote, h3, h4";
const NEVER_SHOWN = "script, style, title, template, noscript, object, iframe, svg, math, xml, select, textarea, .EOP";
const READ = ["display", "visibility", "fontSize", "fontWeight", "fontStyle", "fontFamily", "textDecorationLine"];
// The signs of a font of drawings: Word writes « → » as an « à » of Wingdings.
const DRAWN = { à: "→", ß: "←", á: "↑", â: "↓", è: "→", ð: "⇒", ü: "✓", û: "✗", þ: "☑", ý: "☒", o: "☐", J: "☺", L: "☹" };
const MARKER = /^([·•o§▪‣–—-]|\(?\w{1,4}[.)])$/; // of a list, as a word processor copies it
const IMAGE = "une image";

/** The HTML that the editor takes in, and what stays out of it, as a person names it. */
export function tidied(html) {
  if (html.includes("data-pm-slice")) return { html, left: [] }; // the editor's own
  const holder = document.createElement("template");
  holder.innerHTML = silenced(html);
  const root = holder.content;
  dropComments(root);
  [...root.querySelectorAll("table")].reverse().forEach(unmerge); // copies come before their styles
  const sheet = [...root.querySelectorAll("style")].map((style) => style.textContent).join("\n");
  const styles = stylesOf(root, sheet);
  const styleOf = (element) => styles.get(element) ?? { words: "" };
  nestLists(root, styleOf, sheet);
  const left = leaveOut(root, styleOf);
  emphasise(root, styleOf);
  [...root.querySelectorAll("table")].reverse().forEach(spread);
  for (const heading of root.querySelectorAll(Object.keys(HEADINGS).join())) {
    const ours = document.createElement(HEADINGS[heading.tagName]);
    ours.append(...heading.childNodes);
    heading.replaceWith(ours);
  }
  dropBlanks(root);
  for (const element of root.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) if (name !== "href") element.removeAttribute(name);
  }
  return { html: holder.innerHTML, left };
}

/** Text with tabs: the cells of a row stay apart, a list's marker stands before its words; so does
    `parted` of texte/simple.py, for what comes without the editor. */
export function parted(text) {
  return text.split("\n").map((line) => {
    if (!line.includes("\t")) return line;
    const [first, ...others] = line.replace(/^[ \t]+/, "").trimEnd().split("\t").map((cell) => cell.trim());
    if (MARKER.test(first)) return [first, ...others.filter(Boolean)].join(" ");
    return [first, ...others].join(" | ");
  }).join("\n");
}

// A style or a handler in an attribute is never obeyed, and Chromium complains of each: the parser
// is shown none. It is no matter of safety: what this overlooks is refused by the policy.
function silenced(html) {
  return html.replace(/<[a-z](?:"[^"]*"|'[^']*'|[^"'<>])*>/gi, (tag) =>
    tag.replace(/(\s)(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"));
}

function dropComments(root) {
  const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
}

// What each element is declared to look like, by the style sheets that came along, then by itself.
function stylesOf(root, sheet) {
  const styles = new Map();
  const note = (element, declared, words = "") => {
    const own = styles.get(element) ?? { words: "" };
    for (const name of READ) own[name] = declared[name] || own[name];
    own.words += words;
    styles.set(element, own);
  };
  const rules = new CSSStyleSheet();
  rules.replaceSync(sheet.replace(/<!--|-->|@import[^;]*;/gi, ""));
  for (const rule of rules.cssRules) {
    if (!rule.selectorText) continue;
    for (const element of root.querySelectorAll(rule.selectorText)) note(element, rule.style);
  }
  const probe = document.createElement("i");
  for (const element of root.querySelectorAll("[data-style]")) {
    probe.style.cssText = element.dataset.style;
    note(element, probe.style, element.dataset.style);
  }
  return styles;
}

// Takes out what the program that it comes from does not show as the text; returns what, in words.
function leaveOut(root, styleOf) {
  const left = new Set();
  const drop = (element, kind) => {
    if (/\S/.test(element.textContent) && root.contains(element)) left.add(kind);
    element.remove();
  };
  for (const element of root.querySelectorAll(NEVER_SHOWN)) element.remove();
  for (const table of root.querySelectorAll("table")) {
    for (const cell of hiddenCells(table, styleOf)) drop(cell, "du texte masqué");
  }
  for (const element of root.querySelectorAll("*")) {
    const kind = kindOf(element, styleOf(element));
    if (kind) drop(element, kind);
  }
  if (root.querySelector("img:not([role=checkbox] img)")) left.add(IMAGE);
  return [...left];
}

function kindOf(element, { display, visibility, fontSize, textDecorationLine, words }) {
  if (element.matches(".MsoCommentReference, .msocomanchor, comment")
    || /mso-(element|special-character):\s*comment/i.test(words)) return "un commentaire";
  if (element.matches("del, s, strike") || textDecorationLine?.includes("line-through")
    || /text-line-through:\s*(?!none)/i.test(words)) return "du texte barré ou supprimé";
  const isHidden = element.hidden || display === "none" || parseFloat(fontSize) === 0
    || ["hidden", "collapse"].includes(visibility) || /mso-hide:\s*all/i.test(words);
  return isHidden ? "du texte masqué" : "";
}

// Bold and italic, whoever says them (a tag, a style, a class, what stands around), as two tags.
function emphasise(root, styleOf) {
  const texts = [];
  const walk = (node, around) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) texts.push([child, around]);
      else walk(child, lookOf(child, styleOf(child), around));
    }
  };
  walk(root, { bold: false, italic: false, font: "", inHeading: false });
  root.querySelectorAll(INLINE).forEach(unwrap);
  for (const [text, { bold, italic, font, inHeading }] of texts) {
    if (/^"?wingdings/i.test(font)) text.data = text.data.replace(/\p{L}/gu, (sign) => DRAWN[sign] ?? sign);
    if (/^\s*$/.test(text.data) && !text.parentNode.matches?.("p, li, a, td, th")) continue;
    if (bold && !inHeading) wrap(text, "strong");
    if (italic) wrap(text, "em");
  }
}

function lookOf(element, { fontWeight, fontStyle, fontFamily }, around) {
  const weight = fontWeight || (element.matches("b, strong") ? "bold" : "inherit");
  const slant = fontStyle || (element.matches("i, em") ? "italic" : "inherit");
  return {
    bold: weight === "inherit" ? around.bold : weight.startsWith("bold") || Number(weight) >= 600,
    italic: slant === "inherit" ? around.italic : /^(italic|oblique)/.test(slant),
    font: fontFamily || around.font,
    inHeading: around.inHeading || element.tagName in HEADINGS,
  };
}

function wrap(text, name) {
  const mark = document.createElement(name);
  text.replaceWith(mark);
  mark.append(text);
}

// Empty paragraphs, and the line breaks that Google puts between blocks.
function dropBlanks(root) {
  for (const block of [...root.querySelectorAll(BLOCK)].reverse()) {
    if (!/\S/.test(block.textContent)) block.remove();
  }
  for (const line of root.querySelectorAll("br")) {
    if ([line.previousElementSibling, line.nextElementSibling].some((beside) => beside?.matches(BLOCK))) line.remove();
  }
}

/** Tells under the editor what the last paste left out, and nothing once there is nothing to tell. */
export function teller(root) {
  const told = Object.assign(document.createElement("p"), { className: "soft", hidden: true });
  told.setAttribute("role", "status");
  root.after(told);
  return (left) => {
    told.hidden = !left.length;
    told.textContent = left.length ? `Le collage laisse de côté\u00a0: ${left.join(", ")}.` : "";
  };
}
