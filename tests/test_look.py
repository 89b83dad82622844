"""What the tags, forms and frames make of what they are given."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from coprod import drawing
from coprod.showcase import SampleForm
from coprod.templatetags import look
from decisions.models import Charter
from participants.rules.numbers import Shown
from phases.models import Cycle
from projects.models import Project
from projects.numbers import digits


def rendered(source: str, **context: object) -> str:
    template = engines["django"].from_string(f"{{% load look %}}{source}")
    return template.render(context).strip()


# --- a part that is drawn once


def drawn_status(words):
    part = "{% drawn 'components/tag.html' state='open' text=text %}"
    return rendered(part, text=words)


def test_a_part_drawn_once_is_another_for_other_words_and_in_another_language():
    bars = "{% drawn 'components/bar.html' side='community' value=value total=5 %}"
    assert "3 of 5" in rendered(bars, value=3)
    assert "3 of 5" in rendered(bars, value=3)
    assert "4 of 5" in rendered(bars, value=4)
    with translation.override("ar"):
        assert digits(3) in rendered(bars, value=3)


def words_stay_words():
    assert "<b>hello</b>" in drawn_status(mark_safe("<b>hello</b>"))
    assert "<b>hello</b>" not in drawn_status("<b>hello</b>")


def test_words_that_people_typed_are_never_markup_because_the_same_was_drawn_as_such():
    words_stay_words()


def test_canary_a_memory_that_knows_words_by_their_letters_alone_lets_markup_in(
    monkeypatch,
):
    monkeypatch.setattr(look, "_drawn", lru_cache(look._drawn.__wrapped__))
    with pytest.raises(AssertionError):
        words_stay_words()


@pytest.mark.parametrize(
    "thing",
    [
        SimpleNamespace(),
        Project(name="It keeps its id when its name changes"),
        (Project(name="Inside, too"),),
        Shown(5, mark_safe("<b>inside a record</b>")),
    ],
    ids=["anything", "row", "row inside", "markup inside"],
)
def test_what_can_change_while_it_keeps_its_name_is_not_drawn_once(thing):
    with pytest.raises(TypeError, match=r"never changes|unhashable"):
        drawn_status(thing)


def test_records_of_plain_values_are_drawn_once():
    assert "count=3" in drawn_status([Shown(3)])


# --- the circle is a path one reads


def test_the_circle_starts_at_the_top_and_goes_clockwise():
    first, *_others = drawing.segments(["done", "none", "none", "none"])
    assert first.path.startswith("M157.9 10.0A150 150 0 0 1 308.8 141.2")
    assert (first.text_x, first.text_y) == ("235", "67")


def test_in_arabic_the_circle_turns_the_other_way():
    states = ["done", "open", "none", "none"]
    for segment, mirrored in zip(
        drawing.segments(states), drawing.segments(states, mirrored=True), strict=True
    ):
        assert int(segment.text_x) + int(mirrored.text_x) == 320
        assert segment.text_y == mirrored.text_y
    with translation.override("ar"):
        html = rendered("{% include 'components/glyph.html' with states=states only %}")
        assert 'd="M31.5 2.0A30 30 0 0 0 2.4 27.3' not in html  # nothing given: nothing
        html = rendered(
            "{% include 'components/glyph.html' with states='done none none none' %}"
        )
    assert 'd="M31.5 2.0A30 30 0 0 0 2.4 27.3' in html


def test_open_phases_are_drawn_last_so_that_their_outline_lies_on_top():
    drawn = drawing.segments(["open", "done", "open", "none"])
    assert [segment.number for segment in drawn] == [2, 4, 1, 3]


def test_phases_of_the_model_are_drawn_by_their_state():
    phases = [SimpleNamespace(state=state) for state in ("closed", "open", "planned")]
    html = rendered(
        "{% include 'components/glyph.html' with states=phases only %}", phases=phases
    )
    assert [html.count(f'data-state="{s}"') for s in ("done", "open", "none")] == [
        1
    ] * 3


# --- places of marks


@pytest.mark.parametrize(
    ("value", "place"), [(1, "0.0%"), (3, "50.0%"), (5, "100.0%"), (9, "100.0%")]
)
def test_scales_start_and_end_at_the_ends_of_the_question(value, place):
    assert drawing.on_scale(value) == place


def test_agreement_is_centred_on_the_middle_of_neither():
    parts = drawing.agreement([0.1, 0.2, 0.4, 0.2, 0.1])
    assert [part.kind for part in parts] == list(drawing.AGREEMENT)
    middle = parts[2]
    centre = float(middle.x[:-1]) + float(middle.width[:-1]) / 2
    assert centre == pytest.approx(50, abs=0.1)


def test_even_the_most_one_sided_answer_stays_inside_the_bar():
    for shares in ([1, 0, 0, 0, 0], [0, 0, 0, 0, 1], [0.5, 0.5, 0, 0, 0]):
        for part in drawing.agreement(shares):
            start, width = float(part.x[:-1]), float(part.width[:-1])
            assert 0 <= start <= start + width <= 100


def test_lengths_in_drawings_keep_western_digits_in_every_language():
    with translation.override("ar"):
        assert rendered("{{ part|of:whole|width }}", part=1, whole=4) == "25.0%"


def test_a_share_of_nobody_is_nothing():
    assert rendered("{{ 0|of:0|percent }}") == "0%"


@pytest.mark.parametrize(
    ("language", "share"), [("en", "40%"), ("ar", "٤٠٪"), ("da", "40\xa0%")]
)
def test_a_share_is_written_as_people_write_it_here(language, share):
    with translation.override(language):
        assert rendered("{{ 0.4|percent }}") == share


# --- figures, dates and sentences


@pytest.mark.parametrize(
    ("language", "figure"),
    [
        ("en", "1,240.5"),
        ("ar", "١٬٢٤٠٫٥"),
        ("da", "1.240,5"),
        ("fi", "1\xa0240,5"),
        ("ru", "1\xa0240,5"),
    ],
)
def test_figures_follow_the_language(language, figure):
    with translation.override(language):
        assert rendered("{{ value|num:1 }}", value=1240.5) == figure


@pytest.mark.parametrize(
    ("language", "size"),
    [("en", "6.2\xa0KB"), ("ar", "٦٫٢\xa0ك.ب"), ("da", "6,2\xa0KB")],
)
def test_the_size_of_a_file_follows_the_language(language, size):
    with translation.override(language):
        assert rendered("{{ size|file_size }}", size=6350) == size


def test_dates_say_the_year_only_when_it_is_another(settings, time_machine):
    time_machine.move_to(datetime(2026, 5, 1, tzinfo=UTC))
    moment = datetime(2026, 3, 9, 18, 4, tzinfo=UTC)
    assert ">9\xa0March, 18:04</time>" in rendered("{% when m %}", m=moment)
    assert ">9\xa0March</time>" in rendered("{% when m 'day' %}", m=moment)
    assert "Monday" in rendered("{% when m 'weekday' %}", m=moment)
    last_year = moment.replace(year=2025)
    assert ">9\xa0March 2025, 18:04</time>" in rendered("{% when m %}", m=last_year)
    assert rendered("{% when m %}", m=None) == ""


@pytest.mark.parametrize(
    ("language", "day"), [("da", "mandag"), ("fi", "maanantai"), ("ru", "понедельник")]
)
def test_a_day_of_the_week_is_written_small_where_that_is_the_custom(language, day):
    moment = datetime(2026, 3, 9, 18, 4, tzinfo=UTC)
    with translation.override(language):
        assert f">{day}\xa0" in rendered("{% when m 'weekday' %}", m=moment)


def test_a_no_sets_its_reason_first_and_then_what_would_change_it():
    reason = "This phase has not begun. Both sides decide when it does."
    html = rendered(
        "{% include 'components/verdict.html' with reason=reason only %}", reason=reason
    )
    assert "<strong>This phase has not begun.</strong>" in html
    assert "<p>Both sides decide when it does.</p>" in html


def test_a_date_does_not_end_the_sentence():
    text = "Det lukkede den 3. maj. Bed om en ny."
    assert rendered("{{ text|lead_sentence }}", text=text) == "Det lukkede den 3. maj."
    assert rendered("{{ text|after_lead }}", text=text) == "Bed om en ny."


def test_what_people_wrote_is_never_markup():
    html = rendered(
        "{% include 'components/card.html' with title=text url='/x' text=text only %}",
        text="<script>alert(1)</script>",
    )
    assert "<script>" not in html


# --- forms


@pytest.fixture
def sent() -> SampleForm:
    return SampleForm({"name": "Ada", "email": "ada", "agree": ""})


def test_a_form_names_each_answer_that_needs_another_look_and_leads_there(sent):
    summary = rendered("{% include 'components/error_summary.html' %}", form=sent)
    html = f"{summary}{sent}"
    assert "4 answers need another look" in html
    for name in ("email", "language", "group_0_0", "agree"):
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}"' in html
    assert "Everything else you wrote is kept." in html
    assert 'value="Ada"' in html


def test_help_and_error_are_read_out_with_their_field(sent):
    html = str(sent["email"].as_field_group())
    assert 'aria-describedby="id_email_error"' in html
    assert 'id="id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext"' in str(sent["name"].as_field_group())


@pytest.mark.parametrize("name", ["name", "email", "language", "group", "agree"])
def test_what_has_to_be_answered_says_so_whatever_its_shape(sent, name):
    html = str(sent[name].as_field_group())
    assert 'data-needed="required"' in html
    assert " required" in html.replace('"required"', "") or "aria-required" in html


@pytest.mark.parametrize("name", ["phone", "day", "hours", "channels", "reason"])
def test_what_may_stay_empty_does_not(sent, name):
    assert "required" not in str(sent[name].as_field_group())


def test_options_say_their_side_and_what_they_mean(sent):
    html = str(sent["group"].as_field_group())
    assert html.count("<fieldset") == 1
    assert html.count('data-side="community"') == 1
    assert html.count('data-side="institution"') == 1
    assert "You look after someone at home." in html
    assert 'aria-describedby="id_group_0_0_d"' in html


def test_nothing_is_ticked_in_advance():
    assert " checked" not in str(SampleForm())


def test_what_was_ticked_stays_ticked():
    html = str(SampleForm({"channels": ["meeting"], "group": "nurse"}))
    assert html.count(" checked") == 2


def test_addresses_numbers_and_codes_run_left_to_right():
    class Form(forms.Form):
        email = forms.EmailField()
        hours = forms.IntegerField()
        words = forms.CharField()
        code = forms.CharField(
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
        )

    form = Form()
    for name, direction in (
        ("email", "ltr"),
        ("hours", "ltr"),
        ("code", "ltr"),
        ("words", "auto"),
    ):
        assert f'dir="{direction}"' in str(form[name].as_field_group())


def test_a_form_without_errors_has_no_summary():
    summary = rendered(
        "{% include 'components/error_summary.html' %}", form=SampleForm()
    )
    assert "error-summary" not in summary


def test_after_a_mistake_the_page_begins_with_what_needs_another_look(client, db):
    """And the focus is there, without JavaScript, however far down the form is."""
    page = client.post(reverse("account_request_login_code"), {"email": "ada"})
    html = page.content.decode()
    assert html.count("ds-error-summary") == 1
    assert html.index("ds-error-summary") < html.index("<h1>")
    assert re.search(r'class="ds-error-summary"[^>]* tabindex="-1" autofocus', html)
    assert re.search(r'<a href="#(id_\w+)">.*id="\1"', html, re.S)


# --- frames


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/", "/contact/"])
@pytest.mark.django_db
def test_every_page_has_one_title_and_one_heading(client, path):
    html = client.get(path).content.decode()
    assert html.count("<h1>") == 1
    assert html.count("<title>") == 1


def test_arabic_pages_run_right_to_left(client, settings):
    settings.DEMO = True
    html = client.get("/demo/components/?lang=ar").content.decode()
    assert '<html lang="ar" dir="rtl"' in html
    assert 'hreflang="en"' in html


def test_colours_are_remembered_when_asked_for(client, settings):
    settings.DEMO = True
    client.get("/demo/components/?scheme=dark")
    assert (
        'data-color-scheme="dark"' in client.get("/demo/components/").content.decode()
    )
    client.get("/demo/components/?scheme=loud")
    assert (
        'data-color-scheme="dark"' in client.get("/demo/components/").content.decode()
    )


def test_what_is_not_there_is_said_in_words(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing here that you can see" in answer.content.decode()


@pytest.mark.parametrize("status", ["400", "500"])
def test_errors_are_worded_even_without_a_request(status):
    html = engines["django"].get_template(f"{status}.html").render()
    assert "<h1>" in html
    assert "coprod.css" in html


def test_too_many_tries_are_answered_in_the_frame_of_the_site(rf):
    html = engines["django"].get_template("429.html").render({}, rf.post("/"))
    assert "Wait a few minutes" in html
    assert 'id="main"' in html


def test_a_refusal_shows_its_reason(rf):
    template = engines["django"].get_template("403.html")
    html = template.render({"exception": "Only members can vote. Join first."})
    assert "<strong>Only members can vote.</strong>" in html


@pytest.mark.parametrize(("language", "between"), [("en", ",;"), ("ar", "،؛")])
def test_commas_are_those_of_the_language(language, between):
    with translation.override(language):
        assert rendered('{% comma %}{% comma ";" %}') == between


def test_sentences_that_python_builds_have_the_digits_of_the_page():
    with translation.override("ar"):
        assert "٢" in str(Cycle(number=2))
        assert "٣" in str(Charter(version=3))
        assert digits(50) == "٥٠"
    assert digits(50) == "50"
