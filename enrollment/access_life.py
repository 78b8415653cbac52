"""Who may reach the pages of the life of a membership; which rows they see is decided in selectors."""

from enrollment.domain.transitions.matrix import MATRIX_READERS
from enrollment.selectors.scoping import APPLICATION_READERS, DECISION_READERS
from portal.core.access import MEMBER_ROLES, Public, Roles, Rule

_MEMBERS = Roles(*MEMBER_ROLES)
_OFFICERS = Roles(*APPLICATION_READERS)
_DESK = Roles(*DECISION_READERS)
_BOTH = Roles(*MEMBER_ROLES, *DECISION_READERS)

LIFE_ACCESS: dict[str, Rule] = {
    "enrollment:keep_card": Public(),
    "enrollment:uptake": Public(),
    "enrollment:uptake_csv": Public(),
    "enrollment:matrix_versions": Roles(*sorted(MATRIX_READERS)),
    "enrollment:matrix_act": Roles(*sorted(MATRIX_READERS)),
    "enrollment:members_desk": _DESK,
    "enrollment:travel_documents": _MEMBERS,
    "enrollment:travel_document_remove": _MEMBERS,
    "enrollment:travel_document_check": _OFFICERS,
    "enrollment:card_stop": Roles(*MEMBER_ROLES, *APPLICATION_READERS),
    "enrollment:card_activate": _MEMBERS,
    "enrollment:card_take_back": _OFFICERS,
    "enrollment:change_acknowledge": _OFFICERS,
    "enrollment:disclosure": _BOTH,
    "enrollment:disclosure_withdraw": _MEMBERS,
    "enrollment:plan": _BOTH,
    "enrollment:answer": _MEMBERS,
    "enrollment:answer_decide": _OFFICERS,
    "enrollment:override": _OFFICERS,
    "enrollment:renew": _MEMBERS,
    "enrollment:change": _MEMBERS,
    "enrollment:disclose": _MEMBERS,
    "enrollment:rest": _MEMBERS,
    "enrollment:resume": _MEMBERS,
    "enrollment:suspend": _OFFICERS,
    "enrollment:override_new": _OFFICERS,
}
