"""What people say in the first round of the circle. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One contribution: whose, what it is, in which words, and from what it grew."""

    key: str
    who: str
    kind: str
    text: str
    language: str = "en"
    channel: str = "online"
    grew_from: str = ""
    liked_by: str = ""


@dataclass(frozen=True)
class Reply:
    """A comment beneath a contribution."""

    about: str
    who: str
    text: str
    language: str = "en"


BEFORE = (  # on the board, while the agreement was still being written
    Line(
        "empty_house",
        "rosa",
        "need",
        "I came home with my mother and there was nothing in the house. The shop had "
        "closed at six.",
        liked_by="ada fiona tom edna bridget ellen joan leo mabel grace susan dina mei",
    ),
    Line(
        "letter",
        "quill",
        "need",
        "The letter home is written for doctors. I could not tell which pill is for "
        "the morning.",
        channel="paper",
        liked_by="rosa nour tom harold samira ellen karim grace olu helen alan ruth",
    ),
    Line(
        "languages",
        "nour",
        "need",
        "جدتي لا تقرأ الإنجليزية. أترجم لها كل رسالة من المستشفى، ولا أعرف دائمًا "
        "الكلمات الطبية.",
        language="ar",
        liked_by="samira karim rosa ada grace mei",
    ),
)
BOARD = (
    Line(
        "whom_to_ring",
        "tom",
        "need",
        "I did not know whom to ring. I rang four numbers, and then I rang my sister.",
        liked_by="rosa ada edna harold bridget samira david joan peter jane dina sarah",
    ),
    Line(
        "evenings",
        "lowe",
        "need",
        "The evenings are the worst. From six to nine nobody comes.",
        channel="phone",
        liked_by="rosa ellen tom bridget mei tunde",
    ),
    Line(
        "neighbours",
        "ada",
        "asset",
        "Eleven neighbours in Hazelbank have a van, a spare key or a free morning.",
        liked_by="fiona leo mabel rosa grace",
    ),
    Line(
        "kitchen",
        "samira",
        "asset",
        "لدينا مطبخ كبير وأربع نساء مستعدات للطبخ كل خميس.",
        language="ar",
        liked_by="nour karim ada rosa",
    ),
    Line(
        "printer",
        "grace",
        "asset",
        "The ward has a good printer, and on Tuesdays a volunteer who writes well.",
        liked_by="frank olu rosa",
    ),
    Line(
        "friday",
        "dina",
        "barrier",
        "When people go home on a Friday afternoon, nobody can start before Monday.",
        liked_by="alan mei sarah rosa ellen grace",
    ),
    Line(
        "fax",
        "martin",
        "barrier",
        "Our two computer systems do not talk to each other, so the referral goes by "
        "fax.",
        liked_by="ruth frank dina",
    ),
)
BOARD_REPLIES = (
    Reply("empty_house", "dina", "On Fridays we see this every week."),
    Reply("empty_house", "leo", "My van stands in the yard on Fridays. Ask me."),
    Reply("letter", "helen", "I write these letters. Nobody ever told me. Thank you."),
    Reply("languages", "samira", "وأنا كذلك. ابنتي في المدرسة ولا أحد يقرأ لي.", "ar"),
    Reply("evenings", "alan", "We have two people for the whole town after six."),
)
PRIORITIES = ("empty_house", "letter", "whom_to_ring")
PRIORITIES_TEXT = (
    "In this round we see to three things: something in the house on the first "
    "evening, a letter that people understand, and knowing whom to ring."
)
IDEAS = (
    Line(
        "bag",
        "ada",
        "idea",
        "A welcome-home bag: bread, milk, soup, a light bulb and a card with our "
        "names. Packed by neighbours, carried home by ward staff.",
        grew_from="empty_house",
        liked_by="rosa fiona tom edna ellen leo mabel nour grace susan dina mei sarah",
    ),
    Line(
        "plain_page",
        "grace",
        "idea",
        "One page in plain words on top of every letter home: what to take, what to "
        "watch for, whom to ring.",
        grew_from="letter",
        liked_by="rosa tom harold samira ellen joan olu helen frank alan ruth martin",
    ),
    Line(
        "arabic_page",
        "nour",
        "idea",
        "نريد الصفحة الأولى بالعربية أيضًا، لا بالإنجليزية وحدها، ويقرؤها قبل الطباعة "
        "من لا يعمل في المستشفى.",
        language="ar",
        grew_from="letter",
        liked_by="samira karim rosa ada grace helen",
    ),
    Line(
        "evening_visits",
        "lowe",
        "idea",
        "Someone to look in between six and nine in the first week. Ten minutes would "
        "do.",
        channel="phone",
        grew_from="evenings",
        liked_by="rosa ellen bridget tom mei",
    ),
    Line(
        "thursday_list",
        "dina",
        "idea",
        "A list every Thursday of who goes home on Friday, so that we can plan.",
        grew_from="friday",
        liked_by="alan mei sarah tunde grace jane rosa",
    ),
)
IDEA_REPLIES = (
    Reply("bag", "tom", "No tins, please. My hands cannot open them after surgery."),
    Reply("bag", "jane", "We can carry it down with the medicines. It costs nothing."),
    Reply("arabic_page", "karim", "أستطيع أن أراجع النص مساء الأحد.", "ar"),
)
NOT_NOW = (
    "No evening staff could be found this year. The home-care managers answer for it, "
    "and the question comes back in the next round."
)


@dataclass(frozen=True)
class Job:
    """One task of the plan: whose, for which side, from which idea, who confirms."""

    key: str
    title: str
    owner: str
    receiver: str
    grew_from: str
    confirmed_by: str
    minutes: tuple[tuple[str, int], ...] = ()


JOBS = (
    Job(
        "bags",
        "Pack and bring 40 welcome-home bags",
        "ada",
        "community",
        "bag",
        "tom",
        (("ada", 540), ("leo", 300), ("mabel", 240), ("susan", 90)),
    ),
    Job(
        "page",
        "Put one plain page on top of every letter of St Orrin’s",
        "grace",
        "community",
        "plain_page",
        "rosa",
        (("grace", 420), ("helen", 180), ("rosa", 120)),
    ),
    Job(
        "arabic",
        "Write the plain page in Arabic and have it read by people at home",
        "karim",
        "community",
        "arabic_page",
        "samira",
        (("karim", 360), ("nour", 150)),
    ),
    Job(
        "list",
        "Send home care a list every Thursday of who goes home on Friday",
        "jane",
        "institution",
        "thursday_list",
        "dina",
        (("jane", 200), ("alan", 60)),
    ),
)
LABELS = Job(  # delivered, and nobody of the community side has said yet that it is so
    "labels",
    "Print the labels on medicines in large letters",
    "jane",
    "community",
    "plain_page",
    "",
    (("jane", 90),),
)
MISSING = "The page does not say which number to ring at night."
