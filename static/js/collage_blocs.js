// The lists and the tables of a pasted text (see collage.js), as lists and lines.

const WIDEST = 16; // columns that one cell may span: more would only multiply empty ones
const BREAKS = "p, div, ul, ol, li, blockquote, h1, h2, h3, h4, h5, h6, br";

export function unwrap(element) {
  while (element.firstChild) element.before(element.firstChild);
  element.remove();
}

/** Word's lists are paragraphs that say their list, their level, and the marker drawn before them:
    they become lists. `sheet` says which levels are bullets. */
export function nestLists(root, styleOf, sheet) {
  splitWebLists(root);
  const bullets = new Set();
  for (const [, list, level, rule] of sheet.matchAll(/@list\s+(l\d+):level(\d+)[^{]*\{([^}]*)\}/gi)) {
    if (/number-format:\s*bullet/i.test(rule)) bullets.add(`${list} ${level}`);
  }
  let open = []; // the lists that the last item stands in, from the outermost
  for (const block of root.querySelectorAll("p, div")) {
    if (open[0]?.list.contains(block)) continue; // what an item holds
    if (block.previousElementSibling !== open[0]?.list) open = [];
    const item = itemOf(block, styleOf, bullets);
    if (item) nest(block, item, open);
    else if (open.length && /^MsoListParagraph/.test(block.className)) {
      open.at(-1).list.lastElementChild.append(block); // the same item goes on
    }
  }
  for (const element of root.querySelectorAll("[data-style]")) {
    if (isMarker(styleOf(element))) element.textContent = `${element.textContent.trim()} `; // a heading's
  }
}

const isMarker = ({ words }) => /mso-list:\s*ignore/i.test(words);

function itemOf(block, styleOf, bullets) {
  if (block.dataset.liste) return { tag: block.dataset.liste, level: Number(block.dataset.niveau) };
  const [, list, level] = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(styleOf(block).words) ?? [];
  if (!list) return null;
  const drawn = [...block.querySelectorAll("[data-style]")].find((element) => isMarker(styleOf(element)));
  const marker = drawn?.textContent.trim() ?? "";
  drawn?.remove();
  const isNumber = /\d/.test(marker) || /^\(?[a-z]{1,6}[.)]/i.test(marker);
  return { tag: isNumber && !bullets.has(`${list} ${level}`) ? "ol" : "ul", level: Number(level) };
}

function nest(block, { tag, level }, open) {
  const isOver = (last) => last && (last.level > level || (last.level === level && last.tag !== tag));
  while (isOver(open.at(-1))) open.pop();
  if (!open.length || open.at(-1).level < level) {
    const list = document.createElement(tag);
    if (open.length) open.at(-1).list.lastElementChild.append(list);
    else block.before(list);
    open.push({ tag, level, list });
  }
  const item = document.createElement("li");
  open.at(-1).list.append(item);
  item.append(block);
}

// Word in a browser puts each item in a list of its own, with its level.
function splitWebLists(root) {
  for (const item of root.querySelectorAll(".ListContainerWrapper li[data-aria-level]")) {
    const wrapper = item.closest(".ListContainerWrapper");
    const block = document.createElement("div");
    Object.assign(block.dataset, { liste: item.parentElement.localName, niveau: item.dataset.ariaLevel });
    block.append(...item.childNodes);
    wrapper.before(block);
    item.remove();
    if (!wrapper.querySelector("li")) wrapper.remove();
  }
}

/** Gives each cell that spans several a place in each row and column: what it says is said in each
    of its rows, once. Nothing depends any more on where the others were merged. */
export function unmerge(table) {
  const below = []; // for each column, the cell that goes on in it, and for how many rows
  for (const row of table.rows) {
    const waiting = [...row.cells];
    const cells = [];
    while (waiting.length || below.slice(cells.length).some((due) => due.rows > 0)) {
      const due = below[cells.length];
      const goesOn = due?.rows > 0;
      const cell = goesOn ? due.cell.cloneNode(true) : waiting.shift() ?? document.createElement("td");
      below[cells.length] = { cell, rows: (goesOn ? due.rows : cell.rowSpan) - 1 };
      for (let beside = Math.min(cell.colSpan, WIDEST); beside > 1; beside -= 1) {
        waiting.unshift(Object.assign(document.createElement("td"), { rowSpan: cell.rowSpan }));
      }
      cell.removeAttribute("rowspan");
      cell.removeAttribute("colspan");
      cells.push(cell);
    }
    row.replaceChildren(...cells);
  }
}

/** The cells of the columns that a table holds and does not show. */
export function hiddenCells(table, styleOf) {
  const columns = [];
  for (const column of table.querySelectorAll(":scope > colgroup > col, :scope > colgroup:not(:has(col))")) {
    const isHidden = styleOf(column).display === "none" || column.getAttribute("width") === "0";
    columns.push(...Array(column.span).fill(isHidden));
  }
  return [...table.rows].flatMap((row) => [...row.cells].filter((cell, place) => columns[place]));
}

/** A table as lines: « 6e 2 | 3 ». One that only lays a page out gives its contents back. */
export function spread(table) {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const isFilled = (cell) => /\S/.test(cell.textContent);
  const isLayout = rows.every((cells) => cells.filter(isFilled).length <= 1);
  const title = document.createElement("p");
  title.append(...(table.caption?.childNodes ?? []));
  table.before(title);
  for (const cells of rows) {
    const line = document.createElement(isLayout ? "div" : "p");
    cells.slice(0, cells.findLastIndex(isFilled) + 1).forEach((cell, place) => {
      if (!isLayout) flatten(cell);
      if (place && !isLayout) line.append(" | ");
      line.append(...cell.childNodes);
    });
    table.before(line);
  }
  table.remove();
}

// The lines of a cell, on one.
function flatten(cell) {
  for (const block of cell.querySelectorAll(BREAKS)) {
    block.before(document.createElement("br"));
    block.after(document.createElement("br"));
    unwrap(block);
  }
  const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const found = [];
  while (nodes.nextNode()) found.push(nodes.currentNode);
  let hasWords = false;
  let isNewLine = false;
  for (const node of found) {
    if (node.nodeName === "BR") {
      isNewLine = true;
      node.remove();
    } else if (node.nodeType === Node.TEXT_NODE) {
      const words = hasWords && !isNewLine ? node.data : node.data.trimStart();
      node.data = words;
      if (hasWords && isNewLine && words) outermost(node, cell).before(" / ");
      hasWords ||= words !== "";
      isNewLine &&= words === "";
    }
  }
}

function outermost(node, cell) {
  return node.parentNode === cell ? node : outermost(node.parentNode, cell);
}
