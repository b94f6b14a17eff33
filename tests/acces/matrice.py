"""The access matrix of the whole site: every address × every profile × every method.

A document that the team can read and sign: a new address has its row here, in the same commit.
"""

PROFILES = [
    "anonyme",
    "sans_droit",
    "ancien",  # withdrawn
    "expire",  # past the last day
    "autre",  # lecteur of another rubrique of the same establishment
    "technicien",  # technical administrator, superuser
    "lecteur",
    "redacteur",
    "gestionnaire",  # and head of the establishment
]


def row(anonyme, outside, lecteur, redacteur, gestionnaire):
    """The expected status of each profile; `outside` is everybody without a right in force."""
    statuses = [anonyme, *[outside] * 5, lecteur, redacteur, gestionnaire]
    return dict(zip(PROFILES, statuses, strict=True))


READ = row(302, 404, 200, 200, 200)
WRITE = row(302, 404, 403, 200, 200)
MANAGE = row(302, 404, 403, 403, 200)
READ_EMPTY = row(302, 404, 400, 400, 400)
READ_ACT = row(302, 404, 302, 302, 302)
WRITE_EMPTY = row(302, 404, 403, 400, 400)  # an empty form: shown again
MANAGE_EMPTY = row(302, 404, 403, 403, 400)
WRITE_ACT = row(302, 404, 403, 302, 302)
MANAGE_ACT = row(302, 404, 403, 403, 302)
NO_METHOD = row(302, 405, 405, 405, 405)
EVERYBODY = row(302, 200, 200, 200, 200)
PUBLIC = row(200, 200, 200, 200, 200)
PUBLIC_NO_METHOD = row(405, 405, 405, 405, 405)
AUTHOR = MANAGE  # the suivi of the world is the gestionnaire's own
AUTHOR_EMPTY = MANAGE_EMPTY
# The redacteur of the world may open the key table; the gestionnaire did not name himself.
ENTRUSTED = row(302, 404, 403, 200, 403)
ENTRUSTED_EMPTY = row(302, 404, 403, 400, 403)
ENTRUSTED_ACT = row(302, 404, 403, 302, 403)
IN_ESPACE = READ | {"autre": 200}  # a member of another rubrique of the establishment
CHEF = row(302, 404, 403, 403, 200) | {"autre": 403}
CHEF_EMPTY = CHEF | {"gestionnaire": 400}
CHEF_ACT = CHEF | {"gestionnaire": 302}
ADMIN = row(302, 404, 404, 404, 404) | {"technicien": 200}
ADMIN_ACT = ADMIN | {"technicien": 302}
TO_SIGN_IN = row(302, 302, 302, 302, 302)
ADMIN_REFUSED = ADMIN | {"technicien": 403}


def get_only(expected):
    return {"get": expected, "post": NO_METHOD}


