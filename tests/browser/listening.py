"""Reading a page for its languages, without a browser: cheap enough for all of them."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.utils import translation

EMPTY = {"meta", "link", "input", "img", "br", "hr", "wbr"}
UNSPOKEN = {"script", "style", "code"}
SPOKEN = {"alt", "aria-label", "title", "data-label", "data-needed"}
RIGHT_TO_LEFT = {"ar"}
NATIVE = "English"  # as every list of languages calls it


class Voice(HTMLParser):
    """What a page says in its own language: words marked as another's are not heard."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.frame: dict[str, str | None] = {}
        self.title = ""
        self.said: list[str] = []
        self.within: list[tuple[str, str]] = []  # open elements and their languages
        self.feed(html)

    @property
    def language(self) -> str:
        return self.within[-1][1] if self.within else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.frame = given
        language = given.get("lang") or self.language
        if tag not in EMPTY:
            self.within.append((tag, language))
        if language == self.frame.get("lang"):
            self.said += [str(given[name]) for name in SPOKEN & given.keys()]

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        tags = [tag for tag, _language in self.within]
        if tags[-1:] == ["title"] and "svg" not in tags:
            self.title = words
        elif self.language == self.frame.get("lang") and not UNSPOKEN & {*tags}:
            self.said.append(words)


def listen(html: str, language: str) -> Iterator[str]:
    """All that is wrong with the language of a page that was asked for in this one."""
    voice = Voice(html)
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    if (voice.frame.get("lang"), voice.frame.get("dir")) != (language, direction):
        yield f"it says that it is {voice.frame}"
    if not voice.title.strip(" –"):
        yield "it has no title"
    with translation.override(language):
        for words in dict.fromkeys(voice.said):
            if words and words != NATIVE and translation.gettext(words) != words:
                yield f"it says in English: {words}"
