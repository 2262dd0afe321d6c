"""A person who works here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models


class People(BaseUserManager["User"]):
    """Makes users, by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> User:
        """Add a person; without a password only single sign-on or a reset lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """Somebody known by an e-mail address."""

    username = None  # type: ignore[assignment]  # the address is the name to sign in with
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[People] = People()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name or self.email
