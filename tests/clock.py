"""Time passes, and promised work gets done, inside a test."""

from datetime import timedelta

from coprod.rewind import rewind, work_off

__all__ = ["days_pass", "work_off"]


def days_pass(days: float) -> None:
    """Move every moment of our tables back by so many days."""
    rewind(timedelta(days=days))
