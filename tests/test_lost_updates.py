"""Whoever was slower sees both versions, and nobody's change is lost."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from decisions import actions as decide
from participants.models import Participant, User
from tests.matrix.table.decisions import WHO_DOES

ROW = "decisions.change_charter"


@dataclass(frozen=True)
class Form:
    """A form that two people have open: where it goes, and what each of them says."""

    name: str
    what: Any
    field: str
    words: tuple[str, str]
    rest: dict[str, Any]
    prefix: str = ""

    def send(self, client: Any, words: str, edition: int) -> Any:
        where = reverse(self.name, args=self.what)
        said = {**self.rest, self.field: words, "edition": edition}
        before = f"{self.prefix}-" if self.prefix else ""
        return client.post(where, {before + key: one for key, one in said.items()})


def forms(cast):
    """Each form of people and agreements that changes what is there."""
    words = {"preset": "shared", "ground_rules": "Be kind."}
    draft = decide.draft_charter(by=cast.fiona, project=cast.project, **words)
    person = {"name": "Frank", "language": "en"}
    said = {**person, "channel": "meeting"}
    project, nurse = [cast.project.pk], [cast.nurse.pk]
    row, rest = [draft.pk, ROW], {**WHO_DOES, "kind": "double_majority"}
    needs = ("A lift.", "A ramp.")
    return {
        "row": Form("decisions:save_row", row, "least", ("3", "4"), rest),
        "draft": Form(
            "decisions:save_draft",
            project,
            "ground_rules",
            ("Listen.", "Ask first."),
            {"preset": "shared"},
        ),
        "details": Form(
            "participants:save_details", project, "needs", needs, said, "details"
        ),
        "profile": Form(
            "participants:save_profile",
            [],
            "name",
            ("Frank A.", "Frank B."),
            {"language": "en", "scheme": "auto"},
        ),
        "role": Form(
            "participants:change_role",
            nurse,
            "role",
            ("observer", "evaluator"),
            {},
            "role",
        ),
    }


NAMES = ("row", "draft", "details", "profile", "role")
SHOWN = {"observer": "Observer: reads along", "evaluator": "Evaluator: prepares"}


@pytest.mark.parametrize("name", NAMES)
def test_whoever_was_slower_sees_both_and_sends_again_knowingly(client, cast, name):
    """frank facilitates, and nobody coordinates here, so he gives roles too."""
    Participant.objects.filter(pk=cast.coordinator.pk).update(role="member")
    form = forms(cast)[name]
    client.force_login(User.objects.get(pk=cast.frank.user_id))
    first, second = form.words
    assert form.send(client, first, 1).status_code == 302
    refused = form.send(client, second, 1)
    assert refused.status_code == 409
    page = refused.content.decode()
    both = page[page.index('id="differences"') :]
    both = both[: both.index("</section>")]
    for words in form.words:
        assert SHOWN.get(words, words) in both
    assert f'value="{2}"' in page  # the edition that stands now goes along
    assert form.send(client, second, 2).status_code == 302


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("row", "decisions.actions.charters"),
        ("details", "participants.actions.places"),
        ("profile", "participants.actions.accounts"),
    ],
)
def test_canary_without_the_edition_the_first_change_is_lost(
    client, cast, monkeypatch, name, where
):
    monkeypatch.setattr(f"{where}.ensure_current", lambda _current, _seen: None)
    form = forms(cast)[name]
    client.force_login(cast.frank.user)
    assert [form.send(client, said, 1).status_code for said in form.words] == [302] * 2
