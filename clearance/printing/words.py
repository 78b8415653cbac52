"""The words of the paper. A label stands in both languages, the reader's first: the officer may read the other."""

from __future__ import annotations

from portal.core.domain.text import Text

SHEET = Text("Lead sheet", "Feuille d'accompagnement")
NUMBER = Text("Sheet {n}", "Feuille {n}")
DIRECTIONS = {"SB": Text("Into the United States", "Vers les États-Unis"), "NB": Text("Into Canada", "Vers le Canada")}
PORT_CODE = {
    "CBP": Text("CBP port {code}", "Port CBP {code}"),
    "CBSA": Text("CBSA office {code}", "Bureau ASFC {code}"),
}
EXPECTED = Text("Expected {at}, port time", "Prévu le {at}, heure du port")
TRIP_NUMBER = Text("Trip number", "Numéro de voyage")
DRIVER = Text("Driver", "Conducteur")
PLATE = Text("Tractor plate", "Plaque du tracteur")
TRAILERS = Text("Trailers", "Remorques")
SEALS = Text("Seals", "Scellés")
CARRIER = Text("Carrier", "Transporteur")
LANE = Text("Lane advice", "Voie conseillée")
NO_LANE = Text("No lane advised yet", "Voie pas encore conseillée")
TIER = Text("Carrier tier {tier}", "Transporteur de niveau {tier}")
INSPECTION = Text("Inspection", "Inspection")
AGENCIES = Text("Agencies at {at}:", "Organismes à {at} :")
LOAD = Text("Consignments ({n})", "Expéditions ({n})")
MATCHED = Text(", entry matched: {n} (ticked)", ", déclaration trouvée : {n} (cochées)")
EMPTY = Text("Empty truck: no consignments.", "Camion vide : aucune expédition.")
MORE = Text("+ {n} on page 2", "+ {n} en page 2")
CONTINUED = Text("Trip {number}, sheet {n}, page {page}", "Voyage {number}, feuille {n}, page {page}")
NONE = Text("none", "aucun")
OFFLINE = Text(
    "If the system is down, the officer verifies the signature of this code offline.",
    "Si le système est en panne, l'agent vérifie hors ligne la signature de ce code.",
)
CHECK = Text("Check this sheet: {url}", "Vérifier cette feuille : {url}")
CHANGED = Text(
    "An amendment makes this sheet void: print the new one. Signed {issued} UTC, valid until {expires} UTC.",
    "Une modification annule cette feuille : imprimez la nouvelle. Signée {issued} UTC, valide jusqu'au {expires} UTC.",
)
HELP = Text("Help: {phone}", "Aide : {phone}")
COMPLAINT = Text("Complaint or review: {url}", "Plainte ou révision : {url}")
RECEIPT = Text("Receipt (SHA-256 of the filing): {digest}", "Reçu (SHA-256 de la déclaration) : {digest}")


def both(text: Text, language: str) -> str:
    """Give a label in both languages, the reader's first; words that are the same stand once."""
    first, second = (text.fr, text.en) if language == "fr" else (text.en, text.fr)
    return first if first == second else f"{first} / {second}"


# The phone page says the same with these besides.
READY = Text("Ready: both agencies have your filing", "Prêt : les deux organismes ont votre déclaration")
NOT_READY = Text("Not ready yet: waiting for {names}", "Pas encore prêt : en attente de {names}")
DO_I_STOP = Text("Do I need to stop?", "Dois-je m'arrêter?")
BRING = Text("Bring", "À apporter")
AT_BOOTH = Text("Show this code at the booth", "Montrez ce code à la guérite")
BARS = Text("Bar code of the trip number", "Code à barres du numéro de voyage")
ETA = Text("Expected arrival", "Arrivée prévue")
NONE_SIGN = "–"
COLON = Text(":", " :")
AGENCIES_WORD = Text("Agencies", "Organismes")
AS_OF = Text("As of {at}, port time. Open the link again for news.", "À jour à {at}, heure du port. Rouvrez le lien.")
NO_NETWORK = Text("No network: this is the page as last opened.", "Hors réseau : page telle qu'ouverte en dernier.")
VALID_UNTIL = Text("Sheet {n}, valid until {at}", "Feuille {n}, valide jusqu'au {at}")
VERIFY_LINK = Text("Check this code", "Vérifier ce code")
HELP_WORD = Text("Help", "Aide")
OTHER_LANGUAGE = {"en": "Français", "fr": "English"}
ENDED = Text("This link has ended", "Ce lien n'est plus valide")
ENDED_WHY = Text(
    "It ends a day after the crossing. Your dispatcher can still print the sheet.",
    "Il prend fin un jour après le passage. Votre répartiteur peut encore imprimer la feuille.",
)
MESSAGE = Text("Lead sheet of trip {number}: {link}", "Feuille d'accompagnement du voyage {number} : {link}")

# The member's page and the check of a code.
TRIP = Text("Trip", "Voyage")
PAPER = Text("On paper", "Sur papier")
PAPER_WHY = Text(
    "One page for the booth. An amendment makes it void: print it again after a change.",
    "Une page pour la guérite. Une modification l'annule : réimprimez après un changement.",
)
PHONE = Text("On the driver's phone", "Sur le téléphone du conducteur")
PHONE_WHY = Text(
    "No login. The link shows the newest filing, also without a network once it was opened, and ends a day after the "
    "crossing. Another driver needs another link.",
    "Sans ouvrir de session. Le lien montre la dernière déclaration, même hors réseau une fois ouvert, et prend fin un "
    "jour après le passage. Un autre conducteur reçoit un autre lien.",
)
LINK = Text("Driver's link", "Lien du conducteur")
BY_SMS = Text("Send by text message", "Envoyer par texto")
BY_MAIL = Text("Send by e-mail", "Envoyer par courriel")
OPEN = Text("Open it", "L'ouvrir")
VERIFY = Text("Check a lead sheet", "Vérifier une feuille d'accompagnement")
CODE = Text("Text of the QR code", "Texte du code QR")
CODE_HINT = Text(
    "Scan the code with any reader and paste the text, blanks included.",
    "Lisez le code avec n'importe quel lecteur et collez le texte, espaces compris.",
)
WITHOUT_US = Text("Without this site", "Sans ce site")
WITHOUT_US_WHY = Text(
    "One small program and the published keys check a code on any computer, without a network. Keep your own copies.",
    "Un petit programme et les clés publiées vérifient un code sur tout ordinateur, hors réseau. Gardez-en une copie.",
)
TIER_WORD = Text("Carrier tier", "Niveau du transporteur")
SIGNED_AT = Text("Signed", "Signée")
UNTIL = Text("Valid until", "Valide jusqu'au")
MOVEMENT = Text("Movement", "Mouvement")
KEY = Text("Signing key", "Clé de signature")
