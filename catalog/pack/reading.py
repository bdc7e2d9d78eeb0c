"""YAML with line numbers, in one pass over the parser's events: no objects, no aliases, no second chance for a key.

Only true, false, null and decimal numbers mean more than their text (YAML 1.2): `no` and `2026-11-20` stay text.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from catalog.pack.problems import Path, Problem, spell

LEVELS_AT_MOST = 20
NODES_AT_MOST = 10_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
FRACTION = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
# Control characters, direction overrides and line separators; tabs and line feeds are text.
UNWELCOME = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Stop(Exception):
    """The file cannot be read on."""


@dataclass
class Document:
    """What a file says, and on which line it says each thing."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    is_whole: bool = True

    def line(self, path: Path) -> int:
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, what: str, todo: str) -> Problem:
        return Problem(self.file, self.line(path), spell(path), what, todo)


@dataclass
class Frame:
    """A mapping or list that is still open, and the key whose value comes next."""

    path: Path
    into: dict[str, Any] | list[Any]
    key: str | None = None


class Reader:
    def __init__(self, file: str) -> None:
        self.document = Document(file)
        self.problems: list[Problem] = []
        self.frames: list[Frame] = []
        self.nodes = 0
        self.documents = 0

    def read(self, content: bytes) -> None:
        try:
            for event in yaml.parse(content.decode("utf-8"), Loader=LOADER):
                self.take(event)
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.note(line, (), "the file is not UTF-8 text", "save it as UTF-8")
            self.document.is_whole = False
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or "a character that YAML does not allow"
            line = mark.line + 1 if mark else 1
            self.note(line, self.path(), f"this is not YAML ({what})", "check indentation and quotes")
            self.document.is_whole = False
        except Stop:
            self.document.is_whole = False

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop(line, "a second document begins", "keep one document a file")
        elif isinstance(event, yaml.AliasEvent):
            self.stop(line, f"“*{event.anchor}” repeats another place", "write the text out: aliases are not allowed")
        elif isinstance(event, yaml.ScalarEvent):
            self.node(event, line)
            self.scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.node(event, line)
            self.open(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.frames.pop()

    def node(self, event: Any, line: int) -> None:
        self.nodes += 1
        if self.nodes > NODES_AT_MOST:
            self.stop(line, f"the file holds more than {NODES_AT_MOST} values", "split it into several files")
        if event.anchor:
            self.stop(line, f"“&{event.anchor}” marks a place to repeat", "remove it: anchors are not allowed")
        if event.tag:
            self.stop(line, f"the tag “{event.tag}” asks for more than plain data", "remove it: a pack is plain data")

    def scalar(self, event: Any, line: int) -> None:
        frame = self.frames[-1] if self.frames else None
        if UNWELCOME.search(event.value):
            self.note(line, self.path(), "the text holds control or direction characters", "remove them")
        if frame and isinstance(frame.into, dict) and frame.key is None:
            self.key(frame, event.value, line)
        else:
            self.place(meaning(event), line)

    def key(self, frame: Frame, key: str, line: int) -> None:
        path = (*frame.path, key)
        if key in frame.into:
            first = self.document.lines[path]
            self.note(line, path, f"“{key}” stands here a second time, first on line {first}", "keep one of the two")
        else:
            self.document.lines[path] = line
        frame.key = key

    def open(self, event: Any, line: int) -> None:
        frame = self.frames[-1] if self.frames else None
        if len(self.frames) >= LEVELS_AT_MOST:
            self.stop(line, f"the text is nested more than {LEVELS_AT_MOST} levels deep", "write it flatter")
        if frame and isinstance(frame.into, dict) and frame.key is None:
            self.stop(line, "a list or mapping stands where a name should", "write the name as plain text")
        into: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.frames.append(Frame(self.place(into, line), into))

    def place(self, value: Any, line: int) -> Path:
        """Put `value` where it belongs and give its path."""
        if not self.frames:
            self.document.data = value
            return ()
        frame = self.frames[-1]
        if isinstance(frame.into, list):
            path: Path = (*frame.path, len(frame.into))
            frame.into.append(value)
            self.document.lines[path] = line
            return path
        assert frame.key is not None
        path = (*frame.path, frame.key)
        frame.into.setdefault(frame.key, value)
        frame.key = None
        return path

    def path(self) -> Path:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        return (*frame.path, frame.key) if frame.key is not None else frame.path

    def note(self, line: int, path: Path, what: str, todo: str) -> None:
        self.problems.append(Problem(self.document.file, line, spell(path), what, todo))

    def stop(self, line: int, what: str, todo: str) -> None:
        self.note(line, self.path(), what, todo)
        raise Stop


def meaning(event: Any) -> str | int | float | bool | None:
    text: str = event.value
    if event.style:  # quoted, or a block: text by intention
        return text
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    if FRACTION.fullmatch(text):
        return float(text)
    return text


def read_yaml(file: str, content: bytes) -> tuple[Document, list[Problem]]:
    """Read one file. Whatever is wrong is among the problems; no input makes it raise."""
    reader = Reader(file)
    reader.read(content)
    return reader.document, reader.problems
