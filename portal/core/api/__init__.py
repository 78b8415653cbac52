"""What every REST endpoint shares: the actor, the access rule, problem details, pages."""

from portal.core.api.base import BaseApi
from portal.core.api.pages import CreatedPages
from portal.core.api.problems import problem_handler, problem_response

__all__ = ["BaseApi", "CreatedPages", "problem_handler", "problem_response"]
