"""Whole journeys, each person in a browser of their own."""

import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.acts import (
    CONSEILLERE,
    CONSEILLERE_CHOICE,
    add_conseillere,
    choose_tab,
    create_rubrique,
    create_situation,
    follow,
    is_refused,
    open_rubrique,
    open_situation,
    sees_rich_text,
    told,
    type_rich_text,
    write_suivi,
)

PARIS = ZoneInfo("Europe/Paris")


def test_a_head_decides_who_reads_who_writes_and_who_sees_nothing(open_browser):
    head, counsellor = open_browser("proviseure"), open_browser("conseillere")
    teacher = open_browser("professeur")
    visited = note_addresses(head)
    titre, constats = "Suivi des décrocheurs", "Ne vient plus le vendredi."

    create_rubrique(head, titre)
    add_conseillere(head)
    code = create_situation(head, constats)
    write_suivi(head, type_rich_text)
    sees_rich_text(head)

    # The counsellor reads it, from what is new for her, and finds no control to write.
    counsellor.reload()
    news = counsellor.get_by_role("region", name="Nouveau pour moi")
    news.get_by_role("link", name=code, exact=True).click()
    sees_rich_text(counsellor)
    expect(counsellor.get_by_text(constats)).to_be_visible()
    expect(counsellor.get_by_text("Ajouter un suivi")).to_have_count(0)
    expect(counsellor.get_by_role("link", name="Modifier")).to_have_count(0)

    # The head makes her a writer: she annotates at once, on the page that was open.
    open_rubrique(head, titre)
    choose_tab(head, "Membres")
    head.get_by_label(f"Rôle de {CONSEILLERE}").select_option(label="Rédacteur")
    head.get_by_role("button", name=f"Enregistrer les droits de {CONSEILLERE}").click()
    told(head, f"Les droits de {CONSEILLERE} sont enregistrés.")
    counsellor.reload()
    write_suivi(counsellor, lambda page: page.keyboard.type("Vu au CIO mercredi."))
    open_situation(head, titre, code)
    note = head.get_by_role("article").filter(has_text="Vu au CIO mercredi.")
    expect(note).to_contain_text(f"{CONSEILLERE}, PsyEN")

    # The teacher, who has no right, opens every address that the head has been to.
    addresses = {a for a in visited if a != "/" and not a.startswith("/comptes/")}
    assert len(addresses) >= 7, addresses
    for address in addresses:
        is_refused(teacher, address)
        assert not [word for word in [titre, code, constats] if word in teacher.content()]

    # The head withdraws the counsellor: her next request finds nothing.
    choose_tab(head, "Membres")
    head.get_by_role("button", name=f"Retirer {CONSEILLERE}").click()
    told(head, f"{CONSEILLERE} n’a plus accès à la rubrique.")
    is_refused(counsellor)
    follow(counsellor.get_by_role("link", name="Revenir à l’accueil"))
    expect(counsellor.get_by_role("region", name="Mes rubriques")).to_be_visible()
    assert titre not in counsellor.content() and code not in counsellor.content()
    # The page that was open may have asked for news meanwhile: refused, which Chromium tells.
    assert all("/vivant/" in told and "404" in told for told in counsellor.watch.console)
    counsellor.watch.console.clear()


def note_addresses(page):
    """The paths that `page` goes through from now on, in a set that grows."""
    visited = set()

    def note(frame):
        visited.add("/" + frame.url.split("#")[0].split("/", 3)[3])

    page.on("framenavigated", note)
    return visited


def test_the_box_of_the_reserved_notes_follows_the_person_chosen(open_browser):
    """Ticked for who is bound to secrecy, and for nobody else: who adds them decides."""
    head = open_browser("proviseure")
    create_rubrique(head, "Suivi des soins")
    form = head.get_by_role("form", name="Ajouter un membre")
    people, box = form.get_by_label("Personne"), form.get_by_label("Lit les notes santé-social")
    nurse = people.locator("option", has_text="infirmier").first.get_attribute("value")
    expect(box).not_to_be_checked()
    people.select_option(nurse)
    expect(box).to_be_checked()
    people.select_option(label=CONSEILLERE_CHOICE)
    expect(box).not_to_be_checked()


def test_a_service_switched_off_disappears_and_comes_back_whole(open_browser):
    head, counsellor = open_browser("proviseure"), open_browser("conseillere")
    titre = "Cellule d’écoute"
    create_rubrique(head, titre)
    add_conseillere(head)
    code = create_situation(head, "Arrivée en cours d’année.")
    write_suivi(head, type_rich_text)
    open_situation(counsellor, titre, code)

    switch_situations(head, on=False)
    is_refused(counsellor)
    follow(counsellor.get_by_role("link", name="Revenir à l’accueil"))
    assert code not in counsellor.content()
    open_rubrique(counsellor, titre)
    expect(counsellor.get_by_role("link", name="Agenda")).to_be_visible()
    expect(counsellor.get_by_role("link", name="Situations")).to_have_count(0)

    switch_situations(head, on=True)
    open_situation(counsellor, titre, code)
    sees_rich_text(counsellor)


def switch_situations(page, *, on):
    choose_tab(page, "Réglages")
    page.get_by_role("checkbox", name="Situations").set_checked(on)
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "C’est enregistré.")


