"""Everything that changes something of the ground itself."""

from projects.actions.delivering import deliver, forget_deliveries

__all__ = ["deliver", "forget_deliveries"]
