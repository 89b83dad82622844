"""Answering: on the site, by a link without an account, and what came on paper."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation import actions, permissions, queries
from evaluation.forms import AnswerForm
from evaluation.models import Round
from evaluation.views import showing
from participants.models import Participant
from participants.permissions import may_facilitate
from participants.queries import own_place
from projects.access import ensure
from projects.trying import too_often

A_YEAR = 365 * 24 * 3600


@login_required
@require_safe
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questions, all on one page; any may be left out."""
    round = queries.round_for(request.user, pk)
    return _answering(request, round, AnswerForm(queries.items_of(round)))


@login_required
@require_POST
def send_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    ensure(permissions.may_answer(by, round))
    form = AnswerForm(queries.items_of(round), request.POST)
    if not form.is_valid():
        return _answering(request, round, form, status=422)
    actions.answer(by=by, round=round, said=form.said)
    messages.success(request, _("Thank you. Your answers are in."))
    return redirect(round)


def _answering(
    request: HttpRequest, round: Round, form: AnswerForm, status: int = 200
) -> HttpResponse:
    context = {
        **showing.in_project(request, round.project),
        "round": round,
        "form": form,
        "may_answer": permissions.may_answer(request.user, round),
    }
    return render(request, "evaluation/answer.html", context, status=status)


# ------------------------------------------------------------------ by link


@require_safe
def one_question(request: HttpRequest, token: str) -> HttpResponse:
    """One question, for whoever has the link; no account, nothing kept of who."""
    round = queries.linked_round(token)
    return _one_question(request, round, token, AnswerForm(queries.linked_items(round)))


@require_POST
def send_one_question(request: HttpRequest, token: str) -> HttpResponse:
    round = queries.linked_round(token)
    before = _cookie(round) in request.COOKIES
    ensure(permissions.may_answer_by_link(round, before=before))
    form = AnswerForm(queries.linked_items(round), request.POST)
    if not form.is_valid():
        return _one_question(request, round, token, form, status=422)
    if too_often(request, "answer_by_link"):
        form.add_error(None, _wait())
        return _one_question(request, round, token, form, status=429)
    (said,) = form.said.values()
    actions.answer_by_link(round=round, said=said, before=before)
    return _remember(redirect("evaluation:one_question", token), round)


def _wait() -> str:
    return _(
        "Many answers came from your internet address in the last five minutes, so "
        "this one was not stored. Your choice is kept: wait five minutes and send it "
        "again."
    )


def _remember(response: HttpResponse, round: Round) -> HttpResponse:
    """Against answering twice by accident; it says nothing of what was answered."""
    response.set_cookie(
        _cookie(round),
        "1",
        max_age=A_YEAR,
        path="/q/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie(round: Round) -> str:
    return f"answered-{round.pk.hex[:16]}"


def _one_question(
    request: HttpRequest,
    round: Round,
    token: str,
    form: AnswerForm,
    status: int = 200,
) -> HttpResponse:
    before = _cookie(round) in request.COOKIES
    context = {
        "round": round,
        "token": token,
        "form": form,
        "before": before,
        "may_answer": permissions.may_answer_by_link(round, before=before),
    }
    return render(request, "evaluation/one_question.html", context, status=status)


# ------------------------------------------------------------------ on paper


@login_required
@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whose paper is still to be typed in."""
    round = queries.round_for(request.user, pk)
    ensure(may_facilitate(request.user, round.project))
    context = {
        **showing.in_project(request, round.project),
        "round": round,
        "people": queries.waiting_on_paper(round),
    }
    return render(request, "evaluation/paper.html", context)


@login_required
@require_safe
def paper_of(request: HttpRequest, pk: UUID, person: UUID) -> HttpResponse:
    """One person's paper, to be typed in."""
    round = queries.round_for(request.user, pk)
    ensure(may_facilitate(request.user, round.project))
    found = get_object_or_404(queries.waiting_on_paper(round), pk=person)
    return _typing(request, round, found, AnswerForm(queries.items_of(round)))


@login_required
@require_POST
def enter_answers(request: HttpRequest, pk: UUID, person: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    ensure(may_facilitate(by, round.project))
    found = get_object_or_404(queries.asked_on_paper(round), pk=person)
    form = AnswerForm(queries.items_of(round), request.POST)
    if not form.is_valid():
        return _typing(request, round, found, form, status=422)
    actions.enter_answers(by=by, round=round, person=found, said=form.said)
    messages.success(
        request, _("These answers are in. Shred the paper, or keep it safe.")
    )
    return redirect("evaluation:paper", round.pk)


def _typing(
    request: HttpRequest,
    round: Round,
    person: Participant,
    form: AnswerForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        **showing.in_project(request, round.project),
        "round": round,
        "person": person,
        "form": form,
        "may_enter": permissions.may_enter_answers(request.user, round, person),
    }
    return render(request, "evaluation/paper_of.html", context, status=status)