def test_without_javascript_one_reads_writes_filters_searches_and_masks(open_browser):
    cpe = open_browser("cpe", javascript=False)
    open_rubrique(cpe, "Cellule de veille")
    code = create_situation(cpe, "Souffre du bruit à l’internat.")
    text = "Première ligne,\nla suite.\n\nUn <b>deuxième</b> paragraphe."
    cpe.get_by_label("Texte du suivi").fill(text)
    cpe.get_by_role("button", name="Enregistrer").click()
    told(cpe, "Le suivi est enregistré.")

    nurse = open_browser("infirmiere", javascript=False)
    open_situation(nurse, "Cellule de veille", code)
    paragraphs = nurse.get_by_role("article").locator(".prose").get_by_role("paragraph")
    read = ["Première ligne,\nla suite.", "Un <b>deuxième</b> paragraphe."]
    expect(paragraphs).to_have_text(read, use_inner_text=True)
    expect(nurse.get_by_text("Ajouter un suivi")).to_have_count(0)

    nurse.get_by_role("link", name="Masquer l’écran").click()
    expect(nurse.get_by_text("L’écran est masqué.")).to_be_visible()
    expect(paragraphs.first).to_be_hidden()
    nurse.get_by_role("link", name="Reprendre").click()
    expect(paragraphs.first).to_be_visible()

    choose_tab(nurse, "Situations")
    nurse.get_by_role("combobox", name="Niveau").select_option(label="Tle")
    nurse.get_by_role("button", name="Filtrer").click()
    expect(nurse.get_by_role("row").nth(1)).to_be_visible()
    for row in nurse.get_by_role("row").all()[1:]:
        expect(row.get_by_role("cell").first).to_have_text("Tle")
    expect(nurse.get_by_role("link", name=code, exact=True)).to_have_count(0)

    nurse.get_by_role("link", name="Tout revoir").click()
    nurse.get_by_role("searchbox", name="Rechercher un code ou des mots").fill("BRUIT deuxieme")
    nurse.get_by_role("button", name="Rechercher").click()
    expect(nurse.get_by_role("rowheader")).to_contain_text([code])
    assert "bruit" not in nurse.url.lower()


def test_one_meeting_moves_one_is_cancelled_and_the_series_stands(open_browser):
    head, counsellor = open_browser("proviseure"), open_browser("conseillere")
    titre = "Commission éducative"
    today = datetime.datetime.now(PARIS).date()
    days = [today + datetime.timedelta(days=7 + 14 * n) for n in range(5)]
    create_rubrique(head, titre)
    add_conseillere(head)

    choose_tab(head, "Agenda")
    head.get_by_role("link", name="Nouvelle réunion").click()
    fill_hours(head, days[0], "13:30", "14:30")
    head.get_by_label("Lieu").fill("Salle 112")
    head.get_by_label("Répétition").select_option(label="toutes les deux semaines")
    head.get_by_label("Jusqu’au").fill(days[4].isoformat())
    for box in ["Sauter les vacances scolaires", "Sauter les jours fériés"]:
        head.get_by_label(box).uncheck()
    head.get_by_role("button", name="Enregistrer").click()
    told(head, "5 réunions sont inscrites.")
    assert coming(head) == [at(day, 13, 30) for day in days]

    open_meeting(head, at(days[1], 13, 30))
    head.get_by_role("link", name="Modifier").click()
    moved = days[1] + datetime.timedelta(days=1)
    fill_hours(head, moved, "10:00", "11:15")
    head.get_by_role("button", name="Enregistrer").click()
    told(head, "La réunion est modifiée. Les autres n’ont pas changé.")
    choose_tab(head, "Agenda")
    open_meeting(head, at(days[2], 13, 30))
    head.get_by_role("button", name="Annuler cette réunion").click()
    told(head, "La réunion est annulée. Les autres n’ont pas changé.")

    open_rubrique(counsellor, titre)
    choose_tab(counsellor, "Agenda")
    expected = [at(days[0], 13, 30), at(moved, 10, 0), at(days[3], 13, 30), at(days[4], 13, 30)]
    assert coming(counsellor) == expected
    open_meeting(counsellor, at(moved, 10, 0))
    expect(counsellor.get_by_text("déplacée", exact=True)).to_be_visible()
    expect(counsellor.get_by_text("10 h 00 à 11 h 15")).to_be_visible()
    expect(counsellor.get_by_text("Cette réunion fait partie d’une série")).to_be_visible()
    for name in ["Modifier", "Annuler cette réunion"]:
        expect(counsellor.get_by_text(name)).to_have_count(0)
    show_month(counsellor, days[2])
    cancelled = counsellor.get_by_role("cell").filter(
        has=counsellor.locator(f"time[datetime='{days[2]}']")
    )
    expect(cancelled.get_by_role("link")).to_have_accessible_name("13h30 annulée")
    expect(cancelled.get_by_role("link")).to_have_css("text-decoration-line", "line-through")


def at(day, hour, minute):
    """The moment at which a Paris clock shows that hour, as the pages write it for machines."""
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS).isoformat()


def fill_hours(page, day, debut, fin):
    page.get_by_label("Date").fill(day.isoformat())
    page.get_by_label("Début").fill(debut)
    page.get_by_label("Fin", exact=True).fill(fin)


def coming(page):
    """The moments of the meetings to come, in the order of the page."""
    meetings = page.get_by_role("region", name="Réunions à venir")
    expect(meetings).to_be_visible()
    return meetings.locator("time").evaluate_all("all => all.map((time) => time.dateTime)")


def open_meeting(page, moment):
    meetings = page.get_by_role("region", name="Réunions à venir").get_by_role("listitem")
    one = meetings.filter(has=page.locator(f"time[datetime='{moment}']"))
    one.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Réunion du")


def show_month(page, day):
    """From the current month on, press the next month until the page shows that of `day`."""
    choose_tab(page, "Agenda")
    today = datetime.datetime.now(PARIS).date()
    for _ in range((day.year - today.year) * 12 + day.month - today.month):
        before = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("navigation", name="Changer de mois").get_by_role("link").last.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(day.year))
