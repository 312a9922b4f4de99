"""Counts in registers: of what the reader may see, in the register's own query."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def number_of(rows: QuerySet, path: str) -> Coalesce:
    """How many of these rows belong to each row of the register, reached by `path`."""
    counts = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=Count("pk", distinct=True))
    return Coalesce(Subquery(counts.values("n"), output_field=IntegerField()), 0)
