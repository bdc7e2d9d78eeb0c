"""What a run came to, from two independent logs: what the sink took, and what the database says."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

CRITICAL = {"invitation", "verdict"}


@dataclass(frozen=True)
class Wanted:
    message_id: str
    category: str
    address: str
    due_at: datetime
    stale_after: datetime

    @property
    def is_critical(self) -> bool:
        return self.category in CRITICAL


@dataclass
class Verdict:
    figures: dict[str, float] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def rule(self, name: str, culprits: list, at_most: int = 0) -> None:
        self.figures[name] = len(culprits)
        if len(culprits) > at_most:
            self.broken.append(f"{name}: {len(culprits)}, at most {at_most} allowed, such as {culprits[:3]}")


def judge(
    wanted: list[Wanted],
    states: dict[str, str],
    taken: list[dict],
    *,
    sender_kills: int,
    p95: float | None,
    deleted: dict[str, float],
) -> Verdict:
    """`states` is message id -> state at the end; `deleted` is address -> when its account's deletion had committed."""
    verdict, known = Verdict(), {want.message_id: want for want in wanted}
    copies = Counter(entry["id"] for entry in taken)
    kept = [want for want in wanted if want.address not in deleted]
    critical, nudges = [w for w in kept if w.is_critical], [w for w in kept if not w.is_critical]
    unknown = [w.message_id for w in nudges if states[w.message_id] == "unknown"]
    copies_of_critical = [w.message_id for w in critical for _ in range(copies[w.message_id] - 1)]

    verdict.rule("lost critical", [w for w in critical if not copies[w.message_id] or states[w.message_id] != "sent"])
    verdict.rule("copies of critical", copies_of_critical, at_most=sender_kills)
    verdict.rule("second message ids", second_ids(taken))
    verdict.rule("copies of nudges", [w for w in nudges if copies[w.message_id] > 1])
    verdict.rule(
        "nudges missing unseen", [w for w in nudges if not copies[w.message_id] and states[w.message_id] != "unknown"]
    )
    verdict.rule("unknown nudges", unknown, at_most=len(nudges) // 10)
    verdict.rule("sent without acceptance", [i for i, state in states.items() if state == "sent" and not copies[i]])
    verdict.rule("acceptance without a row", [i for i in copies if i not in known])
    verdict.rule("not settled", [i for i, state in states.items() if state in {"scheduled", "sending"}])
    verdict.rule("early", [e for e in taken if e["id"] in known and e["at"] < known[e["id"]].due_at.timestamp()])
    verdict.rule("stale", [e for e in taken if e["id"] in known and e["at"] > known[e["id"]].stale_after.timestamp()])
    verdict.rule("after deletion", [e for e in taken if e["to"] in deleted and e["at"] > deleted[e["to"]] + 1])
    verdict.figures |= lateness(known, taken)
    if p95 is not None and verdict.figures["p95 lateness"] > p95:
        verdict.broken.append(f"p95 lateness {verdict.figures['p95 lateness']} s, at most {p95} s allowed")
    return verdict


def second_ids(taken: list[dict]) -> list[str]:
    ids: dict[str, set[str]] = {}
    for entry in taken:
        ids.setdefault(entry["to"], set()).add(entry["id"])
    return [address for address, found in ids.items() if len(found) > 1]


def lateness(known: dict[str, Wanted], taken: list[dict]) -> dict[str, float]:
    """Of the first copy of each message."""
    first: dict[str, float] = {}
    for entry in taken:
        if entry["id"] in known:
            first.setdefault(entry["id"], entry["at"] - known[entry["id"]].due_at.timestamp())
    late = sorted(first.values()) or [float("inf")]
    return {
        "taken": len(taken),
        "median lateness": round(late[len(late) // 2], 2),
        "p95 lateness": round(late[int(len(late) * 0.95)], 2),
        "longest lateness": round(late[-1], 2),
    }


def read_log(path: Path) -> list[dict]:
    """Leave out a last line that a kill has torn: its message was never acknowledged."""
    return [json.loads(line) for line in path.read_text().split("\n") if line.endswith("}")] if path.exists() else []
