"""What is written about the code is true of the code."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from decisions.acts import ACTS

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
APPS = ("projects", "participants", "decisions", "phases", "evaluation", "coprod")
MADE_LATER = {"node_modules/", ".local/", ".venv/", ".screens/"}
IN_DATA_FOLDER = {"log/", "postgres-15/"}


def missing_paths(text: str) -> list[str]:
    """Every file or folder named in backticks that is not there."""
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text))
    named -= MADE_LATER | IN_DATA_FOLDER
    ours = (name for name in named if not name.startswith("../"))
    return sorted(name for name in ours if not _is_there(name))


def _is_there(name: str) -> bool:
    """participants/0001 means the migration of that number."""
    folder, _, number = name.partition("/")
    if re.fullmatch(r"\d{4}", number):
        return any((ROOT / folder / "migrations").glob(f"{number}_*.py"))
    return (ROOT / name).exists()


def sentences_of_the_database() -> set[str]:
    """The names of all constraints, and of all triggers that migrations make."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    names = {each.name for model in models for each in model._meta.constraints}
    for migration in ROOT.glob("*/migrations/*.py"):
        names |= set(re.findall(r"CREATE TRIGGER (\w+)", migration.read_text()))
    return names


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_it_names_is_there(document):
    assert missing_paths(document.read_text()) == []


def test_canary_a_file_that_is_gone_is_noticed():
    assert missing_paths("in `coprod/nowhere.py` and `participants/9999`") == [
        "coprod/nowhere.py",
        "participants/9999",
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document):
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_governed_acts_are_those_of_the_code():
    text = (ROOT / "docs" / "architecture.md").read_text()
    written = re.findall(r"^\| `(\w+\.\w+)` \| (\w+) \| (\w+) \|$", text, re.MULTILINE)
    acts = [(act.code, act.about.__name__, str(act.weight)) for act in ACTS.values()]
    assert sorted(written) == sorted(acts)


def test_the_named_constraints_and_triggers_exist():
    text = (ROOT / "docs" / "architecture.md").read_text()
    part = text.split("**Invariants are constraints")[1].split("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", part))
    assert len(named) > 8
    assert named - sentences_of_the_database() == set()
