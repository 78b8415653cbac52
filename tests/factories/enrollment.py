"""Applications and memberships for tests, made by the services as people make them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from enrollment import services
from enrollment.domain.decisions import HOW_TO_APPEAL
from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.questions import Section, form_for
from enrollment.domain.tiers import tier_above, tier_below
from enrollment.domain.vetting.entries import CheckEntry
from enrollment.models import (
    Application,
    Membership,
    MembershipDecision,
    MutualRecognition,
    NearMatch,
    VettingCheck,
    VettingWorksheet,
)
from enrollment.services.agreements import MUTUALS
from portal.accounts.models import Organisation, User
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from tests.factories.accounts import SEED, make_organisation, make_user, member_actor, staff_actor
from tests.factories.fees import pay
from tests.factories.trail import in_the_book

_BY_KIND: dict[str, Any] = {
    "text": "As in the document",
    "long_text": "100 Bridge Street, Windsor",
    "number": "24",
    "date": "2030-05-01",
    "past_date": "1988-04-30",
    "yes_no": "no",
    "consent": "yes",
}


_ROWS: dict[str, dict[str, str]] = {
    "addresses": {"from": "2012-04", "to": "", "street": "100 Bridge Street", "city": "Windsor ON", "country": "CA"},
    "sites": {
        "name": "Main yard",
        "kind": "terminal",
        "use": "loading",
        "street": "100 Bridge Street",
        "city": "Windsor",
        "region": "ON",
    },
    "people": {"name": "Security desk", "role": "security", "birth_date": "", "card": ""},
    "vehicles": {"plate": "AB 12345", "region": "ON", "vin": "1M8GDM9AXKP042788"},
}
_people = itertools.count(1)


def somebody() -> dict[str, str]:
    """Give a person like nobody before: a name nothing resembles, a date of birth and a document of their own."""
    number = next(_people)
    mark = sha256(str(number).encode()).hexdigest().translate(_LETTERS)
    born = date(1960, 1, 1) + timedelta(days=(number * 997) % 15_000)
    return {
        "family_name": mark[:9].title(),
        "given_names": mark[9:17].title(),
        "birth_date": born.isoformat(),
        "document_number": f"{mark[17:19].upper()}{number:06d}",
    }


_LETTERS = str.maketrans("0123456789", "ghiklmnors")


def answers_for(programme: str) -> dict[str, Any]:
    """Give complete, acceptable answers to the programme's joint application, rows included."""
    answers: dict[str, Any] = {}
    for section in form_for(programme):
        for question in section.asked:
            answers[question.code] = question.choices[0][0] if question.kind == "choice" else _BY_KIND[question.kind]
        for table in section.tables:
            answers[table.code] = [dict(_ROWS[table.code])] if table.least else []
    return answers


