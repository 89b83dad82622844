"""Signing in where an organisation knows its people (OpenID Connect).

allauth leads. What it leaves open is closed here: the nonce, the signature
of the token and every claim we rest on are checked; nothing but number, address and
name is read and nothing but the number is kept; the first time, the account's owner
shows by a code that they read its mail, so nobody else's word opens an account.
"""
