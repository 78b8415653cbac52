"""What the public says in a programme review: seen by everybody once released, refused for a class of reasons (R-84)."""

from __future__ import annotations

from portal.workflow.domain.public_comments import comment_workflow

COMMENT_AT_LEAST = 20
LONGEST = 8000
REGISTRAR = frozenset({"commission.registrar"})
REVIEW_COMMENT = comment_workflow(name="review_comment", event="appeals.review_comment", keys=REGISTRAR)
