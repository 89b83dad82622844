"""Who is in the story. Visitors can be those with an address at demo.invalid."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from participants.rules import groups
from participants.rules.groups import Group

GROUPS = (
    Group(
        "community",
        "People who came home",
        {
            "ar": "أشخاص عادوا إلى البيت",
            "da": "Mennesker, der er kommet hjem",
            "fi": "Kotiin palanneet",
            "ru": "Вернувшиеся домой",
        },
    ),
    groups.CARERS,
    groups.NEIGHBOURS,
    Group(
        "institution",
        "Ward and community nurses",
        {
            "ar": "ممرضو القسم والمجتمع",
            "da": "Sygeplejersker på afdelingen og i kommunen",
            "fi": "Osaston ja kotisairaanhoidon hoitajat",
            "ru": "Медсёстры отделения и района",
        },
    ),
    Group(
        "institution",
        "Home-care workers",
        {
            "ar": "عاملو الرعاية المنزلية",
            "da": "Ansatte i hjemmeplejen",
            "fi": "Kotihoidon työntekijät",
            "ru": "Работники помощи на дому",
        },
    ),
    groups.MANAGERS,
)
HOME, CARERS, NEIGHBOURS, NURSES, HOME_CARE, MANAGERS = range(len(GROUPS))


@dataclass(frozen=True)
class Player:
    """One person: in which group, how they take part, what they need."""

    key: str
    name: str
    group: int
    demo: bool = False  # a visitor may be this person
    language: str = "en"
    role: str = "member"
    helps: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.key}@{'demo.invalid' if self.demo else 'people.invalid'}"


@dataclass(frozen=True)
class Offline:
    """Someone without e-mail."""

    key: str
    name: str
    group: int
    channel: str
    phone: str
    helper: str = ""
    helps: tuple[str, ...] = ()
    needs: str = ""


FIRST = Player("fiona", "Fiona Reed", NEIGHBOURS, demo=True, role="facilitator")
PLAYERS = (
    Player("frank", "Frank Osei", NURSES, demo=True, role="facilitator"),
    Player("ada", "Ada Marlow", NEIGHBOURS, demo=True),
    Player("rosa", "Rosa Whitlock", CARERS, demo=True, helps=("care",)),
    Player("nour", "نور حداد", CARERS, demo=True, language="ar"),
    Player("grace", "Grace Obi", NURSES, demo=True),
    Player("martin", "Martin Hale", MANAGERS, demo=True),
    Player("ivy", "Ivy Chen", CARERS, demo=True, role="evaluator"),
    Player("tom", "Tom Birch", HOME, helps=("travel",)),
    Player("edna", "Edna Frost", HOME, helps=("travel", "easy")),
    Player("harold", "Harold Penn", HOME),
    Player("bridget", "Bridget Lane", HOME, helps=("easy",)),
    Player("samira", "سميرة ناصر", HOME, language="ar", helps=("interpreter",)),
    Player("ellen", "Ellen Moss", CARERS, helps=("care",)),
    Player("david", "David Crane", CARERS),
    Player("joan", "Joan Pike", CARERS),
    Player("leo", "Leo Hart", NEIGHBOURS),
    Player("mabel", "Mabel Stone", NEIGHBOURS),
    Player("peter", "Peter Vale", NEIGHBOURS),
    Player("karim", "كريم سعيد", NEIGHBOURS, language="ar"),
    Player("susan", "Susan Holt", NURSES),
    Player("olu", "Olu Bankole", NURSES),
    Player("helen", "Helen Marsh", NURSES),
    Player("piotr", "Piotr Zając", NURSES),
    Player("jane", "Jane Ferris", NURSES),
    Player("dina", "Dina Kovac", HOME_CARE),
    Player("alan", "Alan Reeve", HOME_CARE),
    Player("mei", "Mei Tan", HOME_CARE),
    Player("sarah", "Sarah Ford", HOME_CARE),
    Player("tunde", "Tunde Ade", HOME_CARE),
    Player("ruth", "Ruth Bell", MANAGERS),
    Player("nadia", "Nadia Brook", MANAGERS),
    Player("owen", "Owen Tate", MANAGERS),
    Player("simon", "Simon Grey", MANAGERS),
)
OFFLINE = (
    Offline(
        "quill",
        "Albert Quill",
        HOME,
        channel="paper",
        phone="01632 960 078",
        helper="Ada Marlow, next door",
        helps=("travel", "easy"),
        needs="He is 78. Letters in large print, please, and not on a Monday.",
    ),
    Offline(
        "lowe",
        "Edith Lowe",
        HOME,
        channel="phone",
        phone="01632 960 041",
        needs="Ring after ten. She hears better with the left ear.",
    ),
)
ADMINISTRATOR = ("paula@demo.invalid", "Paula Stone")
WHO = {  # in a few words, for visitors who choose whom to be
    "ada@demo.invalid": _("A resident"),
    "rosa@demo.invalid": _("A family carer"),
    "nour@demo.invalid": _("A teenager who reads Arabic"),
    "grace@demo.invalid": _("A nurse"),
    "martin@demo.invalid": _("A manager"),
    "fiona@demo.invalid": _("A facilitator of the community side"),
    "frank@demo.invalid": _("A facilitator of the institution side"),
    "ivy@demo.invalid": _("An evaluator"),
    "paula@demo.invalid": _("A pilot administrator"),
}
