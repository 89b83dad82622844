"""Where an app may lead people back to, with the key to act for them in the address."""

from urllib.parse import urlsplit

OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


def is_safe_return(address: str) -> bool:
    """https; the person's own machine; or an app by its turned-round domain name."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if "*" in address or "#" in address or any(map(str.isspace, address)):
        return False
    if parts.username is not None:
        return False
    if parts.scheme == "https":
        return bool(host)
    if parts.scheme == "http":
        return host in OWN_MACHINE
    return "." in parts.scheme  # com.example.app:/back


def source_of(address: str) -> str:
    """What a policy for content calls the place an address is at."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
