"""What people do to their own account, and the making of the first one."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import records
from accounts.models import User
from accounts.permissions import NotNow, check_signed_in


def change_profile(user: User, *, by: User, **fields: Any) -> User:
    """Set one's own name or language."""
    check_signed_in(by)
    if user.pk != by.pk:
        raise ValidationError(_("Everyone changes only their own profile here."))
    return records.change(user, by=by, **fields)


@transaction.atomic
def create_first_administrator(*, email: str, name: str, password: str, language: str) -> User:
    """Make the account that makes all others; possible only while there is none.

    Raises:
        NotNow: if there is an account already.
        ValidationError: for a bad address or a weak password.
    """
    if User.objects.exists():
        raise NotNow(_("There is an administrator already: ask for an account."))
    user = User(
        email=User.objects.normalize_email(email),
        name=name,
        language=language,
        office=User.Office.ADMINISTRATOR,
        is_staff=True,
    )
    _check_password(password, user)
    user.set_password(password)
    return records.create(user, by=user, reason="first administrator")


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
