"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from portal.core.access import MEMBER_ROLES, Public, Roles, Rule, Scope

READERS = (*MEMBER_ROLES, "auditor", "administrator")

ACCESS: dict[str, Rule] = {
    "trail:receipt": Roles(*READERS),
    "trail:subject_receipts": Roles(*READERS),
    "trail:checkpoint": Public(),
    "trail:checkpoint_at": Public(),
    "trail:consistency": Public(),
    "trail:key": Public(),
    "trail:verifier": Public(),
    "api:trail_receipt": Scope("trips:read", *READERS),
    "api:trail_subject_receipts": Scope("trips:read", *READERS),
}
