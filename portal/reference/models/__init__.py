from portal.reference.models.agencies import Agency
from portal.reference.models.crossings import AgencyHours, Crossing, Lane
from portal.reference.models.goods import HsAgencyRule, HsCode, HsSection, HsWord
from portal.reference.models.lists import Country, PackageType, Subdivision
from portal.reference.models.loads import ReferenceLoad, ReferenceStamp
from portal.reference.models.tariffs import TariffRate

__all__ = [
    "Agency",
    "AgencyHours",
    "Country",
    "Crossing",
    "HsAgencyRule",
    "HsCode",
    "HsSection",
    "HsWord",
    "Lane",
    "PackageType",
    "ReferenceLoad",
    "ReferenceStamp",
    "Subdivision",
    "TariffRate",
]
