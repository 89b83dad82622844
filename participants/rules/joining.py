"""What someone says about themselves when they join, or are added. Pure data."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Details:
    """How a person takes part. Only facilitators see more than the name."""

    name: str
    language: str
    channel: str = "online"
    phone: str = ""
    helper: str = ""
    help_wanted: tuple[str, ...] = ()
    needs: str = ""


@dataclass(frozen=True)
class Asked:
    """What an invitation gives: a group or the choice of one, a role, so many days."""

    group: UUID | None = None
    role: str = "member"
    days: int = 30
    note: str = ""
