from django import forms

from dreams.models import Mood


class DreamForm(forms.Form):
    title = forms.CharField(max_length=200)
    body = forms.CharField(max_length=20_000)
    mood = forms.ChoiceField(choices=Mood, required=False)

    def clean_mood(self):
        return self.cleaned_data["mood"] or Mood.UNKNOWN
