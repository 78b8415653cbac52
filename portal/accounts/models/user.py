"""A person who signs in with an e-mail address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models

from portal.accounts.domain.idle import Spell
from portal.core.models import Base


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, password_hash: str = "", **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.password = password_hash or make_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Base):
    """One account per person; what they may do comes from roles, never from flags on the account.

    `dormant_since` is set on an account nobody used; its owner wakes it, and its roles stay. `awake_since` is when.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")], default="en")
    is_active = models.BooleanField(default=True)
    awake_since = models.DateTimeField(null=True, editable=False)
    dormant_since = models.DateTimeField(null=True, editable=False)
    idle_warned_at = models.DateTimeField(null=True, editable=False)
    idle_warnings = models.PositiveSmallIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        db_table = "accounts_user"
        constraints = [
            # Nobody is put to sleep unwarned, whoever writes the row.
            models.CheckConstraint(
                condition=models.Q(dormant_since=None) | models.Q(idle_warned_at__isnull=False),
                name="user_warned_before_dormant",
            ),
        ]
        indexes = [models.Index(fields=["last_login"], name="user_last_login")]

    def __str__(self) -> str:
        return self.email

    @property
    def spell(self) -> Spell:
        """How long it has been left alone: since the last sign-in, the last waking or the beginning."""
        seen = [moment for moment in (self.last_login, self.awake_since, self.created_at) if moment]
        return Spell(max(seen), self.idle_warned_at, self.idle_warnings)
