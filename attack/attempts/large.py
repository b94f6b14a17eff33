"""A member sends the longest texts that the forms take, and longer ones, to keep the server busy.

The attacker: anybody who writes, or who only knows the page to sign in. Lost: the pages of the
others, meanwhile.
"""

from functools import partial

from attack.pages import page
from attack.report import Report
from attack.scene import Scene
from tests.browser.member import Reply, Visitor, first_situation, form_of, sign_in
from tests.outils.bornes import fill, slowness
from tests.outils.parcours import forms_of, kind_of, one_of_each, pages_from
from texte.riche import MAX_LENGTH

SECONDS = 2.0
LOGIN, FIELDS, WORDS = 60_000, 3_000, 24_000
TEXTS = {
    "words": fill("Rendez-vous pris avec Lucas Durand, 06 12 34 56 78, rue des Lilas. "),
    "deep HTML": f"<p>{fill('<div><b>', MAX_LENGTH - 3)}",
    "marks": fill("<p>a<br>&amp;</p>"),
}
A_FORM = 4  # fields, each with each text: the others are of the same make


def attack(scene: Scene, report: Report) -> None:
    anybody, slow = scene.visitor(), max(slowness(), slowness())
    judge = partial(in_time, report, SECONDS * slow)
    judge("a login of 60,000 signs", sign_in(anybody, "x" * LOGIN, "y" * LOGIN))
    many = {f"champ{n}": "x" for n in range(FIELDS)}
    judge("3,000 fields", anybody.submit("/comptes/connexion/", many), 413)
    judge("a body of 2 MB", anybody.submit("/comptes/connexion/", {"login": "x" * 2_000_000}), 413)
    judge("an address of 8,000 signs", anybody.send("GET", f"/articles/{'a' * 8000}/"))
    member = scene.member("proviseure")
    for method, action, fields in forms_of(pages_from(partial(page, member), "/")):
        if method == "post" and not action.startswith("/comptes/"):
            for name in one_of_each(fields)[:A_FORM]:
                for kind, text in TEXTS.items():
                    sent = fields | {name: text, "date": "pas une date"}
                    judge(f"{kind_of(action)} {name}, {kind}", member.submit(action, sent))
    correct(scene.member("cpe"), judge)
    report.note(f"each under {SECONDS * slow:.1f} s on this machine now")


def in_time(report: Report, limit: float, told: str, reply: Reply, status: int = 0) -> None:
    report.expect(reply.seconds < limit, f"{told}: {reply.seconds:.1f} s")
    held = reply.status == status if status else reply.status < 500
    report.expect(held, f"{told}: {reply.status}")


def correct(member: Visitor, judge: "partial[None]") -> None:
    """A suivi of 24,000 words, all of them changed: the form, the page, and the two versions."""
    situation = first_situation(member)
    text = " ".join("ab"[n % 2] for n in range(WORDS))
    form = form_of(member.get(situation)[1], "texte") | {"identites": "garder"}
    sent = form | {"texte": f"<p>{text}</p>"}
    judge("a suivi of 24,000 words", member.submit(f"{situation}suivis/creer/", sent), 302)
    reply = member.send("GET", situation)
    judge("its page", reply, 200)
    edit = next(a for a in reply.text.split('"') if a.endswith("/corriger/"))
    changed = form_of(member.get(edit)[1], "texte") | {"identites": "garder"}
    changed |= {"texte": f"<p>{text.replace('a', 'c')[::-1]}</p>"}
    judge("its correction", member.submit(edit, changed), 302)
    judge("its versions", member.send("GET", edit.replace("corriger", "versions")), 200)
