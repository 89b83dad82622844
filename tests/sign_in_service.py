"""A sign-in service for tests: a real provider of OpenID Connect, in its own process.

`python -m tests.sign_in_service PORT SECRET` runs oidc-provider-mock, which speaks the
protocol with Authlib. What it leaves open is asked for here, as strict services do: the
secret, and the proof that whoever fetches the token began (PKCE). And it can be told to
lie: POST /twist says what its next tokens and descriptions claim, and which key signs.
"""

import base64
import hashlib
import sys
import warnings
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import werkzeug.serving
from joserfc import jwk, jwt

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock

TOKEN, AUTHORIZE = "/oauth2/token", "/oauth2/authorize"

app = oidc_provider_mock.app(require_nonce=True)
challenges: dict[str, str] = {}
twist: dict[str, Any] = {}


@app.post("/twist")
def be_told() -> tuple[str, int]:
    twist.clear()
    twist.update(flask.request.get_json())
    return "", 204


@app.before_request
def ask_for_secret_and_proof() -> tuple[str, int] | None:
    if flask.request.path != TOKEN:
        return None
    form, basic = flask.request.form, flask.request.authorization
    if sys.argv[2] not in (form.get("client_secret"), basic and basic.password):
        return "invalid_client", 401
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if challenges.pop(form.get("code", ""), None) != proof:
        return "invalid_grant", 400
    return None


@app.after_request
def remember_and_twist(response: flask.Response) -> flask.Response:
    path = flask.request.path
    if path == AUTHORIZE and response.status_code == 302:
        [code] = parse_qs(urlsplit(response.location).query).get("code", [""])
        challenges[code] = flask.request.args.get("code_challenge", "")
    elif path == TOKEN and response.status_code == 200:
        response.set_data(flask.json.dumps(_twisted(response.get_json())))
    elif path.endswith("openid-configuration"):
        said = {**response.get_json(), **twist.get("description", {})}
        response.set_data(flask.json.dumps(said))
    return response


def _twisted(answer: dict[str, Any]) -> dict[str, Any]:
    """The same token with other claims; signed with our key, or with a false one."""
    storage = flask.g.oidc_provider_mock_storage
    own = jwk.RSAKey.import_key(storage.jwk.as_dict(is_private=True))
    token = jwt.decode(answer["id_token"], own)
    claims = {**token.claims, **twist.get("claims", {})}
    claims = {name: value for name, value in claims.items() if value is not None}
    key = jwk.RSAKey.generate_key() if twist.get("false_key") else own
    return {**answer, "id_token": jwt.encode(token.header, claims, key)}


if __name__ == "__main__":
    werkzeug.serving.run_simple("127.0.0.1", int(sys.argv[1]), app, threaded=True)
