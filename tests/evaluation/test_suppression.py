"""Nobody in a small group is found by subtraction."""

import random
from time import process_time

import pytest

from evaluation.statistics.suppression import TOTAL, hide_groups, hide_table
from tests.evaluation.attack import attack, exposed, whole_table

YES, NO = 0, 1
WORKED = {"A": (3, 17), "B": (12, 28), "C": (8, 22)}
FLAT = dict.fromkeys(WORKED, "all")


def both(*rows):
    return [(row, column) for row in rows for column in (YES, NO)]


# ------------------------------------------------------------------ the worked table


def test_canary_hiding_the_small_count_alone_hides_nothing():
    assert attack(WORKED, FLAT, [("A", YES)]) == {("A", YES): (3, 3)}
    assert attack(WORKED, FLAT, both("A")) == {("A", YES): (3, 3), ("A", NO): (17, 17)}


def test_the_attack_finds_the_published_ranges():
    assert attack(WORKED, FLAT, both("A", "C")) == {
        ("A", YES): (0, 11),
        ("A", NO): (9, 20),
        ("C", YES): (0, 11),
        ("C", NO): (19, 30),
    }
    assert attack(WORKED, FLAT, both("A", "B"))["A", YES] == (0, 15)


def test_a_second_group_is_hidden_to_protect_the_first():
    assert hide_table(WORKED, FLAT) == {
        ("A", YES): "few",
        ("A", NO): "few",
        ("C", YES): "protects",
        ("C", NO): "protects",
    }


# -------------------------------------------------------------------- one breakdown


def test_nothing_small_nothing_hidden():
    assert hide_groups({"carers": 12, "users": 20}) == {}
    assert hide_table({"A": (5, 15), "B": (12, 28)}, {"A": "all", "B": "all"}) == {}
    assert hide_groups({"carers": 0, "users": 20}) == {}


def test_the_smallest_group_that_can_protect_is_hidden_too():
    counts = {"carers": 3, "users": 20, "residents": 9, "staff": 40}
    assert hide_groups(counts) == {"carers": "few", "residents": "protects"}


def test_two_small_groups_may_protect_each_other():
    assert hide_groups({"carers": 3, "volunteers": 4, "staff": 40}) == {
        "carers": "few",
        "volunteers": "few",
    }
    hidden = hide_groups({"carers": 2, "volunteers": 2, "staff": 40, "users": 30})
    assert hidden == {"carers": "few", "volunteers": "few", "users": "protects"}


def test_all_but_a_few_tells_who_the_few_are():
    assert hide_groups({"carers": 38, "users": 2}) == {"carers": "few", "users": "few"}


def test_a_handful_in_all_are_not_broken_down():
    assert hide_groups({"carers": 4, "users": 0}) == {"carers": "few", "users": "few"}


def test_k_can_be_set_higher():
    counts = {"carers": 7, "users": 20, "staff": 40}
    assert hide_groups(counts) == {}
    assert hide_groups(counts, k=10) == {"carers": "few", "users": "protects"}


# ------------------------------------------------------------------ groups and sides

SIDES = {"carers": "community", "users": "community", "nurses": "institution"}
SIDES |= {"managers": "institution", "community": "all", "institution": "all"}


def test_a_small_group_is_hidden_whole_with_its_number_of_people():
    rows = {"carers": (9, 11), "users": (8, 7), "nurses": (9, 6), "managers": (3, 0)}
    hidden = hide_table(rows, SIDES)
    assert {("managers", YES), ("managers", NO), ("managers", TOTAL)} <= hidden.keys()
    assert ("nurses", TOTAL) in hidden
    assert not exposed(rows, SIDES, hidden)
    assert ("community", YES) not in hidden


def test_a_side_with_one_group_is_hidden_with_it():
    rows = {"carers": (9, 11), "users": (8, 7), "nurses": (12, 2)}
    within = {name: SIDES[name] for name in [*rows, "community", "institution"]}
    hidden = hide_table(rows, within)
    assert {("nurses", NO), ("institution", NO)} <= hidden.keys()
    assert not exposed(rows, within, hidden)


