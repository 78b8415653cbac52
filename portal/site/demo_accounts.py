"""Who can sign in to the demonstration. Nobody here is a person: each account is named by its role."""

from __future__ import annotations

from dataclasses import dataclass

SEED_VERSION = "12"
PASSWORD = "one-filing-two-countries"
DOMAIN = "demo.preclear.example"


@dataclass(frozen=True, slots=True)
class Account:
    """One login: `staff` is (role, agency, country, crossing), `organisation` the key of a demo organisation."""

    key: str
    name: str
    language: str = "en"
    organisation: str = ""
    role: str = ""
    staff: tuple[str, str, str, str] | None = None
    note: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PORT = "ambassador-bridge"

ACCOUNTS: tuple[Account, ...] = (
    Account(
        "carrier", "Carrier administrator", organisation="carrier", role="trader.admin", note="files and follows trips"
    ),
    Account("dispatcher", "Carrier dispatcher", "fr", "carrier", "trader.filer", note="French interface"),
    Account("shipper", "Shipper clerk", organisation="shipper", role="trader.admin"),
    Account(
        "broker", "Customs broker", organisation="broker", role="trader.admin", note="files for the shipper and carrier"
    ),
    Account(
        "newcomer", "New carrier administrator", organisation="newcomer", role="trader.admin", note="not a member yet"
    ),
    Account(
        "ltl",
        "Small carrier administrator",
        "fr",
        "ltl",
        "trader.admin",
        note="less than a truckload; meets tier 2",
    ),
    Account(
        "applicant",
        "Carrier that has applied",
        organisation="applicant",
        role="trader.admin",
        note="waits for both agencies, documents attached",
    ),
    Account(
        "longhaul",
        "Long-haul carrier administrator",
        organisation="longhaul",
        role="trader.admin",
        note="meets tier 3 but for the site visit",
    ),
    Account(
        "lakeshore",
        "Lakeshore carrier administrator",
        organisation="lakeshore",
        role="trader.admin",
        note="tier 2; trips of two months ago were drawn for audit",
    ),
    Account(
        "prairie",
        "Prairie carrier administrator",
        "fr",
        "prairie",
        "trader.admin",
        note="tier 2; trips of three months ago were drawn for audit",
    ),
    Account(
        "importer",
        "Importer administrator",
        "fr",
        "importer",
        "trader.admin",
        note="suspended, with what to put right",
    ),
    Account("traveller", "NEXUS traveller", note="a renewal is open; a driver's application waits for its payment"),
    Account("learner", "Driver who applies", note="an application half filled in"),
    Account("driver", "FAST driver"),
    Account("cbp.primary", "CBP primary officer", staff=("officer.primary", "CBP", "US", PORT)),
    Account("cbsa.primary", "CBSA primary officer", staff=("officer.primary", "CBSA", "CA", PORT)),
    Account("cbp.secondary", "CBP secondary officer", staff=("officer.secondary", "CBP", "US", PORT)),
    Account("cbsa.secondary", "CBSA secondary officer", "fr", staff=("officer.secondary", "CBSA", "CA", PORT)),
    Account("cbp.vetting", "CBP vetting officer", staff=("officer.vetting", "CBP", "US", "")),
    Account("cbsa.vetting", "CBSA vetting officer", "fr", staff=("officer.vetting", "CBSA", "CA", "")),
    Account("cbp.targeting", "CBP targeting officer", staff=("officer.targeting", "CBP", "US", "")),
    Account("cbsa.targeting", "CBSA targeting officer", staff=("officer.targeting", "CBSA", "CA", "")),
    Account(
        "cbsa.policy",
        "CBSA targeting officer, policy desk",
        "fr",
        staff=("officer.targeting", "CBSA", "CA", ""),
        note="writes profiles, so signs none of them",
    ),
    Account("cbp.supervisor", "CBP supervisor", staff=("officer.supervisor", "CBP", "US", PORT)),
    Account("cbsa.supervisor", "CBSA supervisor", staff=("officer.supervisor", "CBSA", "CA", PORT)),
    Account("cfia", "CFIA officer", staff=("officer.pga", "CFIA", "CA", PORT)),
    Account("fda", "FDA officer", staff=("officer.pga", "FDA", "US", PORT)),
    Account("fda.supervisor", "FDA supervisor", staff=("officer.supervisor", "FDA", "US", PORT)),
    Account("cfia.supervisor", "CFIA supervisor", "fr", staff=("officer.supervisor", "CFIA", "CA", PORT)),
    Account("cbp.auditor", "CBP auditor", staff=("auditor", "CBP", "US", "")),
    Account("cbsa.auditor", "CBSA auditor", staff=("auditor", "CBSA", "CA", "")),
    Account("registrar", "Commission registrar", staff=("commission.registrar", "", "CA", "")),
    Account("member.ca", "Commission member for Canada", "fr", staff=("commission.member", "", "CA", "")),
    Account("member.us", "Commission member for the United States", staff=("commission.member", "", "US", "")),
    Account("member.ca2", "Second commission member for Canada", staff=("commission.member", "", "CA", "")),
    Account("member.us2", "Second commission member for the United States", staff=("commission.member", "", "US", "")),
    Account("envoy.ca", "Special envoy for Canada", "fr", staff=("envoy", "", "CA", ""), note="joint figures only"),
    Account(
        "envoy.us", "Special envoy for the United States", staff=("envoy", "", "US", ""), note="joint figures only"
    ),
    Account("administrator", "Programme administrator", staff=("administrator", "", "CA", "")),
)

LOGINS: list[dict[str, str]] = [
    {"role": account.name, "email": account.email, "password": PASSWORD, "note": account.note} for account in ACCOUNTS
]
