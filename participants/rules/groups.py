"""Groups suggested to a new project, by the kind of service. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """A constituency to be: its side, its name, and its name in other languages."""

    side: str
    name: str
    names: dict[str, str]


CARERS = Group(
    "community",
    "Family carers",
    {
        "ar": "مقدمو الرعاية من الأسرة",
        "da": "Pårørende",
        "fi": "Omaishoitajat",
        "ru": "Родные, которые ухаживают",
    },
)
NEIGHBOURS = Group(
    "community",
    "Neighbours and volunteers",
    {
        "ar": "جيران ومتطوعون",
        "da": "Naboer og frivillige",
        "fi": "Naapurit ja vapaaehtoiset",
        "ru": "Соседи и волонтёры",
    },
)
MANAGERS = Group(
    "institution",
    "Managers",
    {
        "ar": "المديرون",
        "da": "Ledere",
        "fi": "Esihenkilöt",
        "ru": "Руководители",
    },
)
PRESETS: dict[str, tuple[Group, ...]] = {
    "health": (
        Group(
            "community",
            "People who use the service",
            {
                "ar": "مستخدمو الخدمة",
                "da": "Brugere af tilbuddet",
                "fi": "Palvelun käyttäjät",
                "ru": "Пользователи услуги",
            },
        ),
        CARERS,
        NEIGHBOURS,
        Group(
            "institution",
            "Nurses and care workers",
            {
                "ar": "الممرضون وعمال الرعاية",
                "da": "Sygeplejersker og plejepersonale",
                "fi": "Hoitajat",
                "ru": "Медсёстры и сиделки",
            },
        ),
        MANAGERS,
    ),
    "neighbourhood": (
        Group(
            "community",
            "Residents",
            {"ar": "سكان", "da": "Beboere", "fi": "Asukkaat", "ru": "Жители"},
        ),
        Group(
            "community",
            "Young people",
            {"ar": "شباب", "da": "Unge", "fi": "Nuoret", "ru": "Молодёжь"},
        ),
        Group(
            "community",
            "Local associations",
            {
                "ar": "جمعيات محلية",
                "da": "Lokale foreninger",
                "fi": "Paikalliset yhdistykset",
                "ru": "Местные объединения",
            },
        ),
        Group(
            "institution",
            "City staff",
            {
                "ar": "موظفو البلدية",
                "da": "Ansatte i kommunen",
                "fi": "Kunnan työntekijät",
                "ru": "Сотрудники города",
            },
        ),
        MANAGERS,
    ),
    "school": (
        Group(
            "community",
            "Pupils",
            {"ar": "تلاميذ", "da": "Elever", "fi": "Oppilaat", "ru": "Ученики"},
        ),
        Group(
            "community",
            "Parents and guardians",
            {
                "ar": "أولياء الأمور",
                "da": "Forældre og værger",
                "fi": "Huoltajat",
                "ru": "Родители и опекуны",
            },
        ),
        Group(
            "institution",
            "Teachers",
            {"ar": "معلمون", "da": "Lærere", "fi": "Opettajat", "ru": "Учителя"},
        ),
        Group(
            "institution",
            "School leaders",
            {
                "ar": "إدارة المدرسة",
                "da": "Skolens ledelse",
                "fi": "Koulun johto",
                "ru": "Руководство школы",
            },
        ),
    ),
}
