"""What happened and what comes, for feed readers and calendars.

A project that everyone may read has one address for all. Of any project, whoever has a
place may have an address of their own: its holder sees what that person may read.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import conditional_page, require_safe

from coprod.exports import dates_as_calendar, plain
from coprod.queries.dates import dates_of
from coprod.queries.lines import Line, lines
from participants.actions import note_fetch
from participants.queries import followed_place
from projects.addresses import absolute
from projects.endpoint import limits
from projects.models import Project
from projects.queries import log_page, project_for

NEWEST = 50  # lines of the log; all of them are on its page
FRESH = 300  # seconds for which anybody may keep what everyone may read
Show = Callable[[HttpRequest, Project], HttpResponse]
View = Callable[..., HttpResponse]


class _Unaddressed(Atom1Feed):
    """At a personal address: that is a secret, and the other asks to sign in."""

    def add_root_elements(self, handler: Any) -> None:
        self.feed["feed_url"] = None
        super().add_root_elements(handler)


class LogFeed(Feed):  # type: ignore[type-arg] # not generic when run
    """The newest lines of a project's log.

    Its ids and addresses are the same for everyone, so that no personal address stands
    in what people pass on.
    """

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, project: Project) -> Project:
        self.project = project
        if absolute(request.path) != self.feed_url():
            self.feed_type = _Unaddressed
        return project

    def title(self) -> str:
        return plain(self.project.name)

    def subtitle(self) -> str:
        return plain(self.project.purpose)

    def author_name(self) -> str:
        return plain(self.project.pilot.name)

    def link(self) -> str:
        return self._address("log")

    def feed_url(self) -> str:
        return self._address("log_atom")

    def feed_guid(self) -> str:
        return self._tag(self.project.pk)

    def items(self) -> Sequence[Line]:
        return lines(log_page(self.project, None, size=NEWEST).rows)

    def item_title(self, line: Line) -> str:
        return line.words

    def item_description(self, line: Line) -> str:
        """Read as HTML by those who follow the standard."""
        said = [line.by, *(link.title for link in line.links)]
        return escape(plain(" · ".join(filter(None, said))))

    def item_link(self, line: Line) -> str:
        if not line.links:
            return self._address("log")
        return absolute(line.links[0].url)

    def item_guid(self, line: Line) -> str:
        return self._tag(line.id)

    def item_pubdate(self, line: Line) -> datetime:
        return line.when

    def item_updateddate(self, line: Line) -> datetime:
        return line.when

    def _address(self, name: str) -> str:
        return absolute(reverse(name, args=[self.project.pk]))

    def _tag(self, pk: UUID) -> str:
        """A name for good (RFC 4151), whatever becomes of the address."""
        host = urlsplit(settings.SITE_ADDRESS).hostname
        return f"tag:{host},{self.project.created_at:%Y-%m-%d}:{pk}"


@conditional_page
def _log(request: HttpRequest, project: Project) -> HttpResponse:
    return LogFeed()(request, project)


@conditional_page
def _dates(_request: HttpRequest, project: Project) -> HttpResponse:
    content = dates_as_calendar(project, dates_of(project))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


# ------------------------------------------------------------------ two ways to each


def _limited(view: View) -> View:
    """As often as the API, and no oftener."""

    @require_safe
    @wraps(view)
    def limited(request: HttpRequest, **of_what: UUID | str) -> HttpResponse:
        allowance = limits.allowance(request)
        if allowance.is_spent:
            response = render(request, "429.html", status=429)
            response.headers["Retry-After"] = str(allowance.resets)
        else:
            response = view(request, **of_what)
        allowance.put_on(response)
        return response

    return limited


def _for_all(show: Show) -> View:
    """Of a project that whoever asks may see."""

    @_limited
    def shown(request: HttpRequest, pk: UUID) -> HttpResponse:
        project = project_for(request.user, pk)
        response = show(request, project)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if project.visibility == Project.Visibility.PUBLIC:
            patch_cache_control(response, public=True, max_age=FRESH)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return shown


def _for_one(show: Show) -> View:
    """By a personal address: in its owner's language, and kept by nobody else."""

    @_limited
    def shown(request: HttpRequest, token: str) -> HttpResponse:
        place = followed_place(token)
        note_fetch(link=place.feed_link)
        with translation.override(place.language):
            response = show(request, place.project)
        response.headers["Content-Language"] = place.language
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return shown


log_atom, calendar = _for_all(_log), _for_all(_dates)
my_log_atom, my_calendar = _for_one(_log), _for_one(_dates)
