"""Go-aheads: trying again, doubting, and looking at a doubt."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from decisions import actions
from decisions.forms import ChallengeForm
from decisions.queries import reading
from decisions.views import showing
from participants.queries import own_place
from projects.trying import written


@login_required
@require_POST
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try again what could not take effect."""
    mandate = reading.mandate_for(request.user, pk)
    by = own_place(request.user, mandate.decision.project)
    actions.retry(by=by, mandate=mandate)
    mandate.refresh_from_db()
    if mandate.state == mandate.State.ENACTED:
        messages.success(request, _("It took effect."))
    else:
        messages.warning(request, _("It did not work again. The reason is below."))
    return redirect(mandate.decision)


@login_required
@require_POST
def challenge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Doubt how it was decided, while the go-ahead waits."""
    mandate = reading.mandate_for(request.user, pk)
    by = own_place(request.user, mandate.decision.project)
    form = ChallengeForm(request.POST, prefix="challenge")
    if not form.is_valid():
        return showing.page(request, mandate.decision, {"challenge_form": form})
    actions.challenge(by=by, mandate=mandate, **written(form))
    messages.success(request, _("One person of each side looks at your doubt."))
    return redirect(mandate.decision)


@login_required
@require_POST
def dismiss_challenge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say for one's side that the decision was properly made."""
    doubt = reading.challenge_for(request.user, pk)
    decision = doubt.mandate.decision
    by = own_place(request.user, decision.project)
    actions.dismiss_challenge(by=by, challenge=doubt)
    messages.success(request, _("You looked at the doubt for your side."))
    return redirect(decision)
