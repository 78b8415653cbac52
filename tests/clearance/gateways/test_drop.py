"""The folder of an SFTP server: whole files only, the same number twice is one file, nothing strange is taken."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

from clearance.gateways.drop import DropAdapter, waiting
from clearance.gateways.transport import DELIVERED, REFUSED, UNREACHABLE, Parcel

PARCEL = Parcel("m-1@preclear", 7, "PRECLEAR", "CBSA", "application/edifact", b"UNB...")


def test_a_message_is_one_whole_file_named_by_its_number(tmp_path: Path) -> None:
    adapter = DropAdapter(str(tmp_path))
    assert adapter.deliver(PARCEL).state == DELIVERED
    assert adapter.deliver(PARCEL).state == DELIVERED
    assert [(file.name, file.read_bytes()) for file in (tmp_path / "outgoing").iterdir()] == [
        ("000000007.edi", b"UNB...")
    ]


def test_another_message_under_the_same_number_is_refused(tmp_path: Path) -> None:
    adapter = DropAdapter(str(tmp_path))
    adapter.deliver(PARCEL)
    assert adapter.deliver(replace(PARCEL, content=b"other")).state == REFUSED
    assert (tmp_path / "outgoing" / "000000007.edi").read_bytes() == b"UNB..."


def test_a_folder_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    assert DropAdapter(str(tmp_path / "nowhere")).deliver(PARCEL).state == UNREACHABLE


def test_only_complete_plain_files_are_taken_oldest_first(tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    now = time.time()
    for age, name in ((9, "b.edi"), (20, "a.edi"), (9, ".hidden"), (9, "half.edi.part"), (0, "growing.edi")):
        (incoming / name).write_bytes(name.encode())
        os.utime(incoming / name, (now - age, now - age))
    (incoming / "folder").mkdir()
    (incoming / "link.edi").symlink_to("/etc/hostname")
    found = list(waiting(tmp_path, now=now, largest=100))
    assert [(file.path.name, file.content) for file in found] == [("a.edi", b"a.edi"), ("b.edi", b"b.edi")]
    assert found[0].transfer_id != found[1].transfer_id
    for file in found:
        file.take()
    assert list(waiting(tmp_path, now=now, largest=100)) == []
    assert {file.name for file in (tmp_path / "taken").iterdir()} == {"a.edi", "b.edi"}


def test_a_file_that_is_too_large_is_read_no_further(tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    (incoming / "big.edi").write_bytes(b"x" * 1000)
    assert len(next(waiting(tmp_path, now=time.time() + 5, largest=10)).content) == 11


def test_no_folder_no_files(tmp_path: Path) -> None:
    assert list(waiting(tmp_path / "none", now=0, largest=10)) == []
