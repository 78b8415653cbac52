"""Keep the table the database trigger reads equal to the registered workflows."""

from __future__ import annotations

from django.db import transaction

from portal.workflow.models import WorkflowEdge
from portal.workflow.registry import registrations


@transaction.atomic
def edges_sync() -> int:
    """Add missing pairs and remove those no table holds any more; gives the number of pairs."""
    wanted = {
        (entry.workflow.name, source, target) for entry in registrations() for source, target in entry.workflow.edges
    }
    known = {(edge.workflow, edge.source, edge.target): edge.pk for edge in WorkflowEdge.objects.all()}
    WorkflowEdge.objects.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).delete()
    WorkflowEdge.objects.bulk_create(
        WorkflowEdge(workflow=name, source=source, target=target) for name, source, target in wanted - known.keys()
    )
    return len(wanted)
