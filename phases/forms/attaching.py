"""A picture or a paper, and what it shows in words."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from phases.actions import Enclosed
from phases.forms.contributing import LanguageField
from projects.files.kinds import LARGEST
from projects.models import Project
from projects.models.kept import REASONS

TAKEN = "image/jpeg,image/png,image/webp,application/pdf"


class AttachForm(forms.Form):
    file = forms.FileField(
        label=_("The picture or PDF"),
        help_text=_(
            "JPEG, PNG, WebP or PDF, 10 MB at most. We take out where and when it "
            "was made, and by whom."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": TAKEN}),
    )
    description = forms.CharField(
        label=_("What it shows"),
        help_text=_(
            "One or two sentences. People who cannot see it hear them instead."
        ),
        max_length=300,
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        file.help_text = f"{file.help_text} {project.read_by}"
        self.fields["language"] = LanguageField(project.pilot)

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST:
            raise forms.ValidationError(REASONS["too_large"])
        return file

    def enclosed(self) -> Enclosed:
        said = self.cleaned_data
        return Enclosed(said["file"].read(), said["description"], said["language"])
