"""A file of answers, and what its columns mean."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from evaluation.actions import AnswerFile
from evaluation.actions.importing import LARGEST, read_mapping

LARGEST_MAPPING = 256 * 1024


class FileForm(forms.Form):
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

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it."))
        return file

    def clean_mapping(self) -> dict[str, Any]:
        file: UploadedFile[bytes] | None = self.cleaned_data["mapping"]
        if file is None:
            return {}
        if file.size is None or file.size > LARGEST_MAPPING:
            raise forms.ValidationError(_("This is too large for a mapping file."))
        return read_mapping(file.read())

    def answer_file(self) -> AnswerFile:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return AnswerFile(file.name or "", file.read(), self.cleaned_data["mapping"])


class StoreForm(forms.Form):
    """Which rows: all of a file without faults, or only its good ones."""

    keep = forms.ChoiceField(choices=[("all", ""), ("good", "")])
