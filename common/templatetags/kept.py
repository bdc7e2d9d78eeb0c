"""Django's {% url %}, {% static %} and {% translate %}, which keep what they said: a page has eighty of them, at 30 µs each,
and their answers never change while a release runs."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import storages
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode, url
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# What is kept is kept by value: a model as an argument would be kept by its key, whatever it says of itself.
PLAIN = frozenset({int, str, SafeString})


@lru_cache(maxsize=8192, typed=True)
def kept_address(_root: str, _prefix: str, name: str, current_app: str | None, *args: int | str) -> SafeString:
    return SafeString(conditional_escape(reverse(name, args=args, current_app=current_app)))


@lru_cache(maxsize=1024)
def kept_file(_storage: object, path: str) -> SafeString:
    return SafeString(conditional_escape(staticfiles_storage.url(path)))


class KeptURLNode(URLNode):
    """Leaves to Django whatever is not usual."""

    def render(self, context: Context) -> SafeString:
        args = [arg.resolve(context) for arg in self.args]
        if self.asvar or self.kwargs or not context.autoescape or any(type(arg) not in PLAIN for arg in args):
            return SafeString(super().render(context))
        request = getattr(context, "request", None)
        app = getattr(request, "current_app", None) or getattr(
            getattr(request, "resolver_match", None), "namespace", None
        )
        root = get_urlconf() or settings.ROOT_URLCONF
        return kept_address(root, get_script_prefix(), self.view_name.resolve(context), app, *args)


class KeptStaticNode(StaticNode):
    def render(self, context: Context) -> SafeString:
        if not context.autoescape:
            return SafeString(super().render(context))
        found = kept_file(storages["staticfiles"], self.path.resolve(context))
        if self.varname is None:
            return found
        context[self.varname] = found
        return SafeString("")


class KeptTranslateNode(TranslateNode):
    """A sentence that stands in the template whole, by language."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.kept: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        if language not in self.kept:
            self.kept[language] = SafeString(super().render(context))
        return self.kept[language]


@register.tag("url")
def kept_url(parser: Parser, token: Token) -> KeptURLNode:
    node: Any = url(parser, token)
    return KeptURLNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.tag("static")
def kept_static(parser: Parser, token: Token) -> StaticNode:
    return KeptStaticNode.handle_token(parser, token)


@register.tag("translate")
def kept_translate(parser: Parser, token: Token) -> TranslateNode:
    node: Any = do_translate(parser, token)
    said, about = node.filter_expression, node.message_context
    is_whole = said.var.literal is not None and not said.filters and not (about and about.is_var)
    if node.noop or node.asvar or not is_whole:
        return node  # type: ignore[no-any-return]
    return KeptTranslateNode(said, node.noop, node.asvar, about)
