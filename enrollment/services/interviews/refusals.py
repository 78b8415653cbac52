"""What is refused about centres and appointments, each with what to do instead."""

from __future__ import annotations

from enrollment.services.refusals import Refusal
from portal.core.domain.text import Text

NOT_YET = Refusal(
    "ENR_INTERVIEW_NOT_YET",
    Text(
        "This application is not at the point of its interview.",
        "Cette demande n'en est pas à l'étape de l'entrevue.",
    ),
    Text(
        "It can be booked once the application is before both agencies and not decided.",
        "Elle se réserve lorsque la demande est devant les deux organismes et n'est pas décidée.",
    ),
)
PART = Refusal(
    "ENR_INTERVIEW_PART",
    Text("This interview is booked or held already.", "Cette entrevue est déjà réservée ou tenue."),
    Text("Change the time of the one you have.", "Changez l'heure de celle que vous avez."),
)
CHOOSE = Refusal(
    "ENR_INTERVIEW_CHOOSE",
    Text("No time was chosen.", "Aucune heure n'a été choisie."),
    Text("Press one of the times.", "Appuyez sur l'une des heures."),
)
FULL = Refusal(
    "ENR_INTERVIEW_FULL",
    Text("This time is not free any more.", "Cette heure n'est plus libre."),
    Text(
        "Choose another one, or ask to be told when an earlier one is free.",
        "Choisissez-en une autre, ou demandez à être avisé d'une heure plus proche.",
    ),
)
PAST = Refusal(
    "ENR_INTERVIEW_PAST",
    Text("This time is over or too far ahead.", "Cette heure est passée ou trop éloignée."),
    Text("Choose a time within the next 180 days.", "Choisissez une heure dans les 180 prochains jours."),
)
TOO_LATE = Refusal(
    "ENR_INTERVIEW_TOO_LATE",
    Text(
        "Less than two hours before the interview it can no longer be changed here.",
        "À moins de deux heures de l'entrevue, elle ne peut plus être changée ici.",
    ),
    Text("Call the centre, or come.", "Appelez le centre, ou présentez-vous."),
)
TOO_EARLY = Refusal(
    "ENR_INTERVIEW_TOO_EARLY",
    Text("The time of the interview has not come.", "L'heure de l'entrevue n'est pas venue."),
    Text("Record this once its time has come.", "Consignez ceci une fois l'heure venue."),
)
RECORDED = Refusal(
    "ENR_INTERVIEW_RECORDED",
    Text("Your agency has recorded its result.", "Votre organisme a consigné son résultat."),
    Text("It stands; write to the vetting desk.", "Il demeure; écrivez au bureau de filtrage."),
)
WISH_EXISTS = Refusal(
    "ENR_WISH_EXISTS",
    Text("You are on the waiting list already.", "Vous êtes déjà sur la liste d'attente."),
    Text("Take that wish back to make another one.", "Retirez ce souhait pour en faire un autre."),
)
WISH_CENTRES = Refusal(
    "ENR_WISH_CENTRES",
    Text(
        "Choose at least one centre that gives this interview.",
        "Choisissez au moins un centre qui tient cette entrevue.",
    ),
    Text("Tick one or more centres.", "Cochez un ou plusieurs centres."),
)
WISH_NUMBERS = Refusal(
    "ENR_WISH_NUMBERS",
    Text("Notice is given in hours, from 0 to 336.", "Le préavis se donne en heures, de 0 à 336."),
    Text("For example 24 for one day.", "Par exemple 24 pour une journée."),
)
OFFER_OVER = Refusal(
    "ENR_OFFER_OVER",
    Text("This time is no longer held for you.", "Cette heure n'est plus retenue pour vous."),
    Text(
        "Your appointment is unchanged; you stay on the list.",
        "Votre rendez-vous est inchangé; vous restez sur la liste.",
    ),
)
CENTRE_ROLE = Refusal(
    "ENR_CENTRE_ROLE",
    Text("A supervisor of CBP or of the CBSA does this.", "Un superviseur du CBP ou de l'ASFC fait cela."),
    Text("Ask your supervisor.", "Adressez-vous à votre superviseur."),
)
CENTRE_FIELD = Refusal(
    "ENR_CENTRE_FIELD",
    Text("This is missing or not usable.", "Cette valeur manque ou n'est pas utilisable."),
    Text("Correct it; the hint says what fits.", "Corrigez-la; l'indication dit ce qui convient."),
)
CENTRE_CODE = Refusal(
    "ENR_CENTRE_CODE",
    Text("A centre of this code is in the register.", "Un centre de ce code figure au registre."),
    Text("Choose another code.", "Choisissez un autre code."),
)
DESKS_TAKEN = Refusal(
    "ENR_CENTRE_DESKS_TAKEN",
    Text(
        "More appointments are booked than these desks can hold.",
        "Plus de rendez-vous sont pris que ces guichets n'en permettent.",
    ),
    Text("Announce a closure for those times first.", "Annoncez d'abord une fermeture pour ces heures."),
)
