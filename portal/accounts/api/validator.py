"""How a bearer token is looked up: with its key and its organisation, in one query."""

from __future__ import annotations

import hashlib

from oauth2_provider.models import AbstractAccessToken, get_access_token_model
from oauth2_provider.oauth2_validators import OAuth2Validator


class PartnerValidator(OAuth2Validator):
    """The library's, but for what comes along with a token: a key's organisation, and no person, for it is nobody's."""

    def _load_access_token(self, token: str) -> AbstractAccessToken | None:
        checksum = hashlib.sha256(token.encode()).hexdigest()
        tokens = get_access_token_model().objects.select_related("application__organisation")
        return tokens.filter(token_checksum=checksum).first()
