"""The administration pages: who comes in, and what is not there at all.

Nothing governed is registered here: phases, decisions and go-aheads have no form, so
neither an administrator nor a superuser has a way round both sides.
"""

from allauth.account.admin import EmailAddress
from allauth.account.decorators import secure_admin_login
from allauth.idp.oidc.admin import Client, Token
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

site = admin.site
site.site_header = _("Administration of pilots")
site.site_title = _("Administration")
site.index_title = _("What can be set here")
site.login = secure_admin_login(site.login)  # type: ignore[method-assign] # by code, as everywhere

# Whoever could give an account another address or key could speak as its person.
site.unregister([EmailAddress, Authenticator, Client, Token, UserSession])
site.unregister([SocialAccount, SocialApp, SocialToken])
if isinstance(site._registry.get(Group), GroupAdmin):
    site.unregister(Group)  # rights come from places, never from Django's groups
