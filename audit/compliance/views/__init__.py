"""Pages of the post-movement audit."""

from audit.compliance.views.cases import case, case_close, case_list

__all__ = ["case", "case_close", "case_list"]
