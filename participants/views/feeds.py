"""Addresses for one's calendar and feed reader, and how to end them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from participants import actions, queries


@login_required
@never_cache
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Of every project one takes part in: where it is, and when it was last fetched."""
    context = {"feeds": queries.all_feeds_of(request.user)}
    return render(request, "participants/feeds.html", context)


@login_required
@require_POST
def make_feed_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.make_feed_link(by=queries.own_place_for(request.user, pk))
    messages.success(request, _("Here is your address. It works from now on."))
    return redirect("participants:feeds")


@login_required
@require_POST
def end_feed_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.end_feed_link(by=queries.own_place_for(request.user, pk))
    messages.success(request, _("This address leads nowhere any more."))
    return redirect("participants:feeds")
