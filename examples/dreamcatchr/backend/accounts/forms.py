from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator


class AccountForm(forms.Form):
    """A new account: a user name of usual characters and a password that is not easily guessed."""

    username = UsernameField(max_length=150, validators=[UnicodeUsernameValidator()])
    password = forms.CharField(max_length=200, strip=False)

    def clean(self):
        cleaned = super().clean()
        if "username" in cleaned and "password" in cleaned:
            user = get_user_model()(username=cleaned["username"])
            try:
                validate_password(cleaned["password"], user)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class LoginForm(forms.Form):
    """Name and password as given; whether they fit is not the form's business."""

    username = UsernameField(max_length=150)
    password = forms.CharField(max_length=200, strip=False)
