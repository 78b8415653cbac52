"""Who may read simulations: the people of both agencies who draft and sign policies, and administrators."""

from clearance.selectors.simulations import READERS
from portal.core.access import Roles, Rule

SIMULATION_ACCESS: dict[str, Rule] = {
    "clearance:simulations": Roles(*READERS),
    "clearance:simulation": Roles(*READERS),
}
