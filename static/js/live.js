// What others write comes by itself to an open page: each place with `data-vivant` asks its address
// for news. During a séance, a clock tells how the time goes. Without this script the pages work as
// they are, reloaded by hand.
const EVERY = 3000, TICK = 10000; // ms
const parser = new DOMParser();

function follow(place) {
  const isChronology = place.querySelector("[data-annonce]") !== null;
  const show = isChronology ? merge : replace;
  let asking = false;

  async function ask() {
    if (document.hidden || asking) return;
    asking = true;
    try {
      const headers = { "If-None-Match": place.dataset.etat };
      const options = { headers, cache: "no-store", redirect: "manual" };
      const answer = await fetch(place.dataset.vivant, options);
      if (answer.status === 200) receive(await answer.text());
      // Signed out, or no right any longer: the page closes, unless a text is still to be kept.
      const isGone = answer.status === 404;
      if (isGone && isChronology) clearInterval(clock);
      const isOver = isGone || answer.type === "opaqueredirect";
      if (isOver && !document.querySelector("[data-a-garder]")) location.reload();
    } catch {
      // The server does not answer: it is asked again.
    } finally {
      asking = false;
    }
  }

  function receive(html) {
    const fresh = parser.parseFromString(html, "text/html").querySelector("[data-vivant]");
    if (!fresh || fresh.dataset.de !== place.dataset.de) return location.reload(); // someone else's
    place.dataset.etat = fresh.dataset.etat;
    show(place, fresh);
  }

  const clock = setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}

// Where nothing is typed, all is shown anew.
function replace(place, fresh) {
  place.replaceChildren(...document.importNode(fresh, true).childNodes);
  tell();
}

// Under a form, only the chronology changes: what is being typed does not move.
function merge(place, fresh) {
  const list = place.querySelector(".timeline");
  const items = [...fresh.querySelectorAll(".timeline > li")];
  const news = items.filter((item, index) => update(list, item, items[index - 1]));
  place.querySelector("[data-vide]")?.remove();
  const authors = [...new Set(news.map((item) => item.dataset.auteur).filter(Boolean))];
  const told = authors.length ? [`Nouveau suivi\u00a0: ${authors.join(", ")}.`] : [];
  if (fresh.dataset.reste !== place.dataset.reste) {
    told.push("La situation a été modifiée\u00a0: rechargez la page, votre texte y restera.");
  }
  if (told.length) announce(place, told.join(" "));
}

// Puts one suivi in its place; true when it was not there.
function update(list, item, previous) {
  const shown = document.getElementById(item.id);
  if (shown?.dataset.version === item.dataset.version) return false;
  const mine = document.importNode(item, true);
  if (shown) {
    if (!shown.contains(document.activeElement)) shown.replaceWith(mine);
    return false;
  }
  const before = previous && document.getElementById(previous.id);
  if (before) before.after(mine);
  else list.prepend(mine);
  return true;
}

function announce(place, text) {
  const notice = place.querySelector("[data-annonce]");
  notice.hidden = false;
  notice.textContent = text;
}

// « 2 min sur 5 »: it informs, and never turns red.
function tell() {
  for (const clock of document.querySelectorAll("[data-commence]")) {
    const minutes = Math.floor((Date.now() - Date.parse(clock.dataset.commence)) / 60000);
    clock.querySelector("[data-passe]").textContent = `${minutes} min sur ${clock.dataset.minutes}`;
    const bar = clock.querySelector("progress");
    bar.hidden = false;
    bar.value = Math.min(minutes, bar.max);
  }
}

const places = [...document.querySelectorAll("[data-vivant]")];
places.filter((place) => !place.parentElement.closest("[data-vivant]")).forEach(follow);
tell();
setInterval(tell, TICK);
