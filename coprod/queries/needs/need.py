"""One thing that waits for somebody, and the places of whoever asks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from participants.models import Participant
from participants.roles import grants_of_place
from projects.models import Project

Mine = dict[UUID, Participant]


@dataclass(frozen=True)
class Need:
    """One thing that waits for someone, with its one action."""

    kind: str
    project: Project
    title: str
    text: str
    url: str
    action: str
    until: datetime | None = None


def among(mine: Mine, projects: Collection[UUID]) -> Mine:
    return {key: one for key, one in mine.items() if key in projects}


def holding(mine: Mine, grant: str) -> Mine:
    return {key: one for key, one in mine.items() if grant in grants_of_place(one)}
