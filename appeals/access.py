"""Who may reach the pages of the commission; which cases they see is decided in selectors."""

from portal.core.access import MEMBER_ROLES, Public, Roles, Rule

_APPELLANTS = ("trader.admin", "trader.filer", "traveller", "driver")
_READERS = Roles(*MEMBER_ROLES, "commission.registrar", "commission.member", "officer.supervisor")
_COMPLAINTS = Roles(*MEMBER_ROLES, "commission.registrar", "officer.supervisor")
_CHANGES = Roles("officer.targeting", "officer.supervisor", "commission.registrar", "commission.member")
_COMMISSION = Roles("commission.registrar", "commission.member")
_ANSWERING = Roles("officer.supervisor", "commission.registrar", "commission.member")

ACCESS: dict[str, Rule] = {
    "appeals:explore": Roles(*_APPELLANTS),
    "appeals:case_list": _READERS,
    "appeals:case_new": Roles(*_APPELLANTS),
    "appeals:case": _READERS,
    "appeals:leave": Roles("commission.registrar"),
    "appeals:panel": Roles("commission.registrar"),
    "appeals:fill": Roles("commission.registrar"),
    "appeals:recuse": Roles("commission.member"),
    "appeals:vote": Roles("commission.member"),
    "appeals:rule": Roles("commission.member"),
    "appeals:withdraw": Roles(*_APPELLANTS),
    "appeals:file": Roles(*_APPELLANTS, "officer.supervisor", "commission.registrar"),
    "appeals:represent": Roles(*_APPELLANTS),
    "appeals:represent_end": Roles(*_APPELLANTS),
    "appeals:except": Roles("officer.supervisor"),
    "appeals:review": Roles("commission.member"),
    "appeals:camera": Roles("commission.member"),
    "appeals:paper": Roles("commission.member", "commission.registrar"),
    "appeals:redact": Roles("commission.registrar", "commission.member"),
    "appeals:publish": Roles("commission.registrar", "commission.member"),
    "appeals:gist_propose": Roles(*_APPELLANTS, "officer.supervisor"),
    "appeals:gist_settle": Roles("commission.registrar"),
    "appeals:hearing_set": Roles("commission.registrar"),
    "appeals:hearing_adjourn": Roles("commission.registrar"),
    "appeals:hearing_cancel": Roles("commission.registrar"),
    "appeals:hearing_hold": Roles("commission.registrar"),
    "appeals:hearing_minutes": Roles("commission.registrar"),
    "appeals:hearing_ask": Roles(*_APPELLANTS, "officer.supervisor"),
    "appeals:hearing_ics": _READERS,
    "appeals:decision_list": Public(),
    "appeals:decisions_csv": Public(),
    "appeals:decision": Public(),
    "appeals:change_list": _CHANGES,
    "appeals:change": _CHANGES,
    "appeals:complaint_list": _COMPLAINTS,
    "appeals:complaint_new": Roles(*_APPELLANTS),
    "appeals:complaint": _COMPLAINTS,
    "appeals:complaints_published": Public(),
    "appeals:complaints_csv": Public(),
    "appeals:programme_review_list": Public(),
    "appeals:programme_review": Public(),
    "appeals:programme_review_comment": Public(),
    "appeals:hearing_list": Public(),
    "appeals:review_hearing_ics": Public(),
    "appeals:recommendation_list": Public(),
    "appeals:recommendation_csv": Public(),
    "appeals:review_desk": _COMMISSION,
    "appeals:review_open": Roles("commission.registrar"),
    "appeals:review_docket": _COMMISSION,
    "appeals:review_comment_decide": Roles("commission.registrar"),
    "appeals:recommendation_remove": Roles("commission.member"),
    "appeals:response_list": _ANSWERING,
    "appeals:response": _ANSWERING,
    "appeals:timeliness": Public(),
    "appeals:timeliness_csv": Public(),
}
