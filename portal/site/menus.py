"""The menu as data: label, page, key. Who sees an entry follows from the page's access rule and `roles`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.access import Rule
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `covers` names further pages on which it is the current one."""

    label: Text
    name: str
    key: str = ""
    roles: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    def shown_to(self, actor: Actor, rules: Mapping[str, Rule]) -> bool:
        rule = rules.get(self.name)
        return rule is not None and rule.allows(actor) and (not self.roles or actor.has(*self.roles))


MENU: tuple[Item, ...] = (
    Item(Text("Home", "Accueil"), "site:home", "g h"),
    Item(Text("Audits", "Vérifications"), "compliance:case_list", "g a", covers=("compliance:case",)),
    Item(Text("Appeals", "Appels"), "appeals:case_list", "g p", covers=("appeals:case", "appeals:case_new")),
    Item(Text("Stuck work", "Travail bloqué"), "site:stuck", "g w"),
)

FOOTER: tuple[Item, ...] = (
    Item(Text("How it looks", "Guide visuel"), "site:style"),
    Item(Text("System status", "État du système"), "site:status"),
    Item(Text("Partner API", "API partenaires"), "api:docs"),
    Item(Text("Rules and workflows", "Règles et processus"), "site:workflows"),
)