def posted_for(section: Section, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers of one section as its form sends them."""
    posted = {question.code: answers[question.code] for question in section.asked if question.code in answers}
    for table in section.tables:
        rows = answers.get(table.code, [])
        posted[f"{table.code}-TOTAL_FORMS"] = str(len(rows))
        for number, row in enumerate(rows):
            posted |= {f"{table.code}-{number}-{code}": value for code, value in row.items()}
    return posted


def a_reason(code: str = "CUSTOMS_CONTRAVENTION") -> Reason:
    """Give a reason that passes the quality check."""
    return Reason(
        code,
        Text(
            "Seal 4421 on the trailer was not the one on the filing of 3 November.",
            "Le scellé 4421 de la remorque n'était pas celui de la déclaration du 3 novembre.",
        ),
        "customs:2026-4421",
        Text("Log every change of seal before departure.", "Consignez tout changement de scellé avant le départ."),
        HOW_TO_APPEAL,
    )


def vetting(agency: str = "CBP") -> Actor:
    """Give a vetting officer of the agency."""
    return staff_actor("officer.vetting", agency)


def person_actor(user: User | None = None) -> Actor:
    """Give a private person, as traveller or driver."""
    return actor_for_user(user or make_user(), capacity="self")


def applicant_for(programme: str, organisation: Organisation | None = None) -> Actor:
    """Give somebody who may apply to the programme."""
    if not PROGRAMMES[programme].for_organisations:
        return person_actor()
    kind = next(iter(PROGRAMMES[programme].organisation_kinds))
    return member_actor(organisation or make_organisation(kind))


def make_draft(
    programme: str = "FAST_CARRIER", applicant: Actor | None = None, about: dict[str, str] | None = None
) -> Application:
    """Start an application and answer every question; `about` is who the person says they are."""
    who = applicant or applicant_for(programme)
    application = services.application_start(actor=who, programme=programme)
    answers = {**answers_for(programme), **somebody(), **(about or {})}
    for section in form_for(programme):
        application = services.application_save(
            actor=who, application_id=application.id, section=section.code, answers=answers
        )
    return application


def make_sent(
    programme: str = "FAST_CARRIER", applicant: Actor | None = None, about: dict[str, str] | None = None
) -> Application:
    """Start, answer and submit an application; one that costs something then waits for its payment."""
    who = applicant or applicant_for(programme)
    return services.application_submit(actor=who, application_id=make_draft(programme, who, about).id)


def worksheet_of(application: Application, agency: str = "CBP") -> VettingWorksheet:
    """Give the agency's worksheet of an application."""
    return VettingWorksheet.objects.get(review__application=application, agency=agency)


def clear_checks(*sheets: VettingWorksheet) -> None:
    """Record every open check as clear and every near match as somebody else, in two statements: for tests only."""
    ids = [sheet.id for sheet in sheets]
    with in_the_book():
        NearMatch.objects.filter(worksheet__in=ids, status="waiting").update(status="different", grounds="Test.")
        VettingCheck.objects.filter(worksheet__in=ids, status="open").update(status="clear", evidence="police:2026-1")


def find_factor(
    sheet: VettingWorksheet, code: str, officer: Actor | None = None, text: str = "Dossier 2026-118 shows it."
) -> VettingCheck:
    """Record one factor as found, with its evidence."""
    entry = CheckEntry(code, "found", "court:2026-118", text)
    services.checks_record(actor=officer or vetting(sheet.agency), worksheet_id=sheet.id, entries=[entry])
    return VettingCheck.objects.get(worksheet=sheet, factor=code)


def resolve_factor(sheet: VettingWorksheet, code: str, resolution: str = "OTHER_PERSON") -> VettingCheck:
    """Have one officer resolve a factor and another agree."""
    services.check_resolve(
        actor=vetting(sheet.agency),
        worksheet_id=sheet.id,
        factor=code,
        resolution=resolution,
        evidence="court:2026-119",
        text="The court's registrar confirmed it in writing.",
    )
    return services.resolution_agree(actor=vetting(sheet.agency), worksheet_id=sheet.id, factor=code)


def deny(application: Application, agency: str = "CBP", reason: Reason | None = None) -> Application:
    """Have one officer propose the denial and another confirm it."""
    services.review_decide(
        actor=vetting(agency), application_id=application.id, decision="deny", reason=reason or a_reason()
    )
    return services.denial_confirm(actor=vetting(agency), application_id=application.id)


def make_submitted(
    programme: str = "FAST_CARRIER", applicant: Actor | None = None, about: dict[str, str] | None = None
) -> Application:
    """Start, answer, submit and pay an application: it is before both agencies."""
    who = applicant or applicant_for(programme)
    return pay(make_sent(programme, who, about), who)


def approve(application: Application, *agencies: str) -> Application:
    """Approve the application for the agencies named, or for both, after clearing their worksheets."""
    wanted = agencies or AGENCIES
    clear_checks(*VettingWorksheet.objects.filter(review__application=application, agency__in=wanted))
    for agency in wanted:
        application = services.review_decide(actor=vetting(agency), application_id=application.id, decision="approve")
    return application


def make_membership(
    programme: str = "FAST_CARRIER",
    organisation: Organisation | None = None,
    applicant: Actor | None = None,
    tier: str = "",
) -> Membership:
    """Join a programme through application and both reviews; `tier` was then reached over the last three years."""
    who = applicant or applicant_for(programme, organisation)
    if not tier:
        return approve(make_submitted(programme, who)).membership
    with clock.frozen(clock.now() - timedelta(days=1000)):
        membership: Membership = approve(make_submitted(programme, who)).membership
    while membership.tier != tier:
        membership = rise(membership)
    return membership


def rise(membership: Membership) -> Membership:
    """Give the membership the record the next tier asks for; both agencies accept, 400 days after the last step."""
    tally = membership.tally
    tally.movements = tally.clean_movements = 500
    tally.site_visits = 1
    tally.save()
    above = tier_above(membership.tier)
    assert above is not None
    with clock.frozen(membership.tier_since + timedelta(days=400)):
        proposal = services.graduation_open(actor=SEED, membership_id=membership.id, to_tier=above)
        for agency in AGENCIES:
            services.graduation_decide(actor=vetting(agency), proposal_id=proposal.id, decision="accept")
        return Membership.objects.get(pk=membership.pk)


def make_demotion(membership: Membership, actor: Actor | None = None) -> MembershipDecision:
    """Lower a membership by one tier, with a reason."""
    return services.membership_demote(
        actor=actor or vetting(),
        membership_id=membership.id,
        to_tier=tier_below(membership.tier),
        reason=a_reason(),
        source=Subject("inspection", uuid7()),
    )


def supervisor(agency: str = "CBP") -> Actor:
    """Give a supervisor, who holds a key of the agreements."""
    return staff_actor("officer.supervisor", agency)


def make_mutual(
    programme: str,
    from_agency: str,
    *,
    days: int = 365,
    most_points: int = 5,
    signed: bool = True,
    author: Actor | None = None,
) -> MutualRecognition:
    """Propose a mutual recognition from now on and have both agencies sign it."""
    now = clock.now()
    row = services.mutual_propose(
        actor=author or supervisor(from_agency),
        programme=programme,
        from_agency=from_agency,
        most_points=most_points,
        conditions=Text("Checked in the same registers.", "Vérifié dans les mêmes registres."),
        valid_from=now,
        ends_at=now + timedelta(days=days),
        note="One check instead of two.",
    )
    for agency in AGENCIES if signed else ():
        row = services.agreement_sign(
            MUTUALS, actor=supervisor(agency), version_id=row.id, expected_version=row.row_version
        )
    return row


def vetting_records(words: str) -> dict[str, UUID]:
    """Give the ids of an open worksheet of the CBSA and of a near match on it; `words` are in every free text."""
    about = {**somebody(), "family_name": words}
    deny(make_submitted("NEXUS", about=about))
    application = make_submitted("NEXUS", about=about)
    sheet = worksheet_of(application, "CBSA")
    find_factor(sheet, "UNTRUE", text=f"{words} told the officer otherwise.")
    with clock.frozen(clock.now() - timedelta(days=600)):
        approve(make_submitted("NEXUS"))
    services.rechecks_open()
    return {
        "worksheet": sheet.id,
        "near_match": sheet.near_matches.get().id,
        "recheck": VettingWorksheet.objects.filter(membership__isnull=False, agency="CBSA").latest("created_at").id,
        "mutual": make_mutual("FAST_SHIPPER", "CBP", signed=False).id,
    }
