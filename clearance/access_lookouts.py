"""Who may reach look-outs (targeting officers of both agencies) and the pages of random draws (everybody)."""

from __future__ import annotations

from portal.core.access import Public, Roles, Rule

_TARGETING = Roles("officer.targeting")

LOOKOUT_ACCESS: dict[str, Rule] = {
    **{
        f"clearance:{name}": _TARGETING
        for name in (
            "lookouts",
            "lookout_new",
            "lookout",
            "lookout_withdraw",
            "lookout_share",
            "lookout_matches",
            "lookout_match",
            "match_confirm",
            "match_refute",
        )
    },
    **{f"clearance:{name}": Public() for name in ("draws", "draws_day", "draws_json", "draws_verifier")},
}
