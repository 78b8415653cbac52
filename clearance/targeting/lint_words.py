"""The words of the linter: what is wrong with a rule, and what to do about it."""

from __future__ import annotations

from portal.core.domain.text import Text

WORDS: dict[str, tuple[Text, Text]] = {
    "CLR_LINT_ALONE": (
        Text("This rule reaches the cut-off by itself.", "Cette règle atteint le seuil à elle seule."),
        Text("Lower its points, or make it mandatory.", "Réduisez ses points, ou rendez-la obligatoire."),
    ),
    "CLR_LINT_EXPIRED": (
        Text("This rule no longer applies.", "Cette règle ne s'applique plus."),
        Text("Remove it, or give it a later last day.", "Retirez-la, ou donnez-lui une date plus tardive."),
    ),
    "CLR_LINT_OWNER": (
        Text("No office in charge answers for this rule.", "Aucun bureau en fonction ne répond de cette règle."),
        Text("Name an office that is in charge.", "Nommez un bureau en fonction."),
    ),
    "CLR_LINT_WORDS": (
        Text(
            "The detail is too short, or the same in both languages.",
            "Le détail est trop court, ou identique dans les deux langues.",
        ),
        Text("Say in both languages what the rule finds.", "Dites dans les deux langues ce que la règle relève."),
    ),
    "CLR_LINT_DOMAIN": (
        Text("A value is one this fact can never have.", "Une valeur est impossible pour cette donnée."),
        Text("Check numbers, codes and crossings.", "Vérifiez les nombres, les codes et les passages."),
    ),
    "CLR_LINT_NEVER": (
        Text("No trip can ever set this rule off.", "Aucun voyage ne peut déclencher cette règle."),
        Text("Remove what contradicts itself.", "Retirez ce qui se contredit."),
    ),
    "CLR_LINT_ALWAYS": (
        Text("Every trip sets this rule off.", "Tout voyage déclenche cette règle."),
        Text("Narrow the condition.", "Restreignez la condition."),
    ),
    "CLR_LINT_DEAD_PART": (
        Text("A part of the condition changes nothing.", "Une partie de la condition ne change rien."),
        Text("Remove that part, or correct it.", "Retirez cette partie, ou corrigez-la."),
    ),
    "CLR_LINT_PAPERS": (
        Text("Papers and prices alone give no security points.", "Documents et prix seuls ne touchent pas la sûreté."),
        Text("Make it a compliance rule.", "Faites-en une règle de conformité."),
    ),
    "CLR_LINT_STOPS_MEMBER": (
        Text(
            "This rule could stop members without any signal about the trip.",
            "Cette règle pourrait arrêter des membres sans aucun signalement sur le voyage.",
        ),
        Text("Ask for a signal, or make it not mandatory.", "Exigez un signalement, ou rendez-la non obligatoire."),
    ),
    "CLR_LINT_IDLE": (
        Text("No sample trip sets this rule off.", "Aucun voyage d'essai ne déclenche cette règle."),
        Text("Check the condition, or add a sample.", "Vérifiez la condition, ou ajoutez un essai."),
    ),
    "CLR_LINT_TWIN": (
        Text("Another rule has the same condition.", "Une autre règle a la même condition."),
        Text("Merge the two rules.", "Fusionnez les deux règles."),
    ),
    "CLR_LINT_CONTRADICTS": (
        Text("Another rule takes away what this one adds.", "Une autre règle retire ce que celle-ci ajoute."),
        Text("Keep one of the two.", "Gardez l'une des deux."),
    ),
    "CLR_LINT_SHADOWED": (
        Text("Another mandatory rule already covers this.", "Une autre règle obligatoire couvre déjà ce cas."),
        Text("Merge the two rules.", "Fusionnez les deux règles."),
    ),
    "CLR_LINT_CARD": (
        Text(
            "The rules of a learned card are not as the card says.",
            "Les règles d'une grille apprise ne sont pas celles de la grille.",
        ),
        Text("Remove the card and upload it again.", "Retirez la grille et téléversez-la de nouveau."),
    ),
}
