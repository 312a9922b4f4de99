"""Is this process fit to serve? For those who watch it: 200, or 503 with the reason."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from accounts import triggers


@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    try:
        problem = _problem()
    except DatabaseError:
        problem = "the database does not answer"
    return JsonResponse({"status": problem or "ok"}, status=503 if problem else 200)


def _problem() -> str:
    """What is not in order, or nothing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrations are not applied: run manage.py migrate"
    if missing := triggers.missing():
        return f"append-only triggers are missing ({len(missing)}): run manage.py migrate"
    return ""
