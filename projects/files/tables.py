"""A table that somebody brings in: how a page takes it, and what was wrong with it."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models.brought import LARGEST, Fault, SentFile, check_is_table
from projects.rules.tables import table

LARGEST_MAPPING = 256 * 1024


class TableForm(forms.Form):
    """`file` and `mapping`, in the words of each app, which also reads the mapping."""

    read_columns: Callable[[bytes | str], dict[str, Any]]

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST:
            raise forms.ValidationError(
                gettext_lazy("The file is larger than 10 MB. Split it.")
            )
        return file

    def clean_mapping(self) -> dict[str, Any]:
        file: UploadedFile[bytes] | None = self.cleaned_data["mapping"]
        kept = str(self.data.get("kept", ""))
        size = len(kept) if file is None else file.size
        if size is None or size > LARGEST_MAPPING:
            raise forms.ValidationError(
                gettext_lazy("This is too large for a mapping file.")
            )
        said = kept if file is None else file.read()
        return self.read_columns(said) if said else {}

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


class StoreForm(forms.Form):
    """Which rows: all of a file without faults, or only its good ones."""

    keep = forms.ChoiceField(choices=[("all", ""), ("good", "")])


def faults_csv(faults: Iterable[Fault]) -> str:
    """Every bad row with its line and reason, to mend the file by."""
    head = [_("line"), _("column"), _("what stands there"), _("what is wrong")]
    lines = ([each.line, each.column, each.value, each.reason] for each in faults)
    return table([head, *lines])
