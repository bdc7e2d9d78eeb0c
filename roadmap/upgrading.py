"""A newer version of a template, compared with somebody's roadmap and written into it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from catalog.models import TemplateVersion
from roadmap import merging
from roadmap.merging import LEFT_OVER, Merged, Outline
from roadmap.models import Roadmap, Stage, Step, StepLink
from roadmap.traces import with_traces


@dataclass(frozen=True, slots=True)
class Comparison:
    """What taking `version` does to a roadmap."""

    version: TemplateVersion
    base: Outline
    new: Outline
    mine: Outline
    merged: Merged


def newer_versions(roadmap: Roadmap) -> QuerySet[TemplateVersion]:
    """The versions of its template that came after the one that a roadmap follows, the newest first."""
    followed = roadmap.template_version
    if followed is None:
        return TemplateVersion.objects.none()
    return TemplateVersion.objects.filter(template=followed.template_id, number__gt=followed.number).order_by("-number")


def comparison(roadmap: Roadmap) -> Comparison | None:
    """Compare a roadmap with the newest version of its template; None where it follows that already."""
    version = newer_versions(roadmap).first()
    if version is None or roadmap.template_version is None:
        return None
    base, new = (merging.read_outline(kept.outline) for kept in (roadmap.template_version, version))
    mine = own_outline(roadmap, base)
    return Comparison(version, base, new, mine, merging.merge(base, new, mine))


def stage_key(stage: Stage) -> str:
    """Give the name of a stage among those of its roadmap: one that a person added has no key of its own."""
    return stage.key or f"-{stage.pk}"


def own_outline(roadmap: Roadmap, base: Outline) -> Outline:
    stages = {stage_key(stage): stage for stage in roadmap.stages.order_by("position", "pk")}
    steps = list(roadmap.steps.select_related("stage").order_by("stage__position", "stage_id", "position", "pk"))
    traced = with_traces(steps, roadmap.owner_id)
    return Outline(
        {key: merging.Stage(key, stage.title, stage.short_title) for key, stage in stages.items()},
        {step.item_id: own_step(step, base, has_trace=step.pk in traced) for step in steps},
        frozenset(StepLink.objects.filter(step__roadmap=roadmap).values_list("step__item_id", "needs__item_id")),
    )


def own_step(step: Step, base: Outline, *, has_trace: bool) -> merging.Step:
    was = base.steps.get(step.item_id)
    is_own = was is not None and (step.title, step.minutes) != (was.title, was.minutes)
    return merging.Step(
        item=step.item_id,
        stage=stage_key(step.stage),
        title=step.title,
        minutes=step.minutes,
        is_optional=step.is_optional,
        choice=step.choice,
        is_chosen=step.is_chosen,
        is_kept=has_trace or is_own,
    )


def write(roadmap: Roadmap, merged: Merged) -> None:
    """Make a roadmap say what `merged` says, changing no row that says it already."""
    outline = merged.outline
    roadmap.steps.filter(item__in=[step.item for step in merged.gone]).delete()
    stages = write_stages(roadmap, outline)
    steps = write_steps(roadmap, outline, stages)
    write_links(roadmap, outline, steps)
    wanted = [stage.pk for stage in stages.values()]
    roadmap.stages.exclude(pk__in=wanted).filter(steps=None).delete()


def write_stages(roadmap: Roadmap, outline: Outline) -> dict[str, Stage]:
    there = {stage_key(stage): stage for stage in roadmap.stages.all()}
    found: dict[str, Stage] = {}
    for position, (key, says) in enumerate(outline.stages.items(), 1):
        stage = there.get(key) or Stage(roadmap=roadmap, key=key)
        stage.title, stage.short_title, stage.position = says.title, says.short_title, position
        stage.save()
        found[key] = stage
    return found


def write_steps(roadmap: Roadmap, outline: Outline, stages: dict[str, Stage]) -> dict[int, Step]:
    steps = {step.item_id: step for step in roadmap.steps.all()}
    places: dict[str, int] = dict.fromkeys(outline.stages, 0)
    for item, says in outline.steps.items():
        places[says.stage] += 1
        step = steps.setdefault(item, Step(roadmap=roadmap, item_id=item))
        if step.is_chosen and not says.is_chosen:
            step.starts_on = step.due_on = None
            step.reason = {}
        step.stage, step.position = stages[says.stage], places[says.stage]
        step.title, step.minutes = says.title, says.minutes
        step.is_optional, step.choice, step.is_chosen = says.is_optional, says.choice, says.is_chosen
    fields = [
        "stage",
        "position",
        "title",
        "minutes",
        "is_optional",
        "choice",
        "is_chosen",
        "starts_on",
        "due_on",
        "reason",
    ]
    Step.objects.bulk_update([step for step in steps.values() if step.pk], fields, batch_size=50)
    Step.objects.bulk_create([step for step in steps.values() if not step.pk])
    return steps


def write_links(roadmap: Roadmap, outline: Outline, steps: dict[int, Step]) -> None:
    there = {
        (item, needed): pk
        for pk, item, needed in StepLink.objects.filter(step__roadmap=roadmap).values_list(
            "pk", "step__item_id", "needs__item_id"
        )
    }
    StepLink.objects.filter(pk__in=[pk for link, pk in there.items() if link not in outline.links]).delete()
    StepLink.objects.bulk_create(
        StepLink(step=steps[item], needs=steps[needed]) for item, needed in sorted(outline.links - there.keys())
    )


def is_left_over(step: Step) -> bool:
    return step.stage.key == LEFT_OVER
