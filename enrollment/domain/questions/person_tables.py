"""Histories of a person: addresses, former names, other documents, as rows one adds (R-15; domain facts 5.1)."""

from __future__ import annotations

from enrollment.domain import notice
from enrollment.domain.questions.history import check_no_gap, check_order, check_residence
from enrollment.domain.questions.shapes import CHOICE, DATE, MONTH, Question, Table
from portal.core.domain.text import Text

COUNTRIES = (
    ("CA", Text("Canada", "Canada")),
    ("US", Text("United States", "États-Unis")),
    ("MX", Text("Mexico", "Mexique")),
    ("other", Text("Another country", "Un autre pays")),
)
PAPERS = (
    ("passport", Text("Passport", "Passeport")),
    ("citizenship", Text("Citizenship certificate", "Certificat de citoyenneté")),
    ("resident_card", Text("Permanent resident card", "Carte de résident permanent")),
    ("visa", Text("Visa or permit", "Visa ou permis")),
    ("licence", Text("Driver's licence", "Permis de conduire")),
)
NAME_REASONS = (
    ("marriage", Text("Marriage or divorce", "Mariage ou divorce")),
    ("legal", Text("Change of name by law", "Changement de nom légal")),
    ("birth", Text("Name at birth", "Nom à la naissance")),
    ("alias", Text("Other name in use", "Autre nom utilisé")),
)

ADDRESSES = Table(
    "addresses",
    Text("Addresses of the last five years", "Adresses des cinq dernières années"),
    notice.ADDRESSES,
    (
        Question("from", Text("From month", "Depuis (mois)"), MONTH, Text("2021-04", "2021-04")),
        Question(
            "to",
            Text("To month", "Jusqu'à (mois)"),
            MONTH,
            Text("Empty: you live there now.", "Vide : vous y habitez encore."),
            required=False,
        ),
        Question("street", Text("Street and number", "Numéro et rue")),
        Question(
            "city",
            Text("City, province or state", "Ville, province ou État"),
            hint=Text("For another country, its name too.", "Pour un autre pays, son nom aussi."),
        ),
        Question("country", Text("Country", "Pays"), CHOICE, choices=COUNTRIES),
    ),
    Text(
        "Newest first or last, as you like; gaps between the rows are named for you.",
        "Dans l'ordre que vous voulez; les interruptions entre les lignes vous sont signalées.",
    ),
    least=1,
    rules=(check_order, check_no_gap, check_residence),
)
FORMER_NAMES = Table(
    "former_names",
    Text("Former names", "Noms antérieurs"),
    notice.IDENTITY,
    (
        Question("name", Text("Full name", "Nom complet")),
        Question("reason", Text("Reason", "Raison"), CHOICE, choices=NAME_REASONS),
        Question("from", Text("From month", "Depuis (mois)"), MONTH, required=False),
        Question("to", Text("To month", "Jusqu'à (mois)"), MONTH, required=False),
    ),
    needed_if=("other_names", "yes"),
    rules=(check_order,),
)
OTHER_PAPERS = Table(
    "other_papers",
    Text("Other citizenships and travel documents", "Autres citoyennetés et documents de voyage"),
    notice.IDENTITY,
    (
        Question("kind", Text("Document", "Document"), CHOICE, choices=PAPERS),
        Question("number", Text("Number", "Numéro")),
        Question("issuer", Text("Issued by", "Délivré par")),
        Question("expires", Text("Valid until", "Valide jusqu'au"), DATE, required=False),
    ),
    needed_if=("more_papers", "yes"),
)
