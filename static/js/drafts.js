// What is typed in a form is kept on the server, a moment after each pause and when the page is
// left: nothing stays in the browser. Without this script the form works as it is.
const PAUSE = 1500; // ms
const LONGEST_WAIT = 4000; // ms, for somebody who types without a pause
const KEPT = 204, TOO_LONG = 413;
const ENDED = "Ce texte n’est pas gardé\u00a0: votre session est terminée. " +
  "Reconnectez-vous dans un autre onglet, puis continuez ici.";
const LOST = "Ce texte n’est plus gardé\u00a0: une autre personne s’est connectée ici, ou votre droit a changé. " +
  "Copiez-le avant de quitter cette page.";

function watch(form) {
  const state = form.querySelector("[data-brouillon-etat]");
  let timer = null, firstChange = 0, sending = false, dirty = false, submitting = false;
  let stopped = false; // no use to ask again before something else is typed

  function say(text, isAlarm) {
    state.textContent = text;
    if (isAlarm) state.setAttribute("role", "alert");
    else state.removeAttribute("role");
  }

  async function keep() {
    clearTimeout(timer);
    timer = null;
    if (!dirty || sending || submitting) return;
    dirty = false;
    sending = true;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("brouillon", "oui");
    const text = fields.toString();
    try {
      // `keepalive` lets it arrive after the page is left, for texts that are short enough.
      const keepalive = text.length < 60000;
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const answer = await fetch(form.action, { method: "POST", body: text, headers, keepalive });
      if (answer.status === KEPT) {
        if (!dirty) form.removeAttribute("data-a-garder");
        return say(`Brouillon gardé à ${now()}.`);
      }
      dirty = true;
      if (answer.status >= 500) throw new Error("the server has a difficulty");
      if (answer.status === TOO_LONG) {
        stopped = true;
        return say("Ce texte est trop long pour être gardé\u00a0: raccourcissez-le.", true);
      }
      const isHere = [401, 403].includes(answer.status) || answer.redirected;
      stopped = !isHere || !(await renewToken(form));
      say(stopped ? LOST : ENDED, true);
    } catch {
      dirty = true;
      say("Ce texte n’est pas gardé\u00a0: le serveur ne répond pas. Gardez cette page ouverte.", true);
    } finally {
      sending = false;
      if (dirty && !submitting && !stopped) timer ??= setTimeout(keep, LONGEST_WAIT);
    }
  }

  form.addEventListener("input", () => {
    firstChange = dirty ? firstChange : Date.now();
    dirty = true;
    stopped = false;
    form.setAttribute("data-a-garder", "");
    clearTimeout(timer);
    const left = LONGEST_WAIT - (Date.now() - firstChange);
    timer = setTimeout(keep, Math.max(0, Math.min(PAUSE, left)));
  });
  form.addEventListener("submit", () => { submitting = true; });
  window.addEventListener("pageshow", () => { submitting = false; });
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  for (const leaving of ["beforeunload", "pagehide"]) window.addEventListener(leaving, keep);
}

// Signing in again, in another tab, changes the token that forms must carry. False when it is no
// use: another person signed in, or the page does not open any longer. True while nobody did.
async function renewToken(form) {
  const page = await fetch(location.href);
  if (page.redirected) return true;
  const body = new DOMParser().parseFromString(await page.text(), "text/html");
  const fresh = body.querySelector("main [name=csrfmiddlewaretoken]");
  if (!fresh || body.querySelector("[name=de]")?.value !== form.elements.de.value) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh.value;
  return true;
}

function now() {
  return new Date().toLocaleTimeString("fr-FR", { hour: "numeric", minute: "2-digit" }).replace(":", " h ");
}

document.querySelectorAll("form[data-brouillon]").forEach(watch);
