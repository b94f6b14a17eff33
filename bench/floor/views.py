"""Four pages: an article and its entries, a list, a month, and what adds an entry."""

import calendar
import datetime
from collections import defaultdict

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from bench.floor.models import Article, Entry, Event, Section


class EntryForm(forms.ModelForm):
    class Meta:
        model = Entry
        fields = ["body"]


def section_or_404(request, pk, permission="floor.read_section"):
    section = get_object_or_404(Section, pk=pk)
    if not request.user.has_perm(permission, section):
        raise Http404
    return section


@login_required
def article(request, section, article):
    section = section_or_404(request, section)
    shown = get_object_or_404(Article, pk=article, section=section)
    entries = shown.entry_set.select_related("author").order_by("pk")[:10]
    context = {"section": section, "article": shown, "form": EntryForm(), "entries": entries}
    return render(request, "article.html", context)


@login_required
def listing(request, section):
    section = section_or_404(request, section)
    articles = section.article_set.order_by("-created", "-pk")[:100]
    return render(request, "list.html", {"section": section, "articles": articles})


@login_required
def cal(request, section, year, month):
    section, zone = section_or_404(request, section), timezone.get_current_timezone()
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    ends = (weeks[0][0], weeks[-1][-1] + datetime.timedelta(1))
    first, last = (datetime.datetime.combine(day, datetime.time(), zone) for day in ends)
    days = defaultdict(list)
    events = Event.objects.filter(section=section, start__gte=first, start__lt=last)
    for event in events.order_by("start"):
        days[timezone.localtime(event.start).date()].append(event)
    shown = [[(day, days.get(day, ())) for day in week] for week in weeks]
    context = {"section": section, "weeks": shown, "y": year, "m": month}
    return render(request, "cal.html", context)


@login_required
def add(request, section, article):
    section = section_or_404(request, section, "floor.write_section")
    about = get_object_or_404(Article, pk=article, section=section)
    form = EntryForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return HttpResponse("bad", status=400)
    form.instance.article, form.instance.author = about, request.user
    form.save()
    return redirect("article", section.pk, about.pk)
