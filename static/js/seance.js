// During a séance: what others write comes by itself, and a clock tells how the time goes. Without
// this script the pages work as they are, reloaded by hand.
const EVERY = 3000, TICK = 10000; // ms
const parser = new DOMParser();

// Each place with `data-vivant` asks its address for news: nothing is typed inside it.
function follow(place) {
  let asking = false;
  async function ask() {
    if (document.hidden || asking) return;
    asking = true;
    try {
      const headers = { "If-None-Match": place.dataset.etat };
      const options = { headers, cache: "no-store", redirect: "manual" };
      const answer = await fetch(place.dataset.vivant, options);
      const isOver = answer.type === "opaqueredirect" || answer.status === 404;
      if (isOver && !document.querySelector("[data-a-garder]")) location.reload();
      if (answer.status === 200) show(await answer.text());
    } catch {
      // The server does not answer: it is asked again.
    } finally {
      asking = false;
    }
  }
  function show(html) {
    const fresh = parser.parseFromString(html, "text/html").querySelector("[data-vivant]");
    if (!fresh || fresh.dataset.de !== place.dataset.de) return location.reload(); // someone else's
    const mine = document.importNode(fresh, true);
    place.replaceChildren(...mine.childNodes);
    place.dataset.etat = mine.dataset.etat;
    tell();
  }
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
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
