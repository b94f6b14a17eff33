// The mask works by itself, as a link. This adds its key (Échap twice) and hides a page that the
// browser would otherwise show again from its memory after signing out.
let lastEscape = -Infinity; // one press on a young page is no second one

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.getElementById("masque")) return;
  const masked = location.hash === "#masque";
  if (!masked && event.timeStamp - lastEscape < 600) location.hash = "masque";
  lastEscape = event.timeStamp;
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
