"""Every write in the circle."""

from phases.actions.starting import start_project

__all__ = ["start_project"]
