"""A file of contributions, and what its columns mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from phases.actions.importing import read_columns
from projects.files.tables import TableForm


class ContributionFileForm(TableForm):
    file = forms.FileField(
        label=_("The file of what people said"),
        help_text=_("A table as text (CSV), 10 MB at most. One row is one thing said."),
        allow_empty_file=True,
    )
    mapping = forms.FileField(
        label=_("What its columns mean, if they have other names than here"),
        help_text=_("A mapping file (JSON)."),
        required=False,
    )
    read_columns = staticmethod(read_columns)
