"""What we and a sign-in service ask each other, and what must be true of answers."""

import base64
import hashlib
from functools import cached_property
from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from allauth.utils import build_absolute_uri
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from redis.exceptions import RedisError

from coprod.oidc.transport import fetch
from participants.models import IdentityProvider

NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
CLAIMS = ["iss", "sub", "aud", "exp", "iat", "nonce"]
CLOCKS_DIFFER = 60  # seconds
KEPT = 300  # seconds: what a service says of where to ask
LONGEST_SUBJECT = 191


class Service(OpenIDConnectProvider):
    """One row of `IdentityProvider`, as allauth asks for it."""

    row: IdentityProvider
    pkce_enabled_default = True

    def start(self) -> HttpResponse:
        """Send the person there; what the address asks of us beside that is ignored."""
        onward = get_next_redirect_url(self.request)
        answer: HttpResponse = self.redirect(self.request, AuthProcess.LOGIN, onward)
        return answer

    def get_pkce_params(self) -> dict[str, str]:
        """The challenge is the nonce, too: both say that this browser asked."""
        given = super().get_pkce_params()
        return {**given, "nonce": given["code_challenge"]}

    def get_oauth2_adapter(self, request: HttpRequest) -> "ServiceAdapter":
        return ServiceAdapter(request, self.app.provider_id)

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: Any) -> list[EmailAddress]:
        address = data.get("email")
        if not isinstance(address, str):
            return []
        domain = address.rpartition("@")[2].lower()
        checked = data.get("email_verified") in (True, "true")  # some say it as a word
        trusted = checked or domain in self.app.settings["domains"]
        return [EmailAddress(email=address, verified=trusted, primary=True)]

    def serialize(self) -> dict[str, str]:
        """By its own id: two pilots may be known elsewhere by the same client id."""
        return {"id": self.app.provider_id}


class ServiceAdapter(OpenIDConnectOAuth2Adapter):
    """allauth fetches; what came is believed only once it has been checked."""

    challenge = ""

    @cached_property
    def service(self) -> Service:
        """Raises SocialApp.DoesNotExist where none is offered."""
        found: Service = super().get_provider()
        return found

    def get_provider(self) -> Service:
        return self.service

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """Asked for again after a while; with the cache away, each time."""
        address = self.service.server_url
        key = f"oidc:{hashlib.sha256(address.encode()).hexdigest()}"
        try:
            said: Any = cache.get_or_set(key, self._asked_for, KEPT)
        except RedisError:
            said = self._asked_for()
        return dict(said)

    def _asked_for(self) -> dict[str, Any]:
        service = self.service
        said = fetch(service.server_url)
        if str(said.get("issuer")).rstrip("/") != service.app.settings["server_url"]:
            raise OAuth2Error("It calls itself by another name.")
        if not all(isinstance(said.get(name), str) for name in NEEDED):
            raise OAuth2Error("It does not say where to ask.")
        return said

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        back = reverse("oidc_back", args=[app.provider_id])
        return str(build_absolute_uri(request, back))

    def get_access_token_data(
        self,
        request: HttpRequest,
        app: SocialApp,
        client: Any,
        pkce_code_verifier: str | None = None,
    ) -> Any:
        self.challenge = _challenge_of(pkce_code_verifier or "")
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        return SocialToken(token=str(data["access_token"]))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any
    ) -> SocialLogin:
        claims = self._proven(app, given["response"].get("id_token"))
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            bearer = {"Authorization": f"Bearer {token.token}"}
            more = fetch(self.profile_url, bearer)
            claims = more | claims if more.get("sub") == claims["sub"] else claims
        read = ("sub", "email", "email_verified", "name")
        said = {name: claims[name] for name in read if name in claims}
        return self.service.sociallogin_from_response(request, said)

    def _proven(self, app: SocialApp, token: Any) -> dict[str, Any]:
        """The claims of a token for us, from them, for this browser, and fresh."""
        keys = fetch(self.openid_config["jwks_uri"])
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                _key(keys, jwt.get_unverified_header(token).get("kid")),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER,
                options={"require": CLAIMS},
            )
        except jwt.PyJWTError as problem:
            raise OAuth2Error("The token is not good.") from problem
        ours = constant_time_compare(str(claims["nonce"]), self.challenge)
        if not ours or claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The token is for somebody else.")
        if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
            raise OAuth2Error("The token names nobody.")
        return claims


def _challenge_of(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _key(keys: dict[str, Any], kid: object) -> jwt.PyJWK:
    """The key that a token names; a service with a single one need not name it."""
    found = jwt.PyJWKSet.from_dict(keys).keys
    named = [key for key in found if kid is None or key.key_id == kid]
    if len(named) != 1:
        raise jwt.InvalidKeyError("It has no such key.")
    return named[0]