def test_where_a_mean_is_shown_a_row_is_hidden_whole_or_not_at_all():
    rows = {"A": (3, 9, 20, 9, 9), "B": (9, 9, 20, 30, 9), "C": (30, 30, 30, 30, 30)}
    within = dict.fromkeys(rows, "all")
    people, points = sum(rows["A"]), sum(n * at for at, n in enumerate(rows["A"]))
    mean_of_a = ({("A", at): at for at in range(5)}, points)
    plain = hide_table(rows, within)
    assert people == 50
    found = attack(rows, within, plain, [mean_of_a])["A", 0]
    assert found == (3, 3), "a mean gives two hidden counts away"
    hidden = hide_table(rows, within, with_means=True)
    for row in ("A", "B", "C"):
        assert len({(row, at) in hidden for at in range(5)}) == 1
    low, high = attack(rows, within, hidden, [mean_of_a])["A", 0]
    assert high - low >= 5


def test_the_reason_for_hiding_must_stay_inside_the_house():
    hidden = hide_table(WORKED, FLAT)
    low, high = attack(WORKED, FLAT, hidden)["C", YES]
    assert high - low >= 5
    told = attack(WORKED, FLAT, hidden, few={("A", YES)})["C", YES]
    assert told == (7, 10), "who knows which counts are 1 to 4 knows the others too"


@pytest.mark.parametrize(
    ("rows", "within", "problem"),
    [
        ({"A": (1, 2), "B": (3, 4)}, {"A": "all"}, "parts of one whole"),
        ({"A": (1, 2), "B": (3, 4)}, {"A": "B"}, "counts of its own"),
        ({"A": (1, 2), "B": (3,)}, {"A": "all", "B": "all"}, "argument 2 is shorter"),
        ({"A": (-1, 9), "B": (3, 9)}, {"A": "all", "B": "all"}, "Counts from 0"),
    ],
)
def test_what_is_no_table_is_refused(rows, within, problem):
    with pytest.raises(ValueError, match=problem):
        hide_table(rows, within)


def test_k_of_one_protects_nobody():
    with pytest.raises(ValueError, match="k from 2"):
        hide_groups({"carers": 7}, k=1)


# ----------------------------------------------------------- five hundred tables


def tables(how_many, seed=5):
    """Flat and in sides, sparse and full, two to five choices."""
    dice = random.Random(seed)
    for _ in range(how_many):
        groups, choices = dice.randint(1, 6), dice.randint(2, 5)
        people = dice.choice([3, 10, 30, 80])
        liking = [dice.random() ** 2 for _ in range(choices)]
        rows = {}
        for group in range(groups):
            said = dice.choices(range(choices), liking, k=dice.randint(0, 2 * people))
            rows[f"g{group}"] = tuple(said.count(choice) for choice in range(choices))
        within = dict.fromkeys(rows, "all")
        if dice.random() < 0.5:
            within = {row: dice.choice(["one", "other"]) for row in rows}
            within |= dict.fromkeys(set(within.values()), "all")
        yield rows, within


def test_five_hundred_tables_withstand_the_attack():
    small = kept = ordinary = 0
    for number, (rows, within) in enumerate(tables(500)):
        hidden = hide_table(rows, within, with_means=number % 5 == 0)
        assert not exposed(rows, within, hidden), (rows, within)
        counts = whole_table(rows, within)
        assert (("all", TOTAL) in hidden) == (0 < counts["all", TOTAL] < 5)
        small += any(0 < count < 5 for count in counts.values())
        if sum(map(sum, rows.values())) >= 30 * len(rows) and number % 5:
            large = [c for c, count in counts.items() if count >= 5 and c[0] in rows]
            ordinary += len(large)
            kept += len([cell for cell in large if cell not in hidden])
    assert small > 300
    assert kept / ordinary >= 0.6, "safe, but too little is left to read"


def test_canary_without_the_second_step_counts_are_recovered():
    found = 0
    for rows, within in tables(100):
        counts = whole_table(rows, within)
        naive = [cell for cell, count in counts.items() if 0 < count < 5]
        if exposed(rows, within, naive):
            found += any(
                low == high for low, high in attack(rows, within, naive).values()
            )
    assert found > 20


def test_a_rebuild_in_another_order_hides_the_same_cells():
    for rows, within in tables(50):
        again = dict(reversed(rows.items()))
        around = dict(reversed(within.items()))
        assert list(hide_table(again, around)) == list(hide_table(rows, within))


def test_a_large_table_takes_a_moment():
    dice = random.Random(3)
    rows = {f"g{at}": tuple(dice.randint(0, 30) for _ in range(7)) for at in range(12)}
    within = {row: dice.choice(["one", "other"]) for row in rows}
    within |= {"one": "all", "other": "all"}
    start = process_time()
    hide_table(rows, within)
    assert process_time() - start < 2  # of our own time, however busy the machine
