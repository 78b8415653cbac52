"""What can be done before the joint commission."""

from appeals.services.filing import case_file, case_withdraw
from appeals.services.panels import panel_assign
from appeals.services.rulings import ruling_issue
from appeals.services.votes import vote_cast

__all__ = ["case_file", "case_withdraw", "panel_assign", "ruling_issue", "vote_cast"]
