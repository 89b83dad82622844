"""The web's entry, with points to die at: around the commit of what someone did."""

from threading import local

from django.db.backends.base.base import BaseDatabaseWrapper

from coprod.wsgi import application
from projects import log
from tests.faults import point

__all__ = ["application"]
thread = local()


def _count(*args, count=log.count, **named):
    """Each personal act is counted once, in its own transaction."""
    thread.has_acted = True
    return count(*args, **named)


def _commit(connection, commit=BaseDatabaseWrapper.commit):
    if not getattr(thread, "has_acted", False):
        return commit(connection)
    point("before the web commits")
    commit(connection)
    thread.has_acted = False
    return point("after the web commits")


log.count = _count
BaseDatabaseWrapper.commit = _commit  # type: ignore[method-assign]
