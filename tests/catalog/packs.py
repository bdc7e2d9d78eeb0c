"""A pack small enough to read at a glance, and ways to bend it."""

from pathlib import Path

import pytest

from catalog.pack.checking import Known, check_pack
from catalog.pack.problems import BrokenPack, Problem
from catalog.pack.source import Files

SMALL = {
    "pack.yaml": """\
key: small
title: Small pack
version: 1.0.0
licence: CC0
as_of: 2026-11-20
changelog:
- version: 1.0.0
  date: 2026-11-20
  text: The first edition.
""",
    "areas.yaml": """\
areas:
  programming:
    title: Programming
    summary: Code that other people can run.
""",
    "resources.yaml": """\
resources:
  tutorial:
    title: The tutorial
    provider: python.org
    url: https://docs.python.org/3/tutorial/
    kind: docs
    cost: free
    verified: true
  campus:
    title: Campus
    provider: Campus
    url: https://campus.example.org/
    kind: platform
    cost: paid
    summary: A place for courses.
    platform: true
""",
    "skills/programming.yaml": """\
area: programming
skills:
  python:
    title: Python
    summary: A language to begin with.
    aliases:
    - py
    learn:
    - loops
    resources:
    - tutorial
    hours:
      low: 10
      likely: 15
      high: 20
      basis: Counted in class.
  pytorch:
    title: PyTorch
    summary: Networks in Python.
    aliases:
    - deep learning framework
    needs:
    - python
    hours:
      low: 20
      likely: 30
      high: 40
      basis: Counted in class.
  jax:
    title: JAX
    summary: Arrays with gradients.
    needs:
    - python
""",
    "milestones.yaml": """\
milestones:
  fraud:
    title: Fraud detection
    summary: A model that finds fraud.
    form: project
    evidence: A repository.
    needs:
    - pytorch
    criteria:
    - id: baseline
      title: Baseline
      detail: A simple model to beat.
    - id: leakage
      title: No leakage
      detail: Only what was known then.
    - id: metric
      title: Metric
      detail: It fits the imbalance.
    - id: rerun
      title: Rerun
      detail: One command.
""",
    "facts.yaml": """\
facts:
  torch-version:
    subject: PyTorch
    kind: retired
    statement: Version 1 gets no more fixes.
    since: 2026-01-31
    successor: Version 2
    as_of: 2026-11-20
    about:
    - pytorch
    - campus
    - banking
""",
    "roles.yaml": """\
levels_basis: Our own judgement.
roles:
  engineer:
    title: Engineer
    summary: Builds models.
    stage: core
    levels:
      programming: 2
    items:
    - python
    duties:
      watching:
        title: Watching models
        summary: Every morning.
        items:
        - python
    industries:
      banking:
        title: Banking
        summary: Where fraud lives.
  architect:
    title: Architect
    summary: Plans systems.
    stage: growth
    levels:
      programming: 4
moves:
- before: engineer
  after: architect
  years: 2-5
  note: The usual step.
""",
    "pathways.yaml": """\
pathways:
  bachelor:
    title: A bachelor's degree
    summary: Three years.
    months:
      low: 36
      high: 48
    cost:
      low: 0
      high: 9000
      currency: EUR
      basis: Fees only.
    covers:
    - python
""",
    "template.yaml": """\
templates:
  engineer:
    title: Engineer
    summary: From Python to fraud.
    role: engineer
    choices:
      framework:
        title: One framework
    stages:
    - id: learn
      title: Learn
      short_title: Learn
      steps:
      - item: python
      - item: pytorch
        choice: framework
        default: true
      - item: jax
        choice: framework
    - id: prove
      title: Prove
      short_title: Prove
      steps:
      - item: fraud
""",
    "questions/programming.yaml": """\
area: programming
questions:
  q-loops:
    topic: Loops
    topic_id: loops
    level: 1
    items:
    - python
    prompt: How often does it run?
    explanation: Ten times.
    kind: numeric
    value: 10
    tolerance: 0
""",
}


def files(**changed: str) -> Files:
    """Give the small pack; a keyword such as `areas` or `skills_programming` says what its file holds instead."""
    named = {name.removesuffix(".yaml").replace("/", "_"): name for name in SMALL}
    texts = SMALL | {named.get(key, f"{key.replace('_', '/')}.yaml"): text for key, text in changed.items()}
    return {name: text.encode() for name, text in texts.items()}


def bent(file: str, before: str, after: str, *, of: Files | None = None) -> Files:
    """Give the small pack (or `of`) with `before` replaced in one file."""
    pack = of or files()
    assert before.encode() in pack[file], before
    return pack | {file: pack[file].replace(before.encode(), after.encode())}


def problems(pack: Files, known: Known | None = None) -> list[Problem]:
    with pytest.raises(BrokenPack) as broken:
        check_pack(pack, known)
    return broken.value.problems


def problem(pack: Files) -> str:
    """Give the only problem of a pack, as its author reads it."""
    [found] = problems(pack)
    return str(found)


def write(folder: Path, pack: Files) -> Path:
    for name, content in pack.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
