"""Measures the sizes that architecture.md limits."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE_LINES, TEST_LINES, FUNCTION_LINES, CLASS_LINES = 400, 500, 50, 200


@dataclass(frozen=True)
class Oversize:
    """One thing over its limit."""

    place: str
    lines: int
    limit: int

    def __str__(self) -> str:
        return f"{self.place}: {self.lines} lines, at most {self.limit}"


def python_files(root: Path = ROOT) -> list[Path]:
    """Every Python file the repository holds or would take, migrations left out."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [root / name for name in listing if "/migrations/" not in name and (root / name).exists()]


def oversizes(path: Path, name: str) -> Iterator[Oversize]:
    """Give whatever in the file is over its limit; `name` is how the file is called in the message."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    limit = TEST_LINES if name.startswith("tests/") else SOURCE_LINES
    if lines > limit:
        yield Oversize(name, lines, limit)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            limit = FUNCTION_LINES
        elif isinstance(node, ast.ClassDef):
            limit = CLASS_LINES
        else:
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > limit:
            yield Oversize(f"{name}:{node.lineno} {node.name}", length, limit)
