"""A meeting: prepared by itself, held on one screen, written back into each situation, once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Contribution, Decision, Point, Seance
from agenda.seance.cloture import close_seance
from agenda.seance.propositions import propositions
from agenda.seance.services import go_to, invite, open_seance, save_point
from agenda.services import set_cancelled
from blog.models import Action, Article, ChangementStatut, Suivi
from blog.services import correct_suivi, set_aside
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Rubrique
from rubriques.permissions import Portee, Role
from tests.factories import (
    make_action,
    make_article,
    make_contribution,
    make_decision,
    make_member,
    make_point,
    make_seances,
    make_suivi,
)

URL = {"prepare", "open", "hold", "follow", "project", "live", "close"}


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def url(name, pk):
    return reverse(f"agenda:{name}", args=[pk])


@pytest.fixture
def seance(world):
    """The next meeting of the world, in a week; others went before."""
    for number in (-35, -21, -7):
        make_seances(world.rubrique, world.gestionnaire, day=days(number))
    return make_seances(world.rubrique, world.gestionnaire, day=days(7))[0]


@pytest.fixture
def held(seance, world):
    """The same, open, with two points."""
    world.points = [
        make_point(seance, article) for article in [world.article, make_article(world.rubrique)]
    ]
    open_seance(seance=seance, par=world.gestionnaire)
    seance.refresh_from_db()
    return seance


def write(point, par, text="<p>Retour en classe.</p>", **fields):
    point.refresh_from_db()
    fields = {"releve": text} | fields
    save_point(point=point, fields=fields, done=[], seen=point.version, par=par)


def proposed(seance, user):
    return {p.article.code: p.motifs for p in propositions(seance, user)}


def test_the_order_proposes_what_asks_for_it_and_says_why(world, seance):
    def recent(**values):
        article = make_article(world.rubrique, statut="suivie", **values)
        make_suivi(article, date=days(-1))
        return article

    urgent, late, due = recent(vigilance="urgent"), recent(), recent(prochain_point=days(7))
    make_action(late, echeance=days(-1))
    silent = make_article(world.rubrique, statut="suivie")
    silent.cree_le = timezone.now() - datetime.timedelta(days=90)
    silent.save()
    recent(prochain_point=days(8))
    make_article(world.rubrique, statut="close", vigilance="urgent")
    assert proposed(seance, world.lecteur) == {
        urgent.code: ["urgent"],
        world.article.code: ["signalee"],
        late.code: ["retard"],
        due.code: ["echeance"],
        silent.code: ["silence"],
    }
    assert list(proposed(seance, world.lecteur))[:2] == [urgent.code, world.article.code]
    make_point(seance, urgent)
    assert urgent.code not in proposed(seance, world.lecteur)


def test_what_was_not_spoken_of_comes_back_at_the_next_meeting(world, held, as_user):
    first, second = world.points
    write(first, world.gestionnaire)
    close_seance(seance=held, par=world.gestionnaire)
    after = make_seances(world.rubrique, world.gestionnaire, day=days(21))[0]
    second.article.statut = "suivie"
    second.article.save()
    make_suivi(second.article)
    found = proposed(after, world.lecteur)
    assert found[second.article.code] == ["reporte"]
    assert "reporte" not in found.get(first.article.code, [])


def test_the_head_takes_what_is_proposed_ranks_it_and_takes_off(world, seance, as_user):
    others = [make_article(world.rubrique) for _ in range(2)]
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    assert client.post(page, {"version": 1, "tout": "oui"}).status_code == 302
    points = list(seance.points.in_order())
    assert {point.article for point in points} == {world.article, *others}
    form = {"version": 2}
    for place, point in enumerate(reversed(points), start=1):
        form |= {f"rang-{point.pk}": place, f"minutes-{point.pk}": 10}
    form[f"retirer-{points[0].pk}"] = "on"
    assert client.post(page, form).status_code == 302
    left = list(seance.points.in_order())
    assert left == [points[2], points[1]]
    assert {point.minutes for point in left} == {10}
    stale = client.post(page, form | {"version": 1})
    assert stale.status_code == 409
    assert client.post(page, {"version": 3}).status_code == 400


def test_a_point_on_which_somebody_wrote_is_not_taken_off(world, seance, as_user):
    point = make_point(seance, world.article)
    make_contribution(point, world.lecteur)
    form = {
        "version": 1,
        f"rang-{point.pk}": 1,
        f"minutes-{point.pk}": 4,
        f"retirer-{point.pk}": "on",
    }
    page = as_user(world.redacteur).post(url("seance_prepare", seance.pk), form, follow=True)
    assert "car quelqu’un y a déjà écrit" in page.content.decode()
    assert seance.points.count() == 1


def test_a_reader_contributes_before_with_the_reach_of_their_function(world, seance, as_user):
    counsellor = make_member(world.rubrique, Role.LECTEUR, fonction=Utilisateur.Fonction.PSYEN)
    point = make_point(seance, world.article)
    page = url("contribution_create", point.pk)
    form = {"texte": "<p>Vue au CIO mardi.</p>", "portee": Portee.SANTE_SOCIAL.value}
    number = as_user(counsellor).get(page).context["form"]["envoi"].value()
    for _ in range(2):  # a double click
        assert as_user(counsellor).post(page, form | {"envoi": number}).status_code == 302
    assert Contribution.objects.get().auteur == counsellor
    assert "Vue au CIO" not in as_user(world.gestionnaire).get(page).content.decode()
    open_seance(seance=seance, par=world.gestionnaire)
    for user, reads in [(world.gestionnaire, False), (counsellor, True)]:
        text = as_user(user).get(url("seance_follow", seance.pk)).content.decode()
        assert ("Vue au CIO" in text) == reads
        assert "Contribution" in text
    wall = as_user(counsellor).get(url("seance_project", seance.pk)).content.decode()
    assert "Vue au CIO" not in wall
    close_seance(seance=seance, par=world.gestionnaire)
    suivi = Suivi.objects.get(auteur=counsellor)
    assert (suivi.portee, suivi.date) == (Portee.SANTE_SOCIAL, seance.jour)
    assert suivi not in Suivi.objects.visible_to(world.gestionnaire)


def test_a_contribution_that_comes_after_the_closing_is_given_back(world, held, as_user):
    page = url("contribution_create", world.points[0].pk)
    form = {"texte": "<p>Trop tard.</p>", "portee": "cellule"}
    form["envoi"] = as_user(world.lecteur).get(page).context["form"]["envoi"].value()
    close_seance(seance=held, par=world.gestionnaire)
    answer = as_user(world.lecteur).post(page, form)
    assert answer.status_code == 409
    assert "Trop tard." in answer.content.decode()
    assert not Contribution.objects.exists()


def test_the_closing_writes_each_relevé_and_decision_into_its_situation(world, held):
    first, second = world.points
    write(
        first,
        world.redacteur,
        vigilance="urgent",
        statut="close:relais",
        prochain_point=days(21),
    )
    make_decision(first, world.lecteur, libelle="Écrire le cadre", echeance=days(14))
    assert not Suivi.objects.filter(date=held.jour).exists()
    assert close_seance(seance=held, par=world.gestionnaire)
    suivi = Suivi.objects.get(date=held.jour)
    assert (suivi.article, suivi.auteur) == (first.article, world.redacteur)
    assert suivi.texte == "<p>Retour en classe.</p>"
    action = Action.objects.get(article=first.article, decidee_le=held.jour)
    assert (action.libelle, action.responsable) == ("Écrire le cadre", world.lecteur)
    first.article.refresh_from_db()
    assert (first.article.statut, first.article.motif_cloture) == ("close", "relais")
    assert (first.article.vigilance, first.article.prochain_point) == ("urgent", days(21))
    assert ChangementStatut.objects.filter(article=first.article, vers="close").count() == 1
    second.article.refresh_from_db()
    assert second.article.version == 1
    told = Trace.objects.filter(acte="creation", objet_id=str(suivi.pk))
    assert told.get().acteur == world.redacteur


def test_a_séance_closed_twice_writes_once(world, held, as_user):
    write(world.points[0], world.gestionnaire)
    make_decision(world.points[0], world.gestionnaire)
    for user in [world.gestionnaire, world.redacteur, world.gestionnaire]:
        answer = as_user(user).post(url("seance_close", held.pk))
        assert answer.url == url("releve_detail", held.pk)
    assert Suivi.objects.filter(date=held.jour).count() == 1
    assert Action.objects.filter(decidee_le=held.jour).count() == 1


def test_a_closing_that_fails_in_the_middle_writes_nothing(world, held, monkeypatch):
    for point in world.points:
        write(point, world.gestionnaire)
    calls = []

    def breaks(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError("the power is cut")
        return Suivi.objects.create(article=args[2], auteur=args[1], texte="<p>x</p>")

    with monkeypatch.context() as patch:
        patch.setattr("agenda.seance.cloture.to_suivi", breaks)
        with pytest.raises(RuntimeError):
            close_seance(seance=held, par=world.gestionnaire)
    held.refresh_from_db()
    assert held.is_en_cours
    assert not Suivi.objects.filter(date=held.jour).exists()
    assert close_seance(seance=held, par=world.gestionnaire)
    assert Suivi.objects.filter(date=held.jour).count() == 2


def test_what_the_closer_may_not_see_is_written_back_too(world, held):
    set_aside(
        article=world.article, utilisateur=world.gestionnaire, aside=True, par=world.gestionnaire
    )
    write(world.points[0], world.redacteur)
    close_seance(seance=held, par=world.gestionnaire)
    assert Suivi.objects.get(date=held.jour).article == world.article


def test_whoever_is_set_aside_finds_the_situation_nowhere_in_the_séance(world, held, as_user):
    set_aside(article=world.article, utilisateur=world.lecteur, aside=True, par=world.gestionnaire)
    point = world.points[0]
    go_to(point=point)
    write(point, world.gestionnaire)
    client = as_user(world.lecteur)
    pages = [url(name, held.pk) for name in ["seance_prepare", "seance_follow", "seance_project"]]
    for page in [*pages, url("seance_live", held.pk)]:
        text = client.get(page).content.decode()
        assert world.article.code not in text
        assert "Retour en classe" not in text
    for name in ["contribution_create", "point_live"]:
        assert client.get(url(name, point.pk)).status_code == 404
    close_seance(seance=held, par=world.gestionnaire)
    assert world.article.code not in client.get(url("releve_detail", held.pk)).content.decode()
    assert world.article.code in as_user(world.redacteur).get(pages[0]).content.decode()


def test_the_live_address_is_a_304_in_3_queries_and_moves_with_what_is_written(
    world, held, as_user, django_assert_max_num_queries
):
    client, live = as_user(world.lecteur), url("seance_live", held.pk)
    state = client.get(live)["ETag"]
    with django_assert_max_num_queries(3):
        answer = client.get(live, headers={"If-None-Match": state})
    assert (answer.status_code, answer.content) == (304, b"")

    def moves(act):
        nonlocal state
        act()
        answer = client.get(live, headers={"If-None-Match": state})
        state = answer.headers.get("ETag")
        return answer.status_code == 200

    point = world.points[0]
    assert moves(lambda: write(point, world.gestionnaire))
    contribution = make_contribution(point, world.redacteur, portee=Portee.AUTEUR)
    assert not moves(lambda: contribution.save())
    assert moves(lambda: make_contribution(point, world.redacteur))
    assert moves(lambda: go_to(point=world.points[1]))
    assert not moves(lambda: write(point, world.gestionnaire, "<p>Ailleurs.</p>"))
    assert moves(lambda: close_seance(seance=held, par=world.gestionnaire))
    assert as_user(world.redacteur).get(live, headers={"If-None-Match": state}).status_code == 200


def filled(client, point, **values):
    """The form of a point as its page holds it, with what is typed in it."""
    form = client.get(url("point_edit", point.pk)).context["form"]
    names = ["version", "vu", "envoi", "releve", "vigilance", "statut", "prochain_point"]
    shown = {name: form[name].value() for name in names}
    return {name: "" if value is None else value for name, value in shown.items()} | values


def send(client, point, form):
    return client.post(url("point_edit", point.pk), form)


def test_two_people_who_write_one_relevé_never_overwrite_silently(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, releve="<p>Le mien.</p>")
    write(point, world.gestionnaire, "<p>Celui de la proviseure.</p>")
    answer = send(client, point, form)
    assert answer.status_code == 409
    assert "Le mien." in answer.content.decode()
    assert "Celui de la proviseure." in answer.content.decode()
    assert world.gestionnaire.last_name in answer.content.decode()
    knowing = answer.context["form"]
    form |= {"version": knowing["version"].value(), "vu": knowing["vu"].value()}
    assert send(client, point, form).status_code == 302
    point.refresh_from_db()
    assert (point.releve, point.redige_par) == ("<p>Le mien.</p>", world.redacteur)


def test_what_two_people_change_in_two_fields_is_all_kept(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, vigilance="urgent")
    write(point, world.gestionnaire, "<p>Celui de la proviseure.</p>")
    assert send(client, point, form).status_code == 302
    point.refresh_from_db()
    assert (point.releve, point.vigilance) == ("<p>Celui de la proviseure.</p>", "urgent")


def test_actions_ticked_are_done_and_the_next_situation_comes(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, faites=[str(world.action.pk)], suivant="oui")
    assert send(client, point, form).url == url("point_edit", world.points[1].pk)
    world.action.refresh_from_db()
    assert world.action.etat == Action.Etat.FAITE
    held.refresh_from_db()
    assert held.point_courant == world.points[1]


def test_a_decision_sent_twice_is_written_once_and_leaves_the_relevé_alone(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, libelle="Voir la famille", responsable=world.lecteur.pk)
    write(point, world.gestionnaire)  # the head saves meanwhile: that disturbs nobody
    for _ in range(2):
        assert send(client, point, form | {"ajouter": "oui"}).url.endswith("#id_libelle")
    assert Decision.objects.get().libelle == "Voir la famille"
    point.refresh_from_db()
    assert (point.releve, point.redige_par) == ("<p>Retour en classe.</p>", world.gestionnaire)


def test_a_séance_opened_by_mistake_goes_back_until_something_is_written(world, held, as_user):
    client = as_user(world.redacteur)
    assert "Ouverte par erreur" in client.get(url("seance_close", held.pk)).content.decode()
    client.post(url("seance_open", held.pk), {"annuler": "oui"})
    held.refresh_from_db()
    assert (held.etat, held.point_courant, held.points.count()) == ("prevue", None, 2)
    client.post(url("seance_open", held.pk))
    write(world.points[0], world.gestionnaire)
    assert "Ouverte par erreur" not in client.get(url("seance_close", held.pk)).content.decode()
    client.post(url("seance_open", held.pk), {"annuler": "oui"})
    held.refresh_from_db()
    assert held.etat == "en_cours"


def test_a_meeting_is_opened_early_knowingly_and_never_while_cancelled(world, seance, as_user):
    make_point(seance, world.article)
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    assert "déplacez-la d’abord" in client.get(page).content.decode()
    set_cancelled(seance=seance, cancelled=True, par=world.gestionnaire)
    assert "Ouvrir" not in client.get(page).content.decode()
    client.post(url("seance_open", seance.pk))
    seance.refresh_from_db()
    assert seance.etat == "prevue"


def test_the_closing_leaves_what_was_changed_in_the_situation_meanwhile(world, held, as_user):
    """Only what somebody chose in the séance is written back."""
    first, second = world.points
    client = as_user(world.redacteur)
    assert send(client, first, filled(client, first, releve="<p>Dit.</p>")).status_code == 302
    chosen = filled(client, second, releve="<p>Dit.</p>", vigilance="prioritaire")
    assert send(client, second, chosen).status_code == 302
    both = [first.article_id, second.article_id]
    Article.objects.filter(pk__in=both).update(vigilance="urgent", statut="suivie")
    close_seance(seance=held, par=world.gestionnaire)
    found = dict(Article.objects.filter(pk__in=both).values_list("pk", "vigilance"))
    assert found == {first.article_id: "urgent", second.article_id: "prioritaire"}
    assert set(Article.objects.filter(pk__in=both).values_list("statut", flat=True)) == {"suivie"}


def test_an_action_done_meanwhile_does_not_refuse_the_page(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, releve="<p>Dit.</p>", faites=[str(world.action.pk)])
    assert [send(client, point, form).status_code for _ in range(2)] == [302, 302]


def test_a_point_with_a_guest_stays_on_the_order_and_nothing_fails(world, held, as_user):
    invite(point=world.points[0], utilisateur=world.exclu, par=world.gestionnaire)
    client, page = as_user(world.redacteur), url("seance_prepare", held.pk)
    form = client.get(page).context["form"]
    values = {field.html_name: field.value() for field in form if field.value()}
    answer = client.post(page, values | {f"retirer-{world.points[0].pk}": "on"})
    assert answer.status_code == 302 and held.points.count() == 2


def test_nobody_contributes_to_a_rubrique_that_is_archived(world, held, as_user):
    page, client = url("contribution_create", world.points[0].pk), as_user(world.lecteur)
    form = client.get(page).context["form"]
    sent = {"texte": "<p>Su.</p>", "portee": "cellule", "envoi": form["envoi"].value()}
    Rubrique.objects.filter(pk=world.rubrique.pk).update(archivee_le=timezone.now())
    answer = client.post(page, sent)
    assert answer.status_code == 409 and "Su." in answer.content.decode()
    assert not Contribution.objects.exists()
    Rubrique.objects.filter(pk=world.rubrique.pk).update(archivee_le=None)
    assert client.post(page, sent).status_code == 302


def test_what_was_brought_is_read_in_the_situation_alone_after_the_closing(world, held, as_user):
    make_contribution(world.points[0], world.lecteur)
    page, client = url("point_live", world.points[0].pk), as_user(world.lecteur)
    assert client.get(page).status_code == 200
    close_seance(seance=held, par=world.gestionnaire)
    assert client.get(page).status_code == 404


BUTTONS = [{}, {"suivant": "oui"}, {"ajouter": "oui"}, {"aller": "clore"}, {"aller": "presences"}]


@pytest.mark.parametrize(
    "button", [*BUTTONS, {"aller": "autre"}, {"retirer": "celle-ci"}], ids=str
)
def test_no_button_of_the_séance_leaves_behind_what_was_typed(world, held, as_user, button):
    point, client = world.points[0], as_user(world.redacteur)
    before = make_decision(point, world.lecteur, libelle="Décidé plus tôt")
    keys = {"autre": str(world.points[1].pk), "celle-ci": str(before.pk)}
    typed = {"releve": "<p>Tapé.</p>", "libelle": "Appeler", "responsable": world.lecteur.pk}
    form = filled(client, point, **typed, **{k: keys.get(v, v) for k, v in button.items()})
    assert send(client, point, form).status_code == 302
    point.refresh_from_db()
    assert point.releve == "<p>Tapé.</p>"
    left = set() if "retirer" in button else {"Décidé plus tôt"}
    assert {d.libelle for d in Decision.objects.all()} == {"Appeler"} | left


def test_a_decision_without_its_words_or_its_person_is_told_and_keeps_the_relevé(
    world, held, as_user
):
    point, client = world.points[0], as_user(world.redacteur)
    typed = {"releve": "<p>Tapé.</p>", "ajouter": "oui"}
    for values, message in [
        ({"libelle": "Appeler"}, "Choisissez qui s’en charge."),
        ({"responsable": world.lecteur.pk}, "Écrivez la décision."),
        ({"libelle": "\u202e ", "echeance": "2027-03-01"}, "Écrivez la décision."),
    ]:
        answer = send(client, point, filled(client, point, **typed, **values))
        assert answer.status_code == 400
        assert message in answer.content.decode() and "Tapé." in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_draft_does_not_offer_again_the_decision_that_was_added(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, libelle="Appeler", responsable=world.lecteur.pk)
    send(client, point, form | {"ajouter": "oui"})
    draft = form | {"releve": "<p>Tapé.</p>", "brouillon": "oui"}  # arrives after the saving
    assert send(client, point, draft).status_code == 204
    left = client.get(url("point_edit", point.pk)).context["form"]
    assert left["releve"].value() == "<p>Tapé.</p>"
    assert not left["libelle"].value() and left["envoi"].value() != form["envoi"]


def test_the_relevé_is_validated_by_the_head_and_corrections_show_as_such(world, held, as_user):
    write(world.points[0], world.redacteur)
    close_seance(seance=held, par=world.redacteur)
    page = url("releve_detail", held.pk)
    assert "Pas encore validé" in as_user(world.lecteur).get(page).content.decode()
    as_user(world.gestionnaire).post(url("releve_validate", held.pk))
    held.refresh_from_db()
    assert held.validee_par == world.gestionnaire
    suivi = Suivi.objects.get(date=held.jour)
    correct_suivi(suivi=suivi, texte="<p>Corrigé.</p>", par=world.redacteur, seen=1)
    text = as_user(world.lecteur).get(page).content.decode()
    assert "Validé le" in text
    assert "après la séance" in text
    assert "Corrigé." in text


def test_a_situation_tells_its_meetings(world, held, as_user):
    page = as_user(world.lecteur).get(world.article.get_absolute_url())
    assert page.context["reunions"] == [held]
    assert "en cours" in page.content.decode()


def test_nothing_is_written_in_a_closed_séance_and_the_text_comes_back(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    typed = {"releve": "<p>Après.</p>", "libelle": "Appeler", "responsable": world.lecteur.pk}
    form = filled(client, point, **typed)
    close_seance(seance=held, par=world.gestionnaire)
    answer = send(client, point, form)
    assert answer.status_code == 409
    for text in ["La séance est close", "Après.", "Appeler"]:
        assert text in answer.content.decode()
    client.post(url("seance_open", held.pk))
    point.refresh_from_db()
    held.refresh_from_db()
    assert (point.releve, held.etat) == ("", Seance.Etat.CLOSE)
    assert not Decision.objects.exists()


def test_a_draft_left_in_a_séance_that_was_closed_is_still_shown(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, releve="<p>À moitié.</p>")
    send(client, point, form | {"brouillon": "oui"})
    close_seance(seance=held, par=world.gestionnaire)
    answer = client.get(url("point_edit", point.pk))
    assert answer.status_code == 200 and "À moitié." in answer.content.decode()
    assert send(client, point, {"abandonner": "oui"}).status_code == 302
    assert client.get(url("point_edit", point.pk)).url == held.get_absolute_url()


def test_a_séance_that_is_held_neither_moves_nor_is_cancelled(world, held, as_user):
    client, moment = as_user(world.redacteur), held.debut
    form = {"day": days(30), "debut": "10:00", "fin": "11:00", "version": held.version}
    for name in ["seance_edit", "seance_cancel", "suite_edit"]:
        assert client.post(url(name, held.pk), form | {"acte": "annuler"}).status_code == 302
    held = Seance.objects.get(pk=held.pk)
    assert (held.debut, held.is_annulee) == (moment, False)


def test_texts_of_a_séance_are_sealed(world, held):
    write(world.points[0], world.gestionnaire)
    make_contribution(world.points[0], world.lecteur)
    make_decision(world.points[0], world.lecteur)
    stored = [
        *Point.objects.exclude(redige_par=None).values_list("releve", flat=True),
        *Contribution.objects.values_list("texte", flat=True),
        *Decision.objects.values_list("libelle", flat=True),
    ]
    assert len(stored) == 3
    assert all(text.startswith("c1:t1:") for text in stored)


@pytest.mark.parametrize("count", [1, 20])
def test_a_point_and_the_order_take_a_fixed_number_of_queries(
    world, seance, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_point(seance, make_article(world.rubrique, referent=world.lecteur))
        make_suivi(world.article)
    point = make_point(seance, world.article)
    client = as_user(world.redacteur)
    client.get("/")
    with django_assert_max_num_queries(14):
        client.get(url("seance_prepare", seance.pk))
    open_seance(seance=seance, par=world.redacteur)
    with django_assert_max_num_queries(24):
        client.get(url("point_edit", point.pk))
