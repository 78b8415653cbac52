"""Everything a person reads has a real French text (ux.md, Words; plan of every gate: a bad sample fails)."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from django.conf import settings

from portal.core.translations import gate
from portal.core.translations.sources import App, Pair, apps, in_python, in_template

ROOT = Path(settings.BASE_DIR)
APPS = apps(ROOT, settings.LOCALE_PATHS)


@pytest.mark.parametrize("app", APPS, ids=lambda app: str(app.folder.relative_to(ROOT)))
def test_every_text_of_the_app_has_its_french(app: App) -> None:
    core = gate.read(APPS[0]) if app is not APPS[0] else None
    assert gate.app_problems(app, ROOT, lent=core) == []


def test_every_template_belongs_to_an_app() -> None:
    owned = {path for app in APPS for path in app.template_files()}
    assert owned >= set((ROOT / "templates").rglob("*.html"))


def test_no_text_has_another_french_in_another_app() -> None:
    assert gate.contradictions({app.name: gate.read(app) for app in APPS}) == []


def test_a_contradiction_is_named_and_a_context_tells_two_texts_apart() -> None:
    catalogues = {}
    for name, place, count in (("a", "Lieu", "Nombre"), ("b", "Rang", "Compte")):
        catalogues[name] = polib.POFile()
        catalogues[name].append(polib.POEntry(msgid="Place", msgstr=place))
        catalogues[name].append(polib.POEntry(msgid="Number", msgctxt=name, msgstr=count))
    assert gate.contradictions(catalogues) == ["“Place” has more than one French: a “Lieu”, b “Rang”"]


BAD_PY = """
from django.utils.translation import gettext_lazy as _, ngettext
from portal.core.domain.text import Text
a = _("No French here")
b = _("Trip {number} is filed")
c = _("This sentence was left as it is")
d = ngettext("%(n)s line", "%(n)s lines", 2)
e = Text("The seal {seal} differs from the filing.", "Le sceau diffère de la déclaration.")
f = Text("The trip was filed twice.", "The trip was filed twice.")
"""
BAD_HTML = """{% load i18n %}{% translate "Untold" %}{% blocktranslate with who=name %}For {{ who }}{% endblocktranslate %}
{% include "x.html" with label=_("A label") %}"""
BAD_PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Trip {number} is filed"
msgstr "Le voyage est déclaré"

msgid "This sentence was left as it is"
msgstr "This sentence was left as it is"

msgid "Nobody says this any more"
msgstr "Plus personne ne dit cela"

#, fuzzy
msgid "A label"
msgstr "Une étiquette"

#~ msgid "Long gone"
#~ msgstr "Disparu"
"""


@pytest.fixture
def bad_app(tmp_path: Path) -> App:
    folder = tmp_path / "sample"
    catalogue = folder / "locale" / "fr" / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    (folder / "words.py").write_text(BAD_PY)
    (folder / "templates").mkdir()
    (folder / "templates" / "page.html").write_text(BAD_HTML)
    (catalogue / "django.po").write_text(BAD_PO)
    return App(folder, (folder / "templates",))


@pytest.mark.parametrize(
    "said",
    [
        "sample/words.py:4: no French for “No French here”",
        "the placeholders of “Le voyage est déclaré” differ",
        "English left as French: “This sentence was left as it is”",
        "no French for “%(n)s line”",
        "the placeholders of “Le sceau diffère de la déclaration.” differ",
        "English left as French: “The trip was filed twice.”",
        "page.html:1: no French for “Untold”",
        "no French for “For %(who)s”",
        "“A label” is marked fuzzy",
        "“Nobody says this any more” is no longer used",
        "“Long gone” is kept as obsolete",
        "the .mo file is not what this .po compiles to",
    ],
)
def test_the_gate_names_each_fault_of_a_bad_sample(bad_app: App, tmp_path: Path, said: str) -> None:
    assert any(said in problem for problem in gate.app_problems(bad_app, tmp_path))


def test_an_f_string_cannot_be_translated() -> None:
    with pytest.raises(ValueError, match="f-string"):
        list(in_python('_(f"Trip {number}")', "x.py"))


def test_plural_context_and_tag_literals_are_collected() -> None:
    source = (
        "{% load i18n %}{% blocktranslate count n=rows|length %}one row{% plural %}{{ n }} rows{% endblocktranslate %}"
        '{% translate "Hold" context "officer" %}{{ name|default:_("nobody") }}'
    )
    found = {each.msgid: each for each in in_template(source, "x.html")}
    assert found["one row"].plural == "%(n)s rows"
    assert found["Hold"].context == "officer"
    assert "nobody" in found


def test_a_fitting_pair_passes_and_a_rambling_one_does_not() -> None:
    assert list(gate.pair_problems(Pair("Seal {seal}", "Sceau {seal}", "x:1"))) == []
    rambling = Pair("Held.", "Ce voyage est retenu par l'un des organismes pour une raison quelconque.", "x:1")
    assert "times as long" in next(gate.pair_problems(rambling))


def test_plural_forms_are_checked_each(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "words.py").write_text('x = ngettext("one of %(n)s", "%(n)s lines", 2)')
    app = App(folder, ())
    catalogue = gate.blank()
    catalogue.append(
        gate.polib.POEntry(
            msgid="one of %(n)s", msgid_plural="%(n)s lines", msgstr_plural={0: "un de %(n)s", 1: "lignes"}
        )
    )
    app.po.parent.mkdir(parents=True)
    catalogue.save(str(app.po))
    assert any("the placeholders of “lignes”" in problem for problem in gate.app_problems(app, tmp_path))
