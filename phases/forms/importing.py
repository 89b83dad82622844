"""A file of contributions, and what its columns mean."""

import json
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from phases.actions.importing import read_columns
from projects.models.brought import LARGEST, SentFile, check_is_table

LARGEST_MAPPING = 256 * 1024


class ContributionFileForm(forms.Form):
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

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it."))
        return file

    def clean_mapping(self) -> dict[str, Any]:
        file: UploadedFile[bytes] | None = self.cleaned_data["mapping"]
        kept = str(self.data.get("kept", ""))
        size = len(kept) if file is None else file.size
        if size is None or size > LARGEST_MAPPING:
            raise forms.ValidationError(_("This is too large for a mapping file."))
        said = kept if file is None else file.read()
        return read_columns(said) if said else {}

    def clean(self) -> dict[str, Any]:
        """A refused file has to be chosen again; what its columns mean has not."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if file:
            try:
                check_is_table(file.read(), self.cleaned_data.get("mapping", {}))
            except forms.ValidationError as wrong:
                self.add_error("file", wrong)
            file.seek(0)
        return self.cleaned_data

    @property
    def kept(self) -> str:
        """The mapping that came with a refused file, for the page to send again."""
        mapping = self.cleaned_data.get("mapping") if self.is_bound else None
        return json.dumps(mapping) if mapping else ""

    def sent_file(self) -> SentFile:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return SentFile(file.name or "", file.read(), self.cleaned_data["mapping"])


class StoreFileForm(forms.Form):
    """Which rows: all of a file without faults, or only its good ones."""

    keep = forms.ChoiceField(choices=[("all", ""), ("good", "")])
