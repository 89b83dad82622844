"""What is the same at every address, put into the description of the API."""

from typing import Any

from coprod.errors import PROBLEM
from projects.endpoint.asking import FIELDS
from projects.endpoint.once import HEADER

Described = dict[str, Any]
ABOUT = (
    "The API does what the pages do: the same rules, the same words, the same "
    "refusals. What everyone may read needs no token. For the rest, an "
    "administrator of the pilot registers your software and passes its secret on "
    "to you. POST its id and secret (HTTP Basic) with "
    "grant_type=client_credentials and scope=read, or scope=read write, to "
    "/api/o/token; send the token as Authorization: Bearer. It holds for an hour. "
    "An app that acts for people sends them to /api/o/authorize (authorisation "
    "code with PKCE, S256). "
    "A facilitator of a project lets your software in, on its page “Who takes "
    "part”, under “Let other software in”: then it reads what is not public and "
    "brings in files of answers (/api/v1/rounds/{id}/imports/). Answering a round "
    "oneself (/responses/) is for people."
)
REFUSED = {"$ref": "#/components/schemas/Problem"}
SHAPE: Described = {
    "type": "object",
    "description": "A refusal (RFC 9457). Go by the code; the words are for people.",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "code": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence to show someone."},
        "instance": {
            "type": "string",
            "format": "uri",
            "description": "The number of this request, as in the header X-Request-Id.",
        },
        "errors": {"description": "What is wrong, by field (code invalid)."},
        "allowed": {"type": "array", "items": {"type": "string"}},
        "current": {"type": "integer", "description": "The edition that stands now."},
    },
    "required": ["type", "code", "title", "status", "detail", "instance"],
}
UUID4 = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
KEY: Described = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": UUID4},
    "description": (
        "A random UUID (version 4). Sent again within 24 hours by the same account "
        "with the same content, the first answer comes again and nothing is done twice."
    ),
}
HELD: Described = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of what you hold; 304 if it is still so.",
}
SEEN: Described = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of what you read; 412 if somebody changed it since.",
}
ALWAYS = {
    "400": "Cannot be read, or a parameter that is not known.",
    "401": "Sign in first.",
    "403": "Not allowed, with the reason.",
    "404": "Not there, or not to be seen.",
    "406": "Only JSON is to be had.",
    "429": "Too many requests; Retry-After says when.",
}
SENT = {
    "413": "Too large.",
    "415": "Of a kind that is not read here.",
    "422": "Something is missing or wrong; nothing was saved.",
}
ONCE = {"409": "The same request is being answered now, or somebody was quicker."}
EDITED = {"412": "Somebody changed it since.", "428": "Say what you read: If-Match."}


def complete(result: Described, **_context: object) -> Described:
    """A hook of drf-spectacular: headers, fields and refusals of every operation."""
    result["info"]["description"] = ABOUT
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = SHAPE
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            if not path.endswith("/schema/"):
                _complete(result, method, operation)
    return result


def _complete(result: Described, method: str, operation: Described) -> None:
    parameters, responses = operation.setdefault("parameters", []), dict(ALWAYS)
    if method == "get":
        parameters += [*_fields(result, operation), HELD]
        operation["responses"]["304"] = {"description": "Unchanged."}
    else:
        responses |= SENT
    if method == "post":
        parameters.append(KEY)
        responses |= ONCE
    if method == "patch" or (method == "put" and "requestBody" in operation):
        parameters.append(SEEN)
        responses |= EDITED
    for status, words in responses.items():
        content = {PROBLEM: {"schema": REFUSED}}
        operation["responses"][status] = {"description": words, "content": content}


def _fields(result: Described, operation: Described) -> list[Described]:
    """Which fields can be asked for: those of one thing, or of a row."""
    names = list(_row(result, _answer(operation)).get("properties", {}))
    if not names:
        return []
    words = "Only these, with commas. What is required then comes only if asked for."
    schema = {"type": "array", "items": {"type": "string", "enum": names}}
    return [
        {
            "name": FIELDS,
            "in": "query",
            "required": False,
            "style": "form",
            "explode": False,
            "schema": {**schema, "minItems": 1},
            "description": words,
        }
    ]


def _answer(operation: Described) -> Described:
    content = operation["responses"].get("200", {}).get("content", {})
    schema: Described = content.get("application/json", {}).get("schema", {})
    return schema


def _row(result: Described, schema: Described) -> Described:
    """The object itself, whatever it is listed, paged or named by."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _row(result, result["components"]["schemas"][name])
    rows = schema.get("properties", {}).get("results")
    if rows is not None:
        return _row(result, rows)
    return _row(result, schema["items"]) if "items" in schema else schema
