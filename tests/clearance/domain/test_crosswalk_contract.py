"""One registry drives everything: forms, API, checks, template, messages, pages. A mapping that is missing fails (R-20, R-21)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from rest_framework import serializers

from clearance.domain.crosswalk import crosswalk
from clearance.domain.documentation import elements_page
from clearance.domain.elements import (
    GROUPS,
    MANDATORY,
    NOT_ASKED,
    RECORD,
    RECORDS,
    Element,
    asked,
    elements_by_path,
    walk,
)
from clearance.domain.help_pages import element_groups
from clearance.domain.manifest import read
from clearance.domain.manifest.reading import CLASSES
from clearance.edi import map_get
from clearance.edi.codebook import CBP, CBSA
from clearance.edi.planning import EDIFACT, X12, functions
from clearance.forms import FIRST_OF, named_elements
from clearance.serializers import group_serializer
from clearance.upload.columns import column_of, template_columns
from portal.core.domain.text import Text
from tests.factories.manifests import manifest_dict

WAYS = ("SB", "NB")
SENT = ((CBP, EDIFACT), (CBP, X12), (CBSA, EDIFACT))
ELEMENTS = list(walk())


def plain(path: str) -> str:
    return path.replace("[]", "")


def named(element: Element, agency: str) -> str:
    return element.cbp if agency == CBP else element.cbsa


# --- the messages -----------------------------------------------------------------------------------------
@cache
def mapped(agency: str, syntax: str) -> frozenset[str]:
    """Every path that some message to this agency carries."""
    maps = {function.map_id for function in functions(agency, syntax).values()}
    return frozenset(path for name in maps for path, _node, _element in map_get(name).every_path())


def promised(agency: str) -> list[str]:
    """Give the values the registry says an agency gets: named there, in records that are named there too."""
    table = elements_by_path()
    return [
        path
        for path, element in ELEMENTS
        if element.kind not in {RECORD, RECORDS} and all(named(table[step], agency) for step in _steps(path))
    ]


def _steps(path: str) -> Iterator[str]:
    """Give the paths from the record below the manifest down to the element itself."""
    parts = path.split(".")
    for count in range(2, len(parts) + 1):
        yield ".".join(parts[:count]).removesuffix("[]")


def unmapped(agency: str, paths: Iterable[str]) -> list[str]:
    """Give what the registry promises to an agency and no message carries."""
    found = set(paths)
    return [path for path in promised(agency) if plain(path) not in found]


@pytest.mark.parametrize(("agency", "syntax"), SENT)
def test_every_element_of_an_agency_is_in_one_of_its_messages(agency: str, syntax: str) -> None:
    assert unmapped(agency, mapped(agency, syntax)) == []


@pytest.mark.parametrize(("agency", "syntax"), SENT)
def test_removing_any_one_mapping_fails(agency: str, syntax: str) -> None:
    """Acceptance 2: there is no mapping whose loss would go unseen."""
    paths = mapped(agency, syntax)
    assert len(promised(agency)) > 60
    for path in map(plain, promised(agency)):
        assert path in {plain(lost) for lost in unmapped(agency, paths - {path})}, path


@pytest.mark.parametrize(("agency", "syntax"), SENT)
def test_a_message_carries_nothing_the_registry_does_not_know(agency: str, syntax: str) -> None:
    known = {plain(path) for path in elements_by_path()}
    strange = {path for path in mapped(agency, syntax) if not _marks(path)} - known
    assert strange == set()


def _marks(path: str) -> bool:
    """Say whether a path is the message's own: a mark (`@function`) or a part no element is in (capitals)."""
    return any(step.startswith("@") or step.isupper() or step.startswith("_") for step in path.split("."))


# --- the reader and its records ---------------------------------------------------------------------------
@pytest.mark.parametrize("group", sorted(GROUPS))
def test_the_manifest_has_the_fields_of_the_registry_in_its_order(group: str) -> None:
    fields = [field.name for field in dataclasses.fields(CLASSES[group])]
    assert fields == [element.key for element in GROUPS[group]]


@pytest.mark.parametrize("direction", WAYS)
def test_what_a_direction_requires_is_missed_by_the_reader(direction: str) -> None:
    """The validators follow the registry: leave any required element out and it is named at its path."""
    for path, element in ELEMENTS:
        at = path.replace("[]", "[0]")
        if element.requirement(direction) != MANDATORY or element.kind in {RECORD, RECORDS} or path == "trip.direction":
            continue
        data = manifest_dict(direction)
        if not _emptied(data, at):
            continue
        _made, errors = read(data)
        assert ("CLR_S004", at) in [(item.code, item.path) for item in errors], at


def _emptied(data: Any, path: str) -> bool:
    """Take one value out; says whether its record is there."""
    *steps, last = re.findall(r"[a-z_0-9]+", path)
    for step in steps:
        if isinstance(data, list):
            data = data[int(step)] if int(step) < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        return False
    data.pop(last, None)
    return True


