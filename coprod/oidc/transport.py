"""The way to a sign-in service and back: guarded, short, and without detours."""

from io import BytesIO
from typing import Any

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from requests.adapters import BaseAdapter

from projects import outgoing

FAILURES = (OAuth2Error, requests.RequestException)
LONGEST = 500_000  # bytes of an answer
OURS = {"Accept", "Authorization", "Content-Type"}  # headers that are sent


def fetch(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    with open_session() as session:
        answer = session.get(address, headers=headers)
        answer.raise_for_status()
        said = answer.json()
    if not isinstance(said, dict):
        raise OAuth2Error("It answers with something else.")
    return said


def open_session() -> requests.Session:
    """What allauth asks with: every request takes the one way out of the house."""
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = 0
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Outgoing())
    return session


class _Outgoing(BaseAdapter):
    def send(self, request: Any, *_args: Any, **_given: Any) -> requests.Response:
        headers = {
            name: request.headers[name] for name in OURS & request.headers.keys()
        }
        body = request.body
        content = body.encode() if isinstance(body, str) else body
        asked = outgoing.Question(request.method, headers, content, at_most=LONGEST)
        try:
            answer = outgoing.ask(request.url, asked)
        except outgoing.NotSentError as problem:
            raise requests.ConnectionError(problem.code) from problem
        return _as_response(request, answer)

    def close(self) -> None:
        """Nothing is kept open."""


def _as_response(request: Any, answer: outgoing.Answer) -> requests.Response:
    response = requests.Response()
    response.status_code, response.url = answer.status, request.url
    response.headers["content-type"] = answer.kind
    response.raw, response.request = BytesIO(answer.content), request
    return response
