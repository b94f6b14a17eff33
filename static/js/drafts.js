// What is typed in a form is kept on the server, a moment after each pause and when the page is
// left: nothing stays in the browser. A form is sent once all that it says is kept: whatever then
// happens to the server, its page gives the text back. Without this script the form works as it is.
const PAUSE = 1500; // ms
const LONGEST_WAIT = 4000; // ms, for somebody who types without a pause
const LONGEST_ANSWER = 15000; // ms, of a server that says nothing
const KEPT = 204, TOO_LONG = 413;
const LARGEST = 1024 * 1024; // bytes that the server reads, see cellule/settings.py
const ENDED = "Ce texte n’est pas gardé\u00a0: votre session est terminée. " +
  "Reconnectez-vous dans un autre onglet, puis continuez ici.";
const LOST = "Ce texte n’est plus gardé\u00a0: une autre personne s’est connectée ici, ou votre droit a changé. " +
  "Copiez-le avant de quitter cette page.";
const SILENT = "Ce texte n’est pas gardé\u00a0: le serveur ne répond pas. Gardez cette page ouverte.";
const NOT_SENT = "Rien n’est enregistré\u00a0: le serveur ne répond pas. Votre texte est encore ici\u00a0: " +
  "gardez cette page ouverte, et réessayez dans un instant.";
const LONG = "Ce texte est trop long pour être gardé\u00a0: raccourcissez-le.";
const NOT_SENT_LONG = "Rien n’est enregistré\u00a0: ce texte est trop long. Raccourcissez-le, puis recommencez.";

function watch(form) {
  const state = form.querySelector("[data-brouillon-etat]");
  let timer = null, firstChange = 0, keeping = null, submitting = false, sending = false;
  let dirty = form.dataset.brouillon === "a-garder"; // the page shows a text that was refused
  let stopped = false; // no use to ask again before something else is typed
  form.toggleAttribute("data-a-garder", dirty);

  function say(text, isAlarm) {
    state.textContent = text;
    if (isAlarm) state.setAttribute("role", "alert");
    else state.removeAttribute("role");
  }

  // Keeps what is not kept yet; false when the server does not answer.
  function keep() {
    clearTimeout(timer);
    timer = null;
    if (dirty && !submitting) keeping ??= ask().finally(() => { keeping = null; });
    return keeping ?? Promise.resolve(true);
  }

  async function ask() {
    dirty = false;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("brouillon", "oui");
    const text = fields.toString();
    try {
      // `keepalive` lets it arrive after the page is left, for texts that are short enough.
      const keepalive = text.length < 60000;
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const signal = AbortSignal.timeout(LONGEST_ANSWER);
      const answer = await fetch(form.action, { method: "POST", body: text, headers, keepalive, signal });
      if (answer.status === KEPT) {
        if (!dirty) form.removeAttribute("data-a-garder");
        say(`Brouillon gardé à ${now()}.`);
        return true;
      }
      dirty = true;
      if (answer.status >= 500) throw new Error("the server has a difficulty");
      await tellWhy(answer);
      return true;
    } catch {
      dirty = true;
      say(SILENT, true);
      return false;
    } finally {
      if (dirty && !submitting && !stopped) timer ??= setTimeout(keep, LONGEST_WAIT);
    }
  }

  async function tellWhy(answer) {
    if (answer.status === TOO_LONG) {
      stopped = true;
      return say(LONG, true);
    }
    const isHere = [401, 403].includes(answer.status) || answer.redirected;
    stopped = !isHere || !(await renewToken(form));
    say(stopped ? LOST : ENDED, true);
  }

  // The page is left once nothing is lost with it; pressed twice, it is sent once.
  async function send(button) {
    if (sending) return;
    if (new URLSearchParams(new FormData(form, button)).toString().length > LARGEST) return say(NOT_SENT_LONG, true);
    sending = true;
    say("Enregistrement…");
    await keep(); // what was on its way
    const answers = await keep(); // what was typed meanwhile
    sending = false;
    if (!answers) return say(NOT_SENT, true);
    submitting = true;
    form.requestSubmit(button);
  }

  form.addEventListener("submit", (event) => {
    const isGivenUp = event.submitter?.name === "abandonner";
    if (submitting || isGivenUp || !(dirty || keeping)) {
      submitting = true;
      return;
    }
    event.preventDefault();
    send(event.submitter);
  });
  form.addEventListener("input", () => {
    firstChange = dirty ? firstChange : Date.now();
    dirty = true;
    stopped = false;
    form.setAttribute("data-a-garder", "");
    clearTimeout(timer);
    const left = LONGEST_WAIT - (Date.now() - firstChange);
    timer = setTimeout(keep, Math.max(0, Math.min(PAUSE, left)));
  });
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
