"""Why an act of an officer is refused: one sentence for the screen and what to do instead."""

from __future__ import annotations

from dataclasses import replace

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

CHANGED = ErrorItem(
    "WORKFLOW_STALE",
    Text("This trip changed after you opened it.", "Ce voyage a changé après que vous l'avez ouvert."),
    path="expected_version",
    fix=Text(
        "What you see now is current: look, then decide.", "L'écran est maintenant à jour : regardez, puis décidez."
    ),
)
NO_LINE = ErrorItem(
    "CLR_NO_LINE",
    Text("Your agency has no decision to take on this trip.", "Votre organisme n'a rien à décider pour ce voyage."),
    path="agency",
    fix=Text("Leave it to the agencies listed.", "Laissez décider les organismes indiqués."),
)
NOT_AT_BOOTH = ErrorItem(
    "CLR_NOT_AT_BOOTH",
    Text(
        "The booth no longer decides on this trip: “{state}”.", "La guérite ne décide plus de ce voyage : « {state} »."
    ),
    path="status",
    fix=Text("See who has it now, then take the next truck.", "Voyez qui s'en occupe, puis passez au camion suivant."),
)
SETTLED = ErrorItem(
    "CLR_SETTLED",
    Text("This trip is settled: “{state}”.", "Ce voyage est réglé : « {state} »."),
    path="status",
    fix=Text("Leave a note if something is wrong.", "Laissez une note si quelque chose ne va pas."),
)
PARTNER_ONLY = ErrorItem(
    "CLR_PARTNER_ONLY",
    Text("This desk belongs to the partner agencies.", "Ce bureau relève des organismes partenaires."),
    path="agency",
    fix=Text("Border officers decide at the booth.", "Les agents frontaliers décident à la guérite."),
)
NO_ORDER = ErrorItem(
    "CLR_NO_ORDER",
    Text(
        "No delegation order in force lets you decide for {agency}.",
        "Aucun ordre de délégation en vigueur ne vous permet de décider pour {agency}.",
    ),
    path="agency",
    fix=Text(
        "Wait for that agency, or ask both supervisors for an order.",
        "Attendez cet organisme, ou demandez un ordre aux deux superviseurs.",
    ),
)
AGENCY_HOLDS = ErrorItem(
    "CLR_AGENCY_HOLDS",
    Text(
        "{agency} has said no; nobody else takes that back.",
        "{agency} a dit non; personne d'autre ne revient là-dessus.",
    ),
    path="agency",
    fix=Text("Its own officer lifts it.", "Son propre agent la lève."),
)
NOT_YOUR_BOOTH = ErrorItem(
    "CLR_NOT_YOUR_BOOTH",
    Text(
        "The truck drives up to {agency}, which decides first.", "Le camion se présente à {agency}, qui décide d'abord."
    ),
    path="agency",
    fix=Text(
        "Your agency answers once the truck is at the booth, if its yes is still missing.",
        "Votre organisme répond quand le camion est à la guérite, si son accord manque encore.",
    ),
)
BY_ANOTHER = ErrorItem(
    "CLR_RELEASED_ALREADY",
    Text("{name} has released this trip already.", "{name} a déjà accordé la mainlevée de ce voyage."),
    path="status",
    fix=Text("Nothing more to do: take the next truck.", "Rien d'autre à faire : passez au camion suivant."),
)
AGREED = ErrorItem(
    "CLR_AGREED_ALREADY",
    Text("Your agency has agreed already.", "Votre organisme a déjà donné son accord."),
    path="agency",
    fix=Text("The truck waits for the agencies marked open.", "Le camion attend les organismes indiqués en attente."),
)
OWN_HOLD = ErrorItem(
    "CLR_OWN_HOLD",
    Text("Your agency holds this trip.", "Votre organisme retient ce voyage."),
    path="hold",
    fix=Text("Lift the hold first.", "Levez d'abord la retenue."),
)
BOOTH_ROLE = ErrorItem(
    "CLR_BOOTH_ROLE",
    Text(
        "Only officers of CBP and CBSA decide at the booth.",
        "Seuls les agents de CBP et de l'ASFC décident à la guérite.",
    ),
    path="agency",
    fix=Text("Answer for your agency from its own desk.", "Répondez pour votre organisme depuis son propre bureau."),
)
NO_READER = ErrorItem(
    "CLR_READER_KEYS",
    Text(
        "Only the operators of the service give readers their keys.",
        "Seuls les exploitants du service donnent leurs clés aux lecteurs.",
    ),
    path="reader",
    fix=Text("Ask an administrator.", "Adressez-vous à un administrateur."),
)
TOO_LATE = ErrorItem(
    "CLR_UNDO_LATE",
    Text(
        "There is nothing left to undo: ten seconds have passed.",
        "Il n'y a plus rien à annuler : dix secondes ont passé.",
    ),
    path="undo",
    fix=Text("Call secondary, or leave a note.", "Appelez le secondaire ou laissez une note."),
)
EMPTY_NOTE = ErrorItem(
    "CLR_NOTE_EMPTY",
    Text("A note needs words.", "Une note doit contenir du texte."),
    path="text",
    fix=Text("Write what the next officer should know.", "Écrivez ce que le prochain agent doit savoir."),
)
REFERRED_ALREADY = ErrorItem(
    "CLR_REFERRED_ALREADY",
    Text("This trip is in secondary already.", "Ce voyage est déjà au secondaire."),
    path="cause",
    fix=Text("Add what you know as a note.", "Ajoutez ce que vous savez dans une note."),
)
NOT_OWNER = ErrorItem(
    "CLR_HOLD_OWNER",
    Text("Your agency has no part in this hold.", "Votre organisme n'a aucune part dans cette retenue."),
    path="hold",
    fix=Text("Ask the agency that owns it.", "Adressez-vous à l'organisme qui en est responsable."),
)
NOT_IN_SECONDARY = ErrorItem(
    "CLR_NOT_IN_SECONDARY",
    Text("The truck is not in secondary any more: “{state}”.", "Le camion n'est plus au secondaire : « {state} »."),
    path="status",
    fix=Text("Look at the trip before you go on.", "Regardez le voyage avant de continuer."),
)
CHOOSE_HOLD_REASON = ErrorItem(
    "CLR_REASON",
    Text("Choose a reason.", "Choisissez un motif."),
    path="reason",
    fix=Text("Take one of the list.", "Prenez-en un de la liste."),
)
CHOOSE_RESULT = ErrorItem(
    "CLR_INSPECTION_RESULT",
    Text("Choose a result and what was checked.", "Choisissez un résultat et ce qui a été vérifié."),
    path="result",
    fix=Text("Tick at least one check.", "Cochez au moins une vérification."),
)
NOT_INSPECTED = ErrorItem(
    "CLR_NOT_INSPECTED",
    Text("The inspection has no result yet.", "L'inspection n'a pas encore de résultat."),
    path="inspection",
    fix=Text("Record the result first.", "Consignez d'abord le résultat."),
)
NO_FINDING = ErrorItem(
    "CLR_NO_FINDING",
    Text(
        "Entry is refused only after an inspection with a finding.",
        "On ne refuse l'entrée qu'après une inspection avec constat.",
    ),
    path="inspection",
    fix=Text("Release the truck, or record the finding.", "Accordez la mainlevée ou consignez le constat."),
)


def in_state(item: ErrorItem, state: Text) -> ErrorItem:
    """Give a refusal with the trip's state in its sentence."""
    words = Text(item.message.en.replace("{state}", state.en), item.message.fr.replace("{state}", state.fr))
    return replace(item, message=words)


def for_agency(item: ErrorItem, agency: str) -> ErrorItem:
    """Name the agency in a refusal."""
    return replace(item, message=item.message.format(agency=agency), value=agency)
