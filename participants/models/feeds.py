"""Personal addresses for software that cannot sign in: calendars, feed readers."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from participants.models.places import Participant


class FeedLink(models.Model):
    """Where one person's calendar and feed reader see one project.

    The address is the id, signed, so no secret is kept. A new address is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="feed_link"
    )
    made_at = models.DateTimeField(db_default=Now())
    fetched_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.participant)
