"""What people say in the second round of the circle. Pure data."""

from coprod.story.first_words import Line, Reply

BOARD = (
    Line(
        "at_night",
        "nour",
        "need",
        "عندما أتصل ليلًا من أجل جدتي، يجيب الهاتف بالإنجليزية فقط.",
        language="ar",
        liked_by="samira karim rosa ada grace mei helen",
    ),
    Line(
        "a_person",
        "quill",
        "need",
        "If there is one number, a person must answer it, not a machine.",
        channel="paper",
        liked_by="tom edna harold rosa ada bridget ellen grace dina",
    ),
    Line(
        "library_line",
        "mabel",
        "asset",
        "The library has a telephone line and is open until eight.",
        liked_by="fiona leo ada frank",
    ),
    Line(
        "after_five",
        "dina",
        "barrier",
        "Nobody is paid to answer after five.",
        liked_by="alan mei sarah tunde ruth martin",
    ),
)
PRIORITIES_TEXT = (
    "One number for the first fourteen days, answered by a person, in the language of "
    "the caller. And proposals that say what changes at home."
)
IDEAS = (
    Line(
        "one_line",
        "grace",
        "idea",
        "One phone number: answered on the ward until eight, and by home care after "
        "that.",
        grew_from="seed_number",
        liked_by="tom edna harold ellen ada leo susan olu helen dina alan frank",
    ),
    Line(
        "magnet",
        "rosa",
        "idea",
        "A fridge magnet with the number, in large print, handed over at the bedside.",
        grew_from="seed_number",
        liked_by="tom edna bridget samira joan mabel helen jane mei",
    ),
    Line(
        "language_button",
        "nour",
        "idea",
        "زرّ للغة: اضغط ٢ للعربية، ويتصل بك شخص خلال ساعة.",
        language="ar",
        grew_from="at_night",
        liked_by="samira karim rosa ada grace dina",
    ),
    Line(
        "same_three",
        "quill",
        "idea",
        "Let the same three people answer, so that I do not tell my story again each "
        "time.",
        channel="paper",
        grew_from="a_person",
        liked_by="tom edna harold rosa bridget ada susan",
    ),
    Line(
        "neighbour_calls",
        "ada",
        "idea",
        "Neighbours take the calls that are not about health: shopping, a key, a lamp.",
        grew_from="seed_number",
        liked_by="leo mabel peter karim rosa dina",
    ),
    Line(
        "count_first",
        "martin",
        "idea",
        "Count the calls for four weeks before we decide how many people it takes.",
        grew_from="after_five",
        liked_by="ruth frank ivy",
    ),
)
IDEA_REPLIES = (
    Reply("one_line", "dina", "After eight it would be one of five of us. We can."),
    Reply("one_line", "rosa", "What happens on Sundays? That is when we came home."),
    Reply("language_button", "samira", "وأنا أستطيع أن أردّ يوم الجمعة.", "ar"),
    Reply("language_button", "grace", "We have two colleagues who speak Arabic."),
    Reply(
        "same_three",
        "susan",
        "Two of us would be glad to. We like to know how it ends.",
    ),
    Reply("count_first", "tom", "People fall in the meantime. Count while we do it."),
)
OUT_OF_PLACE = Reply(
    "magnet",
    "peter",
    "Ask for Jane at extension 4471, she prints anything on the side.",
)
TWO_SENTENCES = (
    " Every proposal says in two plain sentences what changes for the person at home."
)
REMARKS = (
    (
        "rosa",
        "for",
        "We asked for this in the survey. Then I know why I should read on.",
        "en",
    ),
    ("martin", "against", "Two sentences are too few for a change of rota.", "en"),
    ("nour", "for", "جملتان واضحتان أستطيع أن أترجمهما لجدتي في الحال.", "ar"),
    ("helen", "open", "Who looks whether the two sentences are plain enough?", "en"),
)
CONCERN = (
    "لم نجرّب زرّ اللغة بعد مع كبار السن. إذا أنهينا التصميم الآن فلن يجرّبه أحد "
    "قبل أن يبدأ."
)
