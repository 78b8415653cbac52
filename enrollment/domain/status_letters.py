"""What the holder reads when the status of a membership changes: no status moves without a letter ([S47], R-10)."""

from __future__ import annotations

from portal.core.domain.text import Text

# By action of the table; `{number}` is the membership's. A test holds the keys against the table.
LETTERS: dict[str, tuple[Text, Text]] = {
    "suspend": (
        Text("Your membership is suspended", "Votre adhésion est suspendue"),
        Text(
            "The notice of decision {of} has run, and membership {number} is suspended from now on. What to put right "
            "is in that decision; as soon as an officer accepts it, the suspension ends.",
            "Le préavis de la décision {of} est écoulé et l'adhésion {number} est suspendue à compter de maintenant. "
            "Ce qu'il faut corriger y figure; dès qu'un agent l'accepte, la suspension prend fin.",
        ),
    ),
    "revoke": (
        Text("Your membership is revoked", "Votre adhésion est révoquée"),
        Text(
            "The notice of decision {of} has run, and membership {number} is revoked. Return the card; you can apply "
            "again on the day shown on the page of the membership.",
            "Le préavis de la décision {of} est écoulé et l'adhésion {number} est révoquée. Retournez la carte; vous "
            "pourrez présenter une nouvelle demande à la date affichée sur la page de l'adhésion.",
        ),
    ),
    "restore": (
        Text("Your membership is restored", "Votre adhésion est rétablie"),
        Text(
            "Membership {number} is active again, with tier and card as before.",
            "L'adhésion {number} est de nouveau active, avec le niveau et la carte d'avant.",
        ),
    ),
    "stay": (
        Text(
            "Your membership is active until the appeal is decided", "Votre adhésion est active jusqu'à l'appel tranché"
        ),
        Text(
            "You appealed in time: membership {number} is active until the commission has decided.",
            "Vous avez fait appel à temps : l'adhésion {number} est active jusqu'à la décision de la commission.",
        ),
    ),
    "expire": (
        Text("Your membership has run out", "Votre adhésion est échue"),
        Text(
            "Membership {number} reached its last day and was not renewed in time. Return the card. You can apply "
            "again at any time.",
            "L'adhésion {number} a atteint son dernier jour sans renouvellement à temps. Retournez la carte. Vous "
            "pouvez présenter une nouvelle demande en tout temps.",
        ),
    ),
    "withdraw": (
        Text("You gave your membership up", "Vous avez abandonné votre adhésion"),
        Text(
            "Membership {number} has ended as you asked. Return the card. You can apply again at any time.",
            "L'adhésion {number} a pris fin à votre demande. Retournez la carte. Vous pouvez présenter une nouvelle "
            "demande en tout temps.",
        ),
    ),
    "rest": (
        Text("Your membership is suspended at your request", "Votre adhésion est suspendue à votre demande"),
        Text(
            "Membership {number} rests until the day you named, or until you end it. It is no sanction: no entry, no "
            "points, and your tier waits for you.",
            "L'adhésion {number} est en veille jusqu'au jour choisi ou jusqu'à ce que vous y mettiez fin. Ce n'est pas "
            "une sanction : ni inscription ni points, et votre niveau vous attend.",
        ),
    ),
    "resume": (
        Text("Your membership is active again", "Votre adhésion est de nouveau active"),
        Text(
            "The suspension you asked for has ended; membership {number} is active.",
            "La suspension que vous aviez demandée est terminée; l'adhésion {number} est active.",
        ),
    ),
}
