"""Groups suggested to a new project, by the kind of service. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """A constituency to be: its side, its name, and its name in other languages."""

    side: str
    name: str
    names: dict[str, str]


PRESETS: dict[str, tuple[Group, ...]] = {
    "health": (
        Group("community", "People who use the service", {"ar": "مستخدمو الخدمة"}),
        Group("community", "Family carers", {"ar": "مقدمو الرعاية من الأسرة"}),
        Group("community", "Neighbours and volunteers", {"ar": "جيران ومتطوعون"}),
        Group(
            "institution", "Nurses and care workers", {"ar": "الممرضون وعمال الرعاية"}
        ),
        Group("institution", "Managers", {"ar": "المديرون"}),
    ),
    "neighbourhood": (
        Group("community", "Residents", {"ar": "سكان"}),
        Group("community", "Young people", {"ar": "شباب"}),
        Group("community", "Local associations", {"ar": "جمعيات محلية"}),
        Group("institution", "City staff", {"ar": "موظفو البلدية"}),
        Group("institution", "Managers", {"ar": "المديرون"}),
    ),
    "school": (
        Group("community", "Pupils", {"ar": "تلاميذ"}),
        Group("community", "Parents and guardians", {"ar": "أولياء الأمور"}),
        Group("institution", "Teachers", {"ar": "معلمون"}),
        Group("institution", "School leaders", {"ar": "إدارة المدرسة"}),
    ),
}
