from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        # The last app's post_migrate would do, but which app is last is nobody's promise: install after each.
        post_migrate.connect(_install_triggers, dispatch_uid="append-only triggers")


def _install_triggers(using: str, **kwargs: object) -> None:
    from accounts import triggers  # the models are not loaded when this module is

    triggers.install(using)
