"""The words of contributions as PostgreSQL finds them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from phases.models.contributions import Contribution
from projects.models import Project


class Searchable(models.Model):
    """One contribution’s words of now; a trigger keeps them (keep_searchable).

    A row of its own, so that support and status do not touch the indexes of words.
    """

    contribution = models.OneToOneField(
        Contribution, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    words = SearchVectorField()  # as they stand and as stems of their language
    folded = models.TextField()  # small letters without accents

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="searchable_words"),
            GinIndex(
                fields=["folded"], opclasses=["gin_trgm_ops"], name="searchable_nearly"
            ),
            models.Index(
                fields=["project", "-made_at", "-contribution"],
                name="searchable_newest",
            ),
        ]

    def __str__(self) -> str:
        return str(self.contribution_id)
