"""Things that cost people their card: short cases with the answer and the rule behind it (requirements 4.5, [S42])."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what somebody does, whether it is fine, and why."""

    code: str
    story: Text
    fine: bool
    why: Text


CASES: tuple[Case, ...] = (
    Case(
        "passenger",
        Text(
            "Your neighbour has no card. You take him along through the dedicated lane; you know him well.",
            "Votre voisin n'a pas de carte. Vous le prenez avec vous dans la voie réservée; vous le connaissez bien.",
        ),
        False,
        Text(
            "Everybody in the vehicle must be a member of the programme of the lane. Take a general lane together.",
            "Toutes les personnes à bord doivent être membres du programme de la voie. Prenez ensemble une voie générale.",
        ),
    ),
    Case(
        "commercial",
        Text(
            "In your private car you carry a box of samples your employer will sell.",
            "Dans votre voiture, vous transportez une boîte d'échantillons que votre employeur vendra.",
        ),
        False,
        Text(
            "Commercial goods do not cross in a traveller's lane, however small. Declare them in a commercial lane.",
            "Les marchandises commerciales ne passent pas par une voie de voyageurs, si petites soient-elles. "
            "Déclarez-les dans une voie commerciale.",
        ),
    ),
    Case(
        "file",
        Text(
            "You renewed your passport four months ago and still cross on the card. You never reported the new number.",
            "Vous avez renouvelé votre passeport il y a quatre mois et passez avec la carte, sans avoir signalé le numéro.",
        ),
        False,
        Text(
            "Report it today: one minute, and because you tell it yourself it gives no points. From 30 days on it is late.",
            "Signalez-le aujourd'hui : une minute, et comme vous le dites vous-même, sans points. Après 30 jours, c'est "
            "un retard.",
        ),
    ),
    Case(
        "slip",
        Text(
            "You wrote one digit of a seal wrong, noticed it at noon and told both agencies the same day.",
            "Vous avez mal inscrit un chiffre d'un scellé, l'avez vu à midi et l'avez dit aux deux organismes le jour même.",
        ),
        True,
        Text(
            "A first minor error on paper is a notice. Told by yourself it gives no points and is no history.",
            "Une première erreur mineure sur papier est un avis. Dite par vous-même, elle ne donne ni points ni antécédent.",
        ),
    ),
    Case(
        "lent",
        Text(
            "Your sister has the same programme but left her card at home; you lend her yours for the crossing.",
            "Votre sœur est du même programme mais a oublié sa carte; vous lui prêtez la vôtre pour le passage.",
        ),
        False,
        Text(
            "A card is carried by its holder, never lent. She crosses with her passport in a general lane.",
            "La carte est portée par son titulaire, jamais prêtée. Elle passe avec son passeport dans une voie générale.",
        ),
    ),
    Case(
        "lost",
        Text(
            "You cannot find your card and report it lost the same evening; the next morning you find it.",
            "Vous ne trouvez plus votre carte et la déclarez perdue le soir même; le lendemain, vous la retrouvez.",
        ),
        True,
        Text(
            "You did right. The old card stays refused; wait for the new one and hand the old one in.",
            "Vous avez bien fait. L'ancienne reste refusée; attendez la nouvelle et remettez l'ancienne.",
        ),
    ),
    Case(
        "charge",
        Text(
            "You were charged with an offence, not convicted, and wait to see what becomes of it before you say anything.",
            "Vous êtes accusé d'une infraction, sans condamnation, et attendez la suite avant d'en parler.",
        ),
        False,
        Text(
            "Report a charge within 30 days. It does not end the membership by itself; hiding it may.",
            "Signalez une accusation dans les 30 jours. Elle ne met pas fin à l'adhésion; la taire le peut.",
        ),
    ),
)
