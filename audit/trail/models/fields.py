"""A field type Django does not have."""

from __future__ import annotations

from typing import Any

from django.db import models


class TransactionIdField(models.Field):
    """PostgreSQL's 64-bit transaction id (xid8), read as int. The database always writes it itself."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)
