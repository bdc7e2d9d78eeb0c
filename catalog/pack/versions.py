"""Versions of packs: three numbers, in order."""

import re

VERSION = re.compile(r"\d{1,5}\.\d{1,5}\.\d{1,5}")


def numbers(version: str) -> tuple[int, ...]:
    """Give the numbers of a version; of what is none, none."""
    return tuple(int(part) for part in version.split(".")) if VERSION.fullmatch(version) else ()


def following(version: str) -> str:
    major, minor, _ = numbers(version) or (0, 0, 0)
    return f"{major}.{minor + 1}.0"
