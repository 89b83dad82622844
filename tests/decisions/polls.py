"""Short ways of saying who voted what."""

from fractions import Fraction

from hypothesis import strategies as st

from decisions.rules import KINDS, SIDES, Choice, Electorate, Kind, Rule, Vote, count

HALF = Fraction(1, 2)
THIRD = Fraction(1, 3)
VOTED: tuple[Kind, ...] = ("simple_majority", "double_majority")
GRADE = {"invalid": 0, "blocked": 0, "rejected": 1, "carried": 2}


def rule(kind, *sides, quorum=Fraction(0), least=1, threshold=HALF):
    return Rule(kind, sides or SIDES, quorum, least, threshold)


def votes(**said):
    """votes(users=(12, 3)): twelve yes and three no; a third number abstains."""
    choices: tuple[Choice, ...] = ("yes", "no", "abstain")
    return [
        Vote(side, choice)
        for side, numbers in said.items()
        for choice, number in zip(choices, numbers, strict=False)
        for _ in range(number)
    ]


def polled(rule, electorate, **said):
    return count(rule, Electorate(electorate), votes=votes(**said))


def lines(outcome, code):
    return {
        c.side: (c.met, c.have, c.need, c.of) for c in outcome.checks if c.code == code
    }


numbers = st.tuples(*[st.integers(0, 12)] * 3)
fractions = st.fractions(0, 1, max_denominator=12)
rules = st.builds(
    Rule,
    st.sampled_from(KINDS),
    st.sampled_from([("community",), ("institution",), SIDES, SIDES[::-1]]),
    fractions,
    st.integers(1, 5),
    st.fractions(0, Fraction(11, 12), max_denominator=12),
)


@st.composite
def polls(draw):
    """A voted rule, who may vote, and (yes, no, abstain) of each side."""
    chosen = draw(rules.filter(lambda rule: rule.kind in VOTED))
    said = {side: draw(numbers) for side in SIDES}
    silent = {side: draw(st.integers(0, 8)) for side in SIDES}
    everybody = {side: sum(said[side]) + silent[side] for side in SIDES}
    return chosen, everybody, said
