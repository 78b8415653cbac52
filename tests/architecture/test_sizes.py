"""Small files, small functions (architecture.md section 4)."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.sizes import ROOT, oversizes, python_files


def test_nothing_is_over_its_limit() -> None:
    found = [over for path in python_files() for over in oversizes(path, str(path.relative_to(ROOT)))]
    assert not found, "\n".join(map(str, found))


def test_the_gate_sees_a_file_a_function_and_a_class_that_are_too_long(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("def f():\n" + "    x = 1\n" * 60 + "class C:\n" + "    y = 1\n" * 400, encoding="utf-8")
    assert [over.place for over in oversizes(sample, "sample.py")] == ["sample.py", "sample.py:1 f", "sample.py:62 C"]
