"""A file of answers, and what its columns mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.actions.importing import read_columns
from projects.files.tables import TableForm


class FileForm(TableForm):
    file = forms.FileField(
        label=_("The file of answers"),
        help_text=_("A table as text (CSV), 10 MB at most. One row is one person."),
        allow_empty_file=True,
    )
    mapping = forms.FileField(
        label=_("What its columns mean, if they are not named like our questions"),
        help_text=_("A mapping file (JSON)."),
        required=False,
    )
    read_columns = staticmethod(read_columns)
