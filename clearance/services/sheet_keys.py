"""The key that signs lead sheets: a file of its own, readable by its owner only, replaced without ceremony."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from audit.trail.domain.notes import BadKey, Signer, Verifier
from clearance.domain.sheet.layout import SheetCode
from clearance.domain.sheet.signing import PURPOSE, sign
from clearance.selectors.sheet_keys import sheet_key_file, sheet_public_file, sheet_verifiers


def sheet_signer() -> Signer:
    """Give the key in use and see that its public half is published. Outside production it is made on first use."""
    path = sheet_key_file()
    if not path.exists():
        if not getattr(settings, "DEMO", False):
            raise ImproperlyConfigured(f"the signing key of the lead sheets is missing: {path}")
        _put(path, Signer.generate(PURPOSE).text())
    signer = Signer.parse(path.read_text(encoding="utf-8"))
    if signer.name != PURPOSE:
        raise BadKey(f"the key in {path} was made for {signer.name}, not for lead sheets")
    verifier = signer.verifier()
    if verifier not in sheet_verifiers():
        _publish(verifier.text())
    return signer


def sheet_sign(code: SheetCode) -> str:
    """Give the signed text of a code. Needs neither an agency nor the network."""
    return sign(code, sheet_signer())


def sheet_keys_published() -> tuple[Verifier, ...]:
    """Give every key that counts, the one in use first; there is always one."""
    current = sheet_signer().verifier()
    return (current, *(verifier for verifier in sheet_verifiers() if verifier != current))


def sheet_key_rotate() -> str:
    """Take a new key into use; sheets of the old one go on counting. Gives the new key's public line."""
    sheet_signer()
    fresh = Signer.generate(PURPOSE)
    _publish(fresh.verifier().text())
    _put(sheet_key_file(), fresh.text(), replace=True)
    return fresh.verifier().text()


def _publish(line: str) -> None:
    """Add one line; two processes that add the same one do no harm."""
    path = sheet_public_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _put(path: Path, text: str, *, replace: bool = False) -> None:
    """Write the private file whole or not at all; when it is made on first use, the first process wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    if replace:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
