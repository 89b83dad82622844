"""Which other software is told what stands on the log: of a project, or of a pilot."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from participants import actions
from participants.forms import WebhookChangeForm, WebhookForm
from participants.permissions.webhooks import may_add_webhook, may_tell_software
from participants.queries import administered_pilot_for
from participants.queries.webhooks import (
    Home,
    acting_for,
    deliveries_page,
    delivery_for,
    webhook_for,
    webhooks_of,
)
from projects.access import ensure
from projects.models import Project
from projects.models.webhooks import Webhook
from projects.queries import project_for
from projects.trying import differences, status_of, tried


@login_required
@require_safe
def webhooks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is told of one project."""
    return _list(request, project_for(request.user, pk))


@login_required
@require_safe
def pilot_webhooks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is told of every project of a pilot."""
    return _list(request, administered_pilot_for(request.user, pk))


@login_required
@require_POST
def add_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _add(request, project_for(request.user, pk))


@login_required
@require_POST
def add_pilot_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _add(request, administered_pilot_for(request.user, pk))


def _list(
    request: HttpRequest, home: Home, form: WebhookForm | None = None
) -> HttpResponse:
    ensure(may_tell_software(request.user, home))
    context = {
        **_at(home),
        "webhooks": webhooks_of(home),
        "may_add": may_add_webhook(request.user, home),
        "form": form or WebhookForm(),
    }
    return render(
        request, "participants/webhooks.html", context, status=status_of(form)
    )


def _add(request: HttpRequest, home: Home) -> HttpResponse:
    by = acting_for(request.user, home)
    ensure(may_add_webhook(by, home))  # before we look up any name for them
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _list(request, home, form)
    webhook, secret = actions.add_webhook(by=by, home=home, **form.cleaned_data)
    return _show_once(request, webhook, secret)


@login_required
@require_safe
def webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One receiver: what it is told, whether it answers, what went to it."""
    return _one(request, webhook_for(request.user, pk))


def _one(
    request: HttpRequest, webhook: Webhook, form: WebhookChangeForm | None = None
) -> HttpResponse:
    ensure(may_tell_software(request.user, webhook.home))
    stands = WebhookChangeForm.showing(webhook)
    context = {
        **_at(webhook.home),
        "webhook": webhook,
        "form": form or stands,
        "differences": differences(form, stands),
        "page": deliveries_page(webhook, request.GET.get("page")),
    }
    return render(request, "participants/webhook.html", context, status=status_of(form))


@login_required
@require_POST
def change_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = webhook_for(request.user, pk)
    by = acting_for(request.user, found.home)
    form = WebhookChangeForm(request.POST)
    if not tried(
        form,
        lambda: actions.change_webhook(by=by, webhook=found, **form.cleaned_data),
    ):
        return _one(request, webhook_for(request.user, pk), form)
    messages.success(request, _("It is changed."))
    return redirect("participants:webhook", pk=pk)


@login_required
@require_POST
def renew_secret(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = webhook_for(request.user, pk)
    by = acting_for(request.user, found.home)
    secret = actions.renew_secret(by=by, webhook=found)
    return _show_once(request, found, secret)


@login_required
@require_POST
def remove_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = webhook_for(request.user, pk)
    home = found.home
    actions.remove_webhook(by=acting_for(request.user, home), webhook=found)
    messages.success(request, _("It is told nothing more, and its history is deleted."))
    place = "webhooks" if isinstance(home, Project) else "pilot_webhooks"
    return redirect(f"participants:{place}", pk=home.pk)


@login_required
@require_POST
def send_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = delivery_for(request.user, pk)
    by = acting_for(request.user, found.webhook.home)
    actions.send_again(by=by, delivery=found)
    messages.success(request, _("It is sent once more, with the same sign."))
    return redirect("participants:webhook", pk=found.webhook_id)


@never_cache
def _show_once(request: HttpRequest, webhook: Webhook, secret: str) -> HttpResponse:
    context = {**_at(webhook.home), "webhook": webhook, "secret": secret}
    return render(request, "participants/webhook_secret.html", context)


def _at(home: Home) -> dict[str, object]:
    """The project menu, or the way back to one's pilots."""
    if isinstance(home, Project):
        return {"home": home, "project": home, "tab": "desk", "desk": True}
    return {"home": home}
