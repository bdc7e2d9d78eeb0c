"""A template as a Markdown outline: what one keeps, drops, adds to and puts in another order."""

from collections.abc import Iterator

from catalog.models import Template, TemplateStep


def write_outline(template: Template) -> str:
    steps = TemplateStep.objects.filter(stage__template=template).select_related("item", "choice")
    by_stage: dict[int, list[TemplateStep]] = {}
    for step in steps.order_by("position", "pk"):
        by_stage.setdefault(step.stage_id, []).append(step)
    lines = [f"# {template.title}", *([template.summary] if template.summary else [])]
    for stage in template.stages.order_by("position", "pk"):
        lines += ["", f"## {stage.title}", *([stage.summary] if stage.summary else [])]
        lines += stage_lines(by_stage.get(stage.pk, []))
    return "\n".join(lines) + "\n"


def stage_lines(steps: list[TemplateStep]) -> Iterator[str]:
    """Members of a choice come together, where the first of them stands."""
    told: set[int] = set()
    for step in steps:
        if step.choice is None:
            yield f"- {line(step)}"
        elif step.choice_id not in told:
            told.add(step.choice.pk)
            words = {1: "One", 2: "Two", 3: "Three"}.get(step.choice.pick, str(step.choice.pick))
            yield f"- {words} of: {step.choice.title}"
            yield from (f"  - {line(one)}" for one in steps if one.choice_id == step.choice_id)


def line(step: TemplateStep) -> str:
    own = f" ({step.item.hours_likely:f} h)" if step.item.owner_id else ""
    chosen = " (chosen)" if step.choice_id and step.is_default else ""
    return f"{step.item.title} {{{step.item.key}}}{own}{' (optional)' if step.is_optional else ''}{chosen}"
