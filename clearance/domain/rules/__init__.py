"""Every validation rule, one per file `clr_nNNN.py`; the registry runs them all."""

from clearance.domain.rules.base import ERROR, INFO, WARNING, Check, Rule
from clearance.domain.rules.registry import RULES, run

__all__ = ["ERROR", "INFO", "RULES", "WARNING", "Check", "Rule", "run"]
