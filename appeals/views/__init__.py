"""Pages of the joint commission."""

from appeals.views.acts import panel, rule, vote, withdraw
from appeals.views.filing import case_new
from appeals.views.reading import case, case_list

__all__ = ["case", "case_list", "case_new", "panel", "rule", "vote", "withdraw"]
