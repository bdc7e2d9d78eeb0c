"""How entries of a pack become rows: the fields that pages share, and the ids by which rows refer to each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import ManyToManyField, Model

from catalog.models import Pack
from catalog.pack.checking import Content, Placed
from catalog.pack.syncing import Changes, Row, sync

Tell = Callable[[str], None]
Links = Mapping[str, Iterable[str]]

PACK_AT_MOST = 10_000


def words(key: str, entry: Any) -> str:
    """Give what search reads of an entry."""
    texts = [entry.title, key.replace("-", " "), *getattr(entry, "aliases", []), entry.summary or ""]
    return "\n".join([*texts, *getattr(entry, "learn", [])]).lower()


class Rows:
    def __init__(self, content: Content, pack: Pack, tell: Tell) -> None:
        self.content = content
        self.pack = pack
        self.tell = tell
        self.changes = Changes()
        self.ids: dict[type[Model], dict[str, int]] = {}
        # Whatever a pack brings stands behind what was there before it.
        self.start = PACK_AT_MOST * Pack.objects.filter(pk__lt=pack.pk).count() + 1

    def placed(self, kind: str) -> dict[str, Placed]:
        return self.content.entries[kind]

    def entries(self, kind: str) -> dict[str, Any]:
        return {key: placed.entry for key, placed in self.placed(kind).items()}

    def page(self, key: str, entry: Any, position: int) -> Row:
        """Give what every page has."""
        return {
            "key": key,
            "pack_id": self.pack.pk,
            "title": entry.title,
            "summary": entry.summary,
            "body": entry.body,
            "aliases": entry.aliases,
            "words": words(key, entry),
            "position": position,
            "is_withdrawn": False,
        }

    def pages(self, kind: str) -> Iterator[tuple[Row, Any]]:
        for position, (key, entry) in enumerate(self.entries(kind).items(), self.start):
            yield self.page(key, entry, position), entry

    def keyed(self, model: type[Model], rows: Iterable[Row]) -> None:
        """Write rows that have a key of their own, and learn their ids, with those of other packs."""
        wanted = list(rows)
        self.tell(f"  {len(wanted):>4} {model._meta.verbose_name_plural}")
        self.changes += sync(model._default_manager.filter(pack=self.pack), ("key",), wanted)
        self.ids[model] = dict(model._default_manager.values_list("key", "pk"))

    def children(self, model: type[Model], owner: str, natural: tuple[str, ...], rows: Iterable[Row]) -> None:
        """Write rows that belong to a row of this pack, which the lookup `owner` reaches."""
        scope = model._default_manager.filter(**{f"{owner}__pack": self.pack})
        self.changes += sync(scope, natural, rows)

    def link(self, model: type[Model], name: str, links: Links, *, by: type[Model] | None = None) -> None:
        """Make the many-to-many field `name` say what `links` says, key by key; `by` knows the ids of the near side."""
        field = model._meta.get_field(name)
        assert isinstance(field, ManyToManyField)
        through = field.remote_field.through
        assert through
        here, there = field.m2m_column_name(), field.m2m_reverse_name()
        owners, targets = self.ids[by or model], self.ids[field.related_model]
        rows = [{here: owners[key], there: targets[other]} for key, others in links.items() for other in others]
        self.children(through, field.m2m_field_name(), (here, there), rows)

    def link_field(self, model: type[Model], name: str, kind: str, *, by: type[Model] | None = None) -> None:
        """Like `link`, from the field of the same name in the entries of `kind`."""
        self.link(model, name, {key: getattr(entry, name) for key, entry in self.entries(kind).items()}, by=by)
