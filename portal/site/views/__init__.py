"""Pages of the site itself: home, status, stuck work, workflows, style."""

from portal.site.views.api_docs import api_docs
from portal.site.views.docs import docs_elements, docs_rules
from portal.site.views.envoys import envoys
from portal.site.views.home import home
from portal.site.views.status import health, status, status_csv, stuck, stuck_retry
from portal.site.views.style import style, style_search
from portal.site.views.workflows import workflows

__all__ = [
    "api_docs",
    "docs_elements",
    "docs_rules",
    "envoys",
    "health",
    "home",
    "status",
    "status_csv",
    "stuck",
    "stuck_retry",
    "style",
    "style_search",
    "workflows",
]