# URL name: (its arguments, {method: expected}). A method that is not told is NO_METHOD.
MATRIX = {
    "home": ([], get_only(EVERYBODY)),
    "health": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "robots": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "account_login": (
        [],
        {
            "get": row(200, 302, 302, 302, 302),
            "post": row(200, 302, 302, 302, 302),
            "put": row(200, 302, 302, 302, 302),
            "delete": row(405, 302, 302, 302, 302),
        },
    ),
    "account_logout": (
        [],
        {"get": EVERYBODY, "post": row(302, 302, 302, 302, 302)}
        | dict.fromkeys(["put", "delete"], PUBLIC_NO_METHOD),
    ),
    "account_inactive": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "account_change_password": ([], {"get": EVERYBODY, "post": EVERYBODY, "put": EVERYBODY}),
    "account_reset_password_from_key": (
        ["forged_uid", "forged_key"],
        dict.fromkeys(["get", "post", "put", "delete"], PUBLIC),  # « Ce lien ne sert plus »
    ),
    "account_reset_password_from_key_done": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "rubriques:espace_detail": (["espace.slug"], get_only(IN_ESPACE)),
    "rubriques:rubrique_create": (["espace.slug"], {"get": CHEF, "post": CHEF_EMPTY}),
    "rubriques:rubrique_claim": (
        ["espace.slug", "rubrique.pk"],
        {"get": NO_METHOD, "post": CHEF_ACT},
    ),
    "rubriques:rubrique_detail": (["rubrique.slug"], get_only(READ)),
    "rubriques:rubrique_edit": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "rubriques:rubrique_settings": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "rubriques:rubrique_archive": (["rubrique.slug"], {"get": NO_METHOD, "post": MANAGE_ACT}),
    "rubriques:membre_list": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "rubriques:membre_edit": (
        ["rubrique.slug", "membre.pk"],
        {"get": NO_METHOD, "post": MANAGE_EMPTY},
    ),
    "blog:recherche": ([], {"get": EVERYBODY, "post": EVERYBODY}),
    "blog:article_list": (["rubrique.slug"], {"get": READ, "post": READ}),  # post: a search
    "blog:retouche_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_ACT}),
    "blog:retouche_undo": (
        ["retouche.pk"],
        {"get": NO_METHOD, "post": row(302, 404, 404, 404, 302)},  # the gestionnaire's own
    ),
    "blog:colonnes_edit": (["rubrique.slug"], {"get": NO_METHOD, "post": READ_ACT}),
    "blog:vue_create": (["rubrique.slug"], {"get": READ, "post": READ_EMPTY}),
    "blog:vue_delete": (["vue.pk"], {"get": NO_METHOD, "post": MANAGE_ACT}),  # a shared one
    "blog:article_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:reprise": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "blog:nature_list": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "blog:synthese": (["rubrique.slug"], get_only(READ)),
    "blog:bilan": (["rubrique.slug"], get_only(READ)),
    "blog:correspondance_list": (
        ["rubrique.slug"],
        {"get": MANAGE | {"redacteur": 200}, "post": MANAGE_ACT},
    ),
    "blog:mention_answer": (
        ["rubrique.slug"],
        {"get": NO_METHOD, "post": ENTRUSTED_ACT},
    ),
    "blog:identite_detail": (["article.pk"], {"get": ENTRUSTED, "post": ENTRUSTED_EMPTY}),
    "blog:identite_close": (["article.pk"], {"get": NO_METHOD, "post": ENTRUSTED_ACT}),
    "blog:identite_edit": (["article.pk"], {"get": ENTRUSTED, "post": ENTRUSTED_EMPTY}),
    "blog:article_detail": (["article.pk"], get_only(READ)),
    "blog:article_live": (["article.pk"], get_only(READ)),
    "blog:article_edit": (["article.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:suivi_create": (["article.pk"], {"get": WRITE_ACT, "post": WRITE_EMPTY}),
    "blog:statut_edit": (["article.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:article_history": (["article.pk"], get_only(READ)),
    "blog:ecart_list": (["article.pk"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "blog:action_create": (["article.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:action_edit": (["action.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:suivi_edit": (["suivi.pk"], {"get": AUTHOR, "post": AUTHOR_EMPTY}),
    "blog:suivi_withdraw": (["suivi.pk"], {"get": AUTHOR, "post": AUTHOR_EMPTY}),
    "blog:suivi_history": (["suivi.pk"], get_only(READ)),
    "agenda:month_current": (["rubrique.slug"], get_only(READ)),
    "agenda:month": (["rubrique.slug", "year", "month"], get_only(READ)),
    "agenda:week_current": (["rubrique.slug"], get_only(READ)),
    "agenda:week": (["rubrique.slug", "year", "month"], get_only(READ)),
    "agenda:list": (["rubrique.slug"], get_only(READ)),
    # The meetings of every rubrique that one may read: for who reads none, an empty page.
    "agenda:all_month_current": ([], get_only(EVERYBODY)),
    "agenda:all_month": (["year", "month"], get_only(EVERYBODY)),
    "agenda:all_week_current": ([], get_only(EVERYBODY)),
    "agenda:all_week": (["year", "month"], get_only(EVERYBODY)),
    "agenda:all_list": ([], get_only(EVERYBODY)),
    "agenda:annee_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:seance_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:seance_detail": (["seance.pk"], get_only(READ)),
    "agenda:seance_edit": (["seance.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:seance_cancel": (["seance.pk"], {"get": NO_METHOD, "post": WRITE_ACT}),
    "agenda:seance_prepare": (["seance.pk"], {"get": READ, "post": WRITE_EMPTY}),
    "agenda:seance_open": (["seance.pk"], {"get": NO_METHOD, "post": WRITE_ACT}),
    "agenda:seance_hold": (["tenue.pk"], {"get": WRITE_ACT, "post": NO_METHOD}),
    "agenda:seance_presences": (["tenue.pk"], {"get": WRITE, "post": WRITE_ACT}),
    "agenda:seance_follow": (["tenue.pk"], get_only(READ)),
    "agenda:seance_project": (["tenue.pk"], get_only(READ)),
    "agenda:seance_live": (["tenue.pk"], get_only(READ)),
    "agenda:seance_close": (["tenue.pk"], {"get": WRITE, "post": WRITE_ACT}),
    "agenda:releve_detail": (["finie.pk"], get_only(READ)),
    "agenda:releve_validate": (["finie.pk"], {"get": NO_METHOD, "post": MANAGE_ACT}),
    "agenda:point_edit": (["point.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:point_live": (["point.pk"], get_only(READ)),
    "agenda:invitation_create": (["point.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    # A guest's own, who holds no right: nobody of this matrix is one (tests/agenda/seance/).
    "agenda:invitation_detail": (["invitation.pk"], get_only(row(302, 404, 404, 404, 404))),
    "agenda:invitation_live": (["invitation.pk"], get_only(row(302, 404, 404, 404, 404))),
    "agenda:contribution_create": (["point.pk"], {"get": READ, "post": READ_EMPTY}),
    "agenda:contribution_edit": (
        ["contribution.pk"],  # the lecteur of the world wrote it
        {"get": row(302, 404, 200, 403, 403), "post": row(302, 404, 400, 403, 403)},
    ),
    "agenda:suite_edit": (["seance.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "avis:avis_edit": ([], {"get": EVERYBODY, "post": row(302, 400, 400, 400, 400)}),
    "avis:calendrier_renew": ([], {"get": NO_METHOD, "post": EVERYBODY}),
    "avis:calendrier_close": ([], {"get": NO_METHOD, "post": row(302, 302, 302, 302, 302)}),
    "avis:calendrier_detail": (
        ["jeton"],  # the lecteur's: who holds the address reads, signed in or not
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "admin:index": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
    "admin:login": ([], dict.fromkeys(["get", "post", "put", "delete"], TO_SIGN_IN)),
    "admin:logout": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN_ACT)),
    "admin:jsi18n": (
        [],
        {"get": ADMIN} | dict.fromkeys(["post", "put", "delete"], ADMIN | {"technicien": 405}),
    ),
    "admin:app_list": (["app"], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
    "admin:comptes_utilisateur_lien": (
        ["exclu.pk"],
        dict.fromkeys(["get", "post", "put", "delete"], ADMIN_ACT),
    ),
}
for model, pk in {"rubriques_espace": "espace.pk", "comptes_utilisateur": "exclu.pk"}.items():
    MATRIX |= {
        f"admin:{model}_changelist": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_add": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_change": ([pk], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_history": ([pk], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_delete": (
            [pk],
            dict.fromkeys(["get", "post", "put", "delete"], ADMIN_REFUSED),
        ),
    }
for page in ["changelist", "add", "change", "history", "delete"]:
    pk = ["conge.pk"] if page in ("change", "history", "delete") else []
    cells = dict.fromkeys(["get", "post", "put", "delete"], ADMIN)
    MATRIX[f"admin:rubriques_conge_{page}"] = (pk, cells)
MATRIX["admin:rubriques_conge_delete"][1]["post"] = ADMIN_ACT  # a holiday may be deleted
METHODS = ["get", "post", "put", "delete"]
