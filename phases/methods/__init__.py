"""The ways of working, one small module each; a new file here is a new method."""

from importlib import import_module
from pkgutil import iter_modules

from phases.methods.method import Figure, Method

__all__ = ["METHODS", "Figure", "Method", "method_of", "suiting"]

_found = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
METHODS: dict[str, Method] = {
    module.METHOD.code: module.METHOD for module in _found if hasattr(module, "METHOD")
}


def method_of(code: str) -> Method:
    return METHODS[code]


def suiting(kind: str) -> list[Method]:
    """The ways of working that belong in a kind of phase."""
    return [method for method in METHODS.values() if kind in method.suits]
