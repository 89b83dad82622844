"""What people ask for on pages of every room."""

from django import forms


class ExportForm(forms.Form):
    """Which list, and of what; both are hidden behind one button."""

    name = forms.CharField(max_length=20)
    about = forms.UUIDField(required=False)  # none: of oneself
