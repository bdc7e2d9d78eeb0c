"""What is wrong with a pack, said so that its author finds the place and knows what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]


def spell(path: Path) -> str:
    """Write a path as its author would: skills.python.needs[2]."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".") or "(whole file)"


@dataclass(frozen=True, order=True)
class Problem:
    file: str
    line: int
    path: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.what}; {self.todo}"


class BrokenPack(Exception):
    """Carries every problem of a pack; nothing of it has been loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
