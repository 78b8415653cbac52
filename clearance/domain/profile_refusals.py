"""What a threat profile's services refuse, and the way out (R-35)."""

from __future__ import annotations

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

TARGETING_ONLY = ErrorItem(
    "CLR_TARGETING_ONLY",
    Text(
        "Only targeting officers of CBP and CBSA write a profile.",
        "Seuls les agents du ciblage de CBP et de l'ASFC rédigent un profil.",
    ),
    path="profile",
    fix=Text("Ask a targeting officer.", "Adressez-vous à un agent du ciblage."),
)
WRITERS_SIGN_NOT = ErrorItem(
    "CLR_PROFILE_WRITER",
    Text(
        "Who proposed or edited a profile signs it for neither agency.",
        "La personne qui a proposé ou modifié un profil ne le signe pour aucun organisme.",
    ),
    path="signature",
    fix=Text("Ask a colleague of your agency to sign.", "Demandez à un collègue de votre organisme de signer."),
)
OTHER_SIDE = ErrorItem(
    "CLR_PROFILE_SIDE",
    Text(
        "A draft is edited by the agency that proposed it.",
        "Une ébauche est modifiée par l'organisme qui l'a proposée.",
    ),
    path="profile",
    fix=Text("Make a draft of your own from this version.", "Créez votre propre ébauche à partir de cette version."),
)
NO_DRAFT = ErrorItem(
    "CLR_PROFILE_FROZEN",
    Text(
        "This version is no longer a draft: its rules are never edited.",
        "Cette version n'est plus une ébauche : ses règles ne sont jamais modifiées.",
    ),
    path="profile",
    fix=Text("Make a new draft from it.", "Créez une nouvelle ébauche à partir de celle-ci."),
)
CHANGED_MEANWHILE = ErrorItem(
    "CLR_PROFILE_STALE",
    Text(
        "Somebody changed this profile after you opened it.",
        "Quelqu'un a modifié ce profil après que vous l'avez ouvert.",
    ),
    path="expected_version",
    fix=Text(
        "What you typed is kept here. Look at the profile as it is now, then save again.",
        "Votre saisie est conservée ici. Voyez l'état actuel du profil, puis enregistrez de nouveau.",
    ),
)
WHEN = ErrorItem(
    "CLR_PROFILE_WHEN",
    Text("The moment must lie ahead, within a year.", "Le moment doit être à venir, dans un délai d'un an."),
    path="at",
    fix=Text(
        "Choose a later moment, or put it in force now.", "Choisissez un moment ultérieur, ou mettez-le en vigueur."
    ),
)
SAY_WHY = ErrorItem(
    "CLR_PROFILE_WHY",
    Text("Say why the version is withdrawn.", "Précisez pourquoi la version est retirée."),
    path="why",
    fix=Text("One sentence; it is kept in the trail.", "Une phrase; elle est gardée dans le registre."),
)
CARD_RULE = ErrorItem(
    "CLR_PROFILE_CARD_RULE",
    Text(
        "A rule of a learned card is not edited by itself.",
        "Une règle d'une grille apprise ne se modifie pas seule.",
    ),
    path="rule",
    fix=Text(
        "Remove the whole card, or upload another version.", "Retirez la grille entière, ou téléversez-en une autre."
    ),
)
LAST_RULE = ErrorItem(
    "CLR_PROFILE_LAST_RULE",
    Text("A profile has at least one rule.", "Un profil compte au moins une règle."),
    path="rule",
    fix=Text("Add another rule first.", "Ajoutez d'abord une autre règle."),
)
LAST_WORDS = Text("Correct it; nothing was saved.", "Corrigez; rien n'a été enregistré.")
NO_JSON = ErrorItem(
    "CLR_PROFILE_FILE",
    Text("This file is not JSON, or larger than 2 MB.", "Ce fichier n'est pas du JSON, ou dépasse 2 Mo."),
    path="file",
    fix=Text("Choose the file as it was exported.", "Choisissez le fichier tel qu'il a été exporté."),
)
DOCTORED = ErrorItem(
    "CLR_PROFILE_DIGEST",
    Text("The rules do not match their digest.", "Les règles ne correspondent pas à leur empreinte."),
    path="digest",
    fix=Text("Report it, and make a new draft.", "Signalez-le, et créez une nouvelle ébauche."),
)
TOO_LATE_TO_ASK = ErrorItem(
    "CLR_PROFILE_CONSULT_LATE",
    Text("This version is in force, replaced or withdrawn.", "Cette version est en vigueur, remplacée ou retirée."),
    path="status",
    fix=Text("Make a draft from it and ask about that one.", "Faites-en une ébauche et consultez sur celle-ci."),
)