# --- the partner API --------------------------------------------------------------------------------------
def api_paths(group: str = "manifest", prefix: str = "") -> Iterator[str]:
    for name, field in group_serializer(group)().fields.items():
        yield f"{prefix}{name}"
        if isinstance(field, serializers.ListSerializer):
            yield from _inner(field.child, f"{prefix}{name}[].")
        elif isinstance(field, serializers.Serializer):
            yield from _inner(field, f"{prefix}{name}.")


def _inner(field: Any, prefix: str) -> Iterator[str]:
    for name, each in field.fields.items():
        yield f"{prefix}{name}"
        if isinstance(each, serializers.ListSerializer):
            yield from _inner(each.child, f"{prefix}{name}[].")
        elif isinstance(each, serializers.Serializer):
            yield from _inner(each, f"{prefix}{name}.")


def test_the_api_has_exactly_the_elements_of_the_registry() -> None:
    assert sorted(api_paths()) == sorted(elements_by_path())


def test_the_api_says_what_each_agency_calls_an_element() -> None:
    field = group_serializer("line")().fields["hs_code"]
    assert "CBP: HTS number" in field.help_text and "CBSA: Customs Tariff item" in field.help_text


# --- the forms and the template ---------------------------------------------------------------------------
@pytest.mark.parametrize("direction", WAYS)
@pytest.mark.parametrize("group", sorted(set(GROUPS) - {"manifest"}))
def test_a_form_asks_what_the_direction_asks_and_each_once(group: str, direction: str) -> None:
    names = [name for name, _element in named_elements(group, direction)]
    assert len(names) == len(set(names))
    wanted = {
        element.key
        for element in GROUPS[group]
        if element.requirement(direction) != NOT_ASKED
        and (element.kind not in {RECORD, RECORDS} or element.key in {"seals", *FIRST_OF})
    }
    assert {name.partition("-")[0] for name in names} == wanted


# What the template leaves to the wizard, and why: one row is one goods line, so lists of parties do not fit.
NOT_IN_THE_TEMPLATE = ("notify", "delivery", "phone", "answers", "scac", "cbsa_code", "iit", "third_country")
NOT_FOR_CREW = ("gender", "ace_id", "us_address")


@pytest.mark.parametrize("direction", WAYS)
def test_the_template_has_what_the_direction_asks(direction: str) -> None:
    keys = [re.sub(r"\[\d+\]", "", column.key) for column in template_columns(direction)]
    wanted = {
        _column(path)
        for path, element in asked(direction)
        if element.kind not in {RECORD, RECORDS} and not re.search(r"\.(seals)\[\]", path)
    }
    missing = {
        key
        for key in wanted - set(keys)
        if not any(step in NOT_IN_THE_TEMPLATE for step in key.split(".")[1:])
        and not (key.startswith("crew.") and key.split(".")[-1] in NOT_FOR_CREW)
    }
    assert missing == set()
    assert len(template_columns(direction)) == len({column.key for column in template_columns(direction)})


def _column(path: str) -> str:
    """The path as a column names it: `line.hs_code` for `shipments[].lines[].hs_code`."""
    path = path.replace("shipments[].lines[].", "line.").replace("shipments[].", "shipment.")
    return plain(path)


def test_every_element_can_be_given_in_a_column() -> None:
    """Also what the template leaves out: a header of that name is understood."""
    for path, element in ELEMENTS:
        if element.kind in {RECORD, RECORDS} or ".seals[]" in path or "answers" in path:
            continue
        key = path.replace("shipments[].lines[].", "line.").replace("shipments[].", "shipment.").replace("[]", "[1]")
        found = column_of(key)
        assert found is not None and found.element is element, key


# --- the pages --------------------------------------------------------------------------------------------
def test_every_element_is_on_the_pages() -> None:
    page = elements_page()
    shown = {path for group in element_groups() for entry in group.entries for path in entry.paths}
    for path, element in ELEMENTS:
        assert f"| `{path}` |" in page, path
        if path not in {item.key for item in GROUPS["manifest"]}:
            assert path in shown, path
        assert element.name.en and element.name.fr


def test_every_element_says_its_law_and_purpose() -> None:
    """R-22: legal basis, purpose, and what each agency calls it."""
    for path, element in ELEMENTS:
        if path in {item.key for item in GROUPS["manifest"]}:
            continue
        assert element.basis, path
        if element.kind not in {RECORD, RECORDS}:
            assert element.purpose is not None, path


def test_the_crosswalk_says_what_a_code_means() -> None:
    rows = {row.path: row for group in crosswalk(manifest_dict("SB")) for row in group.rows}
    role, plate = rows["crew[0].role"], rows["conveyance.plate"]
    assert role.words == Text("Driver", "Conducteur") and role.value == "DRIVER"
    assert plate.words is None
