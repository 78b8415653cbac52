"""What schema and table readers say about a document, in both languages."""

from __future__ import annotations

import re

from portal.core.domain.text import Text

# The problem as it is raised, with what varies in groups; what it is called in French.
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"an object is needed", "un objet est requis"),
    (r"nested deeper than (\d+)", "plus de {0} niveaux imbriqués"),
    (r"exactly one of all, any, not, or a fact is needed", "il faut exactement all, any, not ou une donnée"),
    (r"unknown connective (.+)", "liaison inconnue : {0}"),
    (r"a list of 1 to (\d+) conditions is needed", "une liste de 1 à {0} conditions est requise"),
    (r"unknown key (.+)", "champ inconnu : {0}"),
    (r"there is no fact ''", "choisissez une donnée"),
    (r"there is no fact (.+)", "il n'existe pas de donnée {0}"),
    (r"(\w+) takes (.+), not ''", "choisissez une comparaison"),
    (r"(\w+) takes (.+), not (.+)", "{0} admet {1}, non {2}"),
    (
        r"(\w+) may be unknown: say true or false under 'unknown'",
        "cette donnée peut être inconnue : dites ce qui compte alors",
    ),
    (r"(\w+) is always known", "cette donnée est toujours connue"),
    (r"'unknown' takes no value", "« inconnu » ne prend pas de valeur"),
    (r"true or false is needed", "choisissez oui ou non"),
    (r"a number is needed", "un nombre est requis"),
    (r"two numbers are needed", "deux nombres sont requis"),
    (r"the first number must not be above the second", "le premier nombre ne doit pas dépasser le second"),
    (r"a list of codes is needed", "au moins un code est requis"),
    (r"(\w+) is one of (.+)", "valeurs admises : {1}"),
    (r"at least one rule is needed", "il faut au moins une règle"),
    (r"two rules have the same id", "deux règles ont le même identifiant"),
    (r"a whole number from 1 is needed", "un nombre entier à partir de 1 est requis"),
    (
        r"only a safety rule may stop a truck or add security points",
        "seule une règle de sûreté peut arrêter un camion ou ajouter des points de sûreté",
    ),
    (
        r"what a partner agency still lacks counts for compliance only",
        "ce qui manque encore à un organisme partenaire ne compte que pour la conformité",
    ),
    (r"a mandatory rule is about security", "une règle obligatoire porte sur la sûreté"),
    (
        r"a mandatory rule names a cause of the list, no other rule does",
        "une règle obligatoire cite une cause de la liste, aucune autre ne le fait",
    ),
    (r"a mandatory rule has points above zero", "une règle obligatoire a des points au-dessus de zéro"),
    (r"letters, digits, dots and dashes are needed", "des lettres, chiffres, points et traits d'union sont requis"),
    (r"missing", "absent"),
    (r"not a known field", "champ inconnu"),
    (r"text is needed", "un texte est requis"),
    (r"one of (.+) is needed", "valeurs admises : {0}"),
    (r"a whole number from -(\d+) to (\d+), not 0", "un nombre entier de -{0} à {1}, sauf 0"),
    (r"a date YYYY-MM-DD or null is needed", "une date AAAA-MM-JJ ou rien est requise"),
    (r"a list of crossings is needed", "une liste de passages est requise"),
    (r"a list of cards is needed", "une liste de grilles est requise"),
    (r"the same card stands here twice", "la même grille figure deux fois"),
    (r"the card of this rule is not in the profile", "la grille de cette règle n'est pas dans le profil"),
    (r"a scorecard for one of (.+) is needed", "une grille pour {0} est requise"),
    (r"a whole number is needed", "un nombre entier est requis"),
    (r"at least one part is needed", "au moins une partie est requise"),
    (r"two parts look at the same variables", "deux parties portent sur les mêmes variables"),
    (r"of, points, rows, found and reason_class are needed", "of, points, rows, found et reason_class sont requis"),
    (r"one variable or two are needed", "une ou deux variables sont requises"),
    (r"(\d+) whole numbers are needed", "{0} nombres entiers sont requis"),
    (r"not a reason class", "classe de motif inconnue"),
    (r"a name and a kind are needed", "un nom et un genre sont requis"),
    (r"numbers are needed", "des nombres sont requis"),
    (r"edges go upwards, none twice", "les bornes vont en croissant, sans doublon"),
    (r"different codes are needed", "des codes différents sont requis"),
    (r"at most (\d+) parts can be read and signed", "au plus {0} parties peuvent être lues et signées"),
    (r"(\w+) is a (\w+), not a (\w+)", "{0} est de genre {1}, non {2}"),
    (r"no bin of this card has points", "aucune classe de cette grille n'a de points"),
    (r"this is not JSON", "ce n'est pas du JSON"),
    (r"exactly one decision table is needed", "il faut exactement une table de décision"),
    (r"the hit policy must be collect", "la politique de la table doit être « collect »"),
    (r"column (.+) is not known", "colonne inconnue : {0}"),
    (r"column (.+) is missing", "il manque la colonne {0}"),
    (r"no condition", "aucune condition"),
    (r"cannot be read at (.+)", "illisible à partir de {0}"),
    (r"it compares in a way no rule can", "cette comparaison n'existe pas pour une règle"),
    (r"a text in quotation marks is needed", "un texte entre guillemets est requis"),
    (r"it stands in the column of (\w+) but is about (\w+)", "la cellule est dans la colonne {0} mais porte sur {1}"),
)


# Where the schema's own words are for those who write JSON, people at the editor read these.
PLAIN: tuple[tuple[str, str], ...] = (
    (r"there is no fact ''", "choose a fact"),
    (r"(\w+) takes (.+), not ''", "choose a comparison"),
    (r"(\w+) may be unknown: .+", "this fact may be unknown: say what counts then"),
    (r"true or false is needed", "choose yes or no"),
    (r"a list of codes is needed", "at least one code is needed"),
)


def problem_text(problem: str) -> Text:
    """The problem in both languages; one that is not in the table stays as it is."""
    for pattern, french in PATTERNS:
        found = re.fullmatch(pattern, problem)
        if found:
            plain = next((words for said, words in PLAIN if re.fullmatch(said, problem)), problem)
            return Text(_sentence(plain), _sentence(french.format(*found.groups())))
    return Text(_sentence(problem), _sentence(problem))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
