"""The technical administration: establishments, accounts, school holidays; nothing of a case.

Its own site, so that what other packages register elsewhere never shows. Signing in is the
application's; a person without the right gets the 404 of a page that does not exist.
"""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse

from comptes.liens import create_password_link
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.models import Conge, Espace


class AdministrationSite(admin.AdminSite):
    site_header = "Cellule, administration technique"
    site_title = "Administration"
    index_title = "Établissements, comptes et vacances"
    enable_nav_sidebar = False

    def has_permission(self, request):
        user = request.user
        return user.is_active and user.is_staff and user.is_superuser

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def closed_to_others(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return closed_to_others

    def get_urls(self):
        """Only the pages in use: passwords have theirs in the application."""
        unused = {"password_change", "password_change_done", "autocomplete", "view_on_site"}
        return [url for url in super().get_urls() if getattr(url, "name", None) not in unused]

    def each_context(self, request):
        return super().each_context(request) | {"site_url": None}

    def login(self, request, extra_context=None):
        return redirect_to_login(reverse("admin:index"))

    def logout(self, request, extra_context=None):
        return redirect("account_logout")


site = AdministrationSite(name="admin")


def save_traced(request, obj, save, change, fields):
    with transaction.atomic():
        save()
        acte = Acte.MODIFICATION if change else Acte.CREATION
        record(request.user, acte, obj, champs=[f for f in fields if f.isidentifier()])


def only_listed_filters(model_admin, lookup):
    """Whether an address may filter on `lookup`: no guessing of a password's hash, of a right."""
    return lookup.split("__")[0] in model_admin.list_filter


@admin.register(Espace, site=site)
class EspaceAdmin(admin.ModelAdmin):
    list_display = ["nom", "code_uai", "zone"]
    search_fields = ["nom", "code_uai"]
    fields = ["nom", "code_uai", "zone", "chefs"]
    filter_horizontal = ["chefs"]
    actions = None
    view_on_site = False

    def get_form(self, request, obj=None, change=False, **kwargs):
        told = {"zone": "Elle donne les vacances, les jours fériés et l’heure des réunions."}
        return super().get_form(request, obj, change, help_texts=told, **kwargs)

    def lookup_allowed(self, lookup, value, request=None):
        return only_listed_filters(self, lookup)

    def to_field_allowed(self, request, to_field):
        return to_field == "id"

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """An administrator does not head an establishment."""
        kwargs["queryset"] = Utilisateur.objects.filter(is_superuser=False)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        save_traced(request, obj, obj.save, change, form.changed_data)


@admin.register(Conge, site=site)
class CongeAdmin(admin.ModelAdmin):
    """School holidays, zone by zone: filled from what the ministry published, corrected here."""

    list_display = ["nom", "zone", "premier_jour", "dernier_jour"]
    list_filter = ["zone"]
    fields = ["zone", "nom", "premier_jour", "dernier_jour"]
    actions = None
    view_on_site = False

    def lookup_allowed(self, lookup, value, request=None):
        return only_listed_filters(self, lookup)

    def to_field_allowed(self, request, to_field):
        return to_field == "id"

    def save_model(self, request, obj, form, change):
        save_traced(request, obj, obj.save, change, form.changed_data)

    def delete_model(self, request, obj):
        with transaction.atomic():
            record(request.user, Acte.MODIFICATION, obj, champs=["supprimee"])
            obj.delete()


class CompteForm(forms.ModelForm):
    administrateur = forms.BooleanField(
        label="Administrateur technique",
        required=False,
        help_text="Gère les établissements et les comptes. Ne lit aucune situation.",
    )

    class Meta:
        model = Utilisateur
        fields = ["username", "first_name", "last_name", "email", "fonction", "lieu", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["administrateur"].initial = self.instance.is_superuser


@admin.register(Utilisateur, site=site)
class CompteAdmin(admin.ModelAdmin):
    """Accounts. No password is typed here: a one-time link lets the person choose theirs."""

    form = CompteForm
    list_display = ["username", "last_name", "first_name", "fonction", "lieu", "is_active"]
    list_filter = ["is_active", "fonction"]
    search_fields = ["username", "last_name", "first_name", "email"]
    fields = [*CompteForm.Meta.fields, "administrateur"]
    actions = None
    change_form_template = "administration/compte_change_form.html"

    def to_field_allowed(self, request, to_field):
        return to_field == "id"

    def lookup_allowed(self, lookup, value, request=None):
        return only_listed_filters(self, lookup)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        obj.is_staff = obj.is_superuser = form.cleaned_data["administrateur"]
        save_traced(request, obj, obj.save, change, form.changed_data)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()
        if not change:
            show_password_link(request, obj)

    def get_urls(self):
        link = path(
            "<uuid:pk>/lien/",
            self.admin_site.admin_view(self.make_link),
            name="comptes_utilisateur_lien",
        )
        return [link, *super().get_urls()]

    def make_link(self, request, pk):
        """POST only: give the person a new one-time link; their present password stops working."""
        utilisateur = Utilisateur.objects.filter(pk=pk).first()
        if utilisateur is None:
            raise Http404
        if request.method == "POST":
            with transaction.atomic():
                utilisateur.set_unusable_password()
                utilisateur.save(update_fields=["password"])
                show_password_link(request, utilisateur)
        return redirect("admin:comptes_utilisateur_change", pk)


def show_password_link(request, utilisateur):
    address = request.build_absolute_uri(
        create_password_link(utilisateur=utilisateur, par=request.user)
    )
    messages.info(
        request,
        f"Lien à remettre à {utilisateur}, en main propre, valable 3 jours et une seule "
        f"fois\u00a0: {address}",
    )
