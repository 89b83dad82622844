"""What a way of working declares about itself."""

from collections.abc import Callable
from dataclasses import dataclass

from phases.models import Activity
from projects.log import Words


@dataclass(frozen=True)
class Figure:
    """One number of what came of an activity, in words."""

    code: str
    words: str
    number: int


@dataclass(frozen=True)
class Method:
    """One way of working: what it takes, how people respond, what comes of it."""

    code: str
    name: Words
    words: Words  # what people do here, in one sentence
    suits: tuple[str, ...]  # the kinds of phase it belongs in
    takes: tuple[str, ...]  # the kinds of contribution; none means tasks
    decides: Words  # what becomes of it, and who decides
    offline_way: Words  # suggested, facilitators word their own
    template: str
    result: Callable[[Activity], list[Figure]]

    @property
    def several(self) -> bool:
        """Whether one has to say what something is."""
        return len(self.takes) > 1
