// While the page of a situation is open, the suivis of others come by themselves. Only the
// chronology changes, under the form: what is being typed does not move.
const EVERY = 3000; // ms

const place = document.querySelector("[data-vivant]");
const parser = new DOMParser();
let state = place && `"${place.dataset.suivis}.${place.dataset.reste}"`;
let asking = false, clock = null;

async function ask() {
  if (document.hidden || asking) return;
  asking = true;
  try {
    const headers = { "If-None-Match": state };
    const options = { headers, cache: "no-store", redirect: "manual" };
    const answer = await fetch(place.dataset.vivant, options);
    if (answer.status === 200) show(answer, await answer.text());
    // Signed out, or no right any longer: the page closes, unless a text is still to be kept.
    const isOver = answer.type === "opaqueredirect" || answer.status === 404;
    if (isOver && answer.status === 404) clearInterval(clock);
    if (isOver && !document.querySelector("[data-a-garder]")) location.reload();
  } catch {
    // The server does not answer: it is asked again.
  } finally {
    asking = false;
  }
}

function show(answer, html) {
  const fresh = parser.parseFromString(html, "text/html").querySelector("[data-vivant]");
  if (!fresh || fresh.dataset.de !== place.dataset.de) return location.reload(); // someone else's
  state = answer.headers.get("ETag");
  const news = [...fresh.querySelectorAll(".timeline > li")].filter(update);
  place.querySelector("[data-vide]")?.remove();
  const authors = [...new Set(news.map((item) => item.dataset.auteur).filter(Boolean))];
  const told = authors.length ? [`Nouveau suivi : ${authors.join(", ")}.`] : [];
  if (fresh.dataset.reste !== place.dataset.reste) {
    told.push("La situation a été modifiée : rechargez la page, votre texte y restera.");
  }
  if (told.length) announce(told.join(" "));
}

// Puts one suivi in its place; true when it was not there.
function update(item, index, all) {
  const shown = document.getElementById(item.id);
  if (shown?.dataset.version === item.dataset.version) return false;
  const mine = document.importNode(item, true);
  if (shown) {
    if (!shown.contains(document.activeElement)) shown.replaceWith(mine);
    return false;
  }
  const before = index > 0 && document.getElementById(all[index - 1].id);
  const list = place.querySelector(".timeline");
  if (before) before.after(mine);
  else list.prepend(mine);
  return true;
}

function announce(text) {
  const notice = place.querySelector("[data-annonce]");
  notice.hidden = false;
  notice.textContent = text;
}

if (place) {
  clock = setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}
