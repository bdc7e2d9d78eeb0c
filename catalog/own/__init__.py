"""Roadmaps that people write for themselves, their class or their company.

Anybody who is signed in may write one: a bootcamp's teacher or a team's lead has no reason to ask the staff first, and
nobody is shown it who did not write it or was handed its link. Whoever has the link takes a copy: from then on it is
theirs, and what its author changes or deletes later takes nothing away from them.
"""
