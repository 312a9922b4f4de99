"""Two base models: a record whose every change is kept, and a row that never changes.

`Tracked` stands on django-simple-history and closes the holes that were measured in it (docs/adr): the record and
its history row are one transaction, a stale instance cannot write a false revision, a save without a change writes
no row, and the bulk calls that write no history do not exist.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, NoReturn, Self

from django.db import models, transaction
from django.dispatch import receiver
from simple_history.signals import post_create_historical_record


class StaleRecord(Exception):
    """Someone else changed the record since this instance was read; nothing was written."""


class AppendOnlyError(Exception):
    """The row is part of the record and is never changed or removed."""


class TrackedQuerySet(models.QuerySet):
    """A queryset without the calls that would change rows behind the history's back."""

    def _no_history(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("This call writes no history: save or delete each record through its action.")

    update = bulk_create = bulk_update = delete = _no_history


class Tracked(models.Model):
    """A record whose every version is kept, with its author and reason."""

    objects = TrackedQuerySet.as_manager()
    history: ClassVar[Any]  # each model says `history = HistoricalRecords()` itself; a test holds it
    version: int | None = None  # the history row that this instance's last save wrote; None where it wrote none
    _loaded: dict[str, Any]

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **kwargs: Any) -> Self:
        instance = super().from_db(db, field_names, values, **kwargs)
        instance._loaded = dict(zip(field_names, values, strict=False))
        return instance

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self._loaded = self._values()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the record and its history row together, or neither.

        Raises:
            StaleRecord: if the row differs from what this instance was read as.
        """
        self.version = None
        if self._state.adding:
            with transaction.atomic(savepoint=False):
                super().save(*args, **kwargs | {"force_insert": True})  # never over a row that has its key
                self._loaded = self._values()
            return
        values = self._values()
        changed = {name for name, value in values.items() if self._loaded.get(name, ...) != value}
        if not changed:
            return
        with transaction.atomic(savepoint=False), self._history_only_for(changed):
            super().save(*args, **kwargs)
            self._loaded = self._values()

    def record(self, by: Any, reason: str = "") -> Self:
        """Save under a person's name; `reason` is kept with the version."""
        self._history_user = by
        self._change_reason = reason
        self.save()
        return self

    def remove(self, by: Any, reason: str = "") -> None:
        """Delete under a person's name; the last version and all before it stay in the history."""
        self._history_user = by
        self._change_reason = reason
        with transaction.atomic(savepoint=False):
            self.delete()

    @contextmanager
    def _history_only_for(self, changed: set[str]) -> Iterator[None]:
        """No history row where nothing that the history keeps has changed (a sign-in, a password's hash)."""
        kept = {field.attname for field in type(self).history.model.tracked_fields}
        if changed & kept:
            yield
            return
        self.skip_history_when_saving = True
        try:
            yield
        finally:
            del self.skip_history_when_saving

    def was_read_as(self, **values: Any) -> bool:
        """Nothing was set since this instance was read, and it was read with these values."""
        return self._values() == self._loaded and values.items() <= self._loaded.items()

    def _values(self) -> dict[str, Any]:
        loaded = self.__dict__
        names = [field.attname for field in self._meta.concrete_fields]
        return {name: loaded[name] for name in names if name in loaded}

    def _do_update(self, base_qs: Any, *args: Any, **kwargs: Any) -> Any:
        """Django's own UPDATE, of the row as this instance was read and of no other: reading it again just before would
        cost a query, and nothing can come between the two halves of one statement. JSON has no equality that both
        databases share; a record that has some carries its digest."""
        read = {field.attname for field in self._meta.concrete_fields if not isinstance(field, models.JSONField)}
        as_read = {name: value for name, value in self._loaded.items() if name in read}
        updated = super()._do_update(base_qs.filter(**as_read), *args, **kwargs)
        if not updated:
            raise StaleRecord(f"{self._meta.label} {self.pk} changed since it was read")
        return updated


@receiver(post_create_historical_record)
def _note_version(sender: Any, instance: models.Model, history_instance: Any, **kwargs: Any) -> None:
    """The library hands the row it wrote to nobody else."""
    if isinstance(instance, Tracked):
        instance.version = history_instance.pk


class AppendOnlyQuerySet(models.QuerySet):
    """A queryset that only adds."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model._meta.label} rows are never changed or removed.")

    update = bulk_update = delete = _refuse


class AppendOnly(models.Model):
    """A row that is written once. Triggers (accounts/triggers.py) hold it against SQL too."""

    append_only: ClassVar[bool] = True
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{self._meta.label} {self.pk} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self._meta.label} {self.pk} is never removed.")
