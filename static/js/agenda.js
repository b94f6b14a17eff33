// Keys of the agenda, over links that work by themselves: arrows anywhere on its page; letters only
// while the focus is inside the agenda, so that who dictates or types elsewhere sets nothing off.
const links = new Map(
  [...document.querySelectorAll("[data-key]")].map((link) => [link.dataset.key, link]),
);

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !links.has(key)) return;
  if (target.closest("input, select, textarea, [contenteditable], .mask")) return;
  if (location.hash === "#masque") return;
  if (key.length === 1 && !target.closest("[data-agenda]")) return;
  event.preventDefault();
  links.get(key).click();
});

for (const told of document.querySelectorAll("[data-keys-told]")) told.hidden = false;
