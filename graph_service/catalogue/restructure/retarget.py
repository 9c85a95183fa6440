"""A file that cites an entry → the same file, citing another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from yaml import MappingNode, Node, ScalarNode

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.writing import slug_text
from graph_service.catalogue.files.yaml_text import YamlText
from graph_service.catalogue.problems import ProblemLog
from graph_service.errors import ChangeRefused
from graph_service.i18n import _
from graph_service.model.types import SOURCE

from .citations import Citation, citations, remarks
from .folder import Opened, parsed

Choose: TypeAlias = Callable[[str, str, str], bool]
"""Called with the name of a conflict and its two values; whether to take the first."""


@dataclass(frozen=True, kw_only=True)
class Retarget:
    """Replaces an entry by another of the same type wherever a file names it.

    Attributes:
        old: the entry that is named now.
        new: the slug of the other.
        word: the pattern of the old slug in notes; None to leave notes as they are.
        choose: decides if a list has both, with different properties.
    """

    old: EntryFile
    new: str
    word: re.Pattern[str] | None = None
    choose: Choose | None = None

    def file(self, opened: Opened) -> tuple[FileChange, list[str]]:
        """Return the changed file, and the fields that changed.

        Raises:
            ChangeRefused: when the file's form doesn't allow the change.
        """
        content, fields = self.content(opened.file, opened.content)
        after = parsed(opened.file, content, log := ProblemLog(file=opened.file.path))
        wanted = {self._retargeted(*name) for name in _named(opened.entry)}
        if after is None or log.problems or set(_named(after)) != wanted:
            raise ChangeRefused(
                _(
                    "{file} can't be changed by a program: name {new} instead of {old} there, and"
                    " run the command again",
                    file=opened.file.path,
                    new=self.new,
                    old=self.old.slug,
                )
            )
        return FileChange(file=opened.file, before=opened.content, after=content), fields

    def content(self, file: EntryFile, content: bytes) -> tuple[bytes, list[str]]:
        """Return the changed content, and the fields that changed."""
        text = YamlText(content)
        fields = []
        for citation in citations(file.type, text.root, self.old.type, self.old.slug):
            self._replace(text, citation, file)
            fields.append(citation.path)
        for path, scalar in remarks(text.root):
            if self.word is not None and text.replace_words(scalar, self.word, self.new):
                fields.append(path)
        return text.content(), fields

    def _replace(self, text: YamlText, citation: Citation, file: EntryFile) -> None:
        items = citation.siblings
        twin = next((x for x in items.value if _slug(x) == self.new), None) if items else None
        if items is not None and twin is not None:
            if not self._is_taken(citation, twin, file):
                text.remove_item(items, citation.item)
                return
            text.remove_item(items, twin)
        style = citation.slug.style
        quoted = style in ("'", '"')
        new = f"{style}{self.new}{style}" if quoted else slug_text(self.new)
        text.put(citation.slug.start_mark.index, text.end(citation.slug), new)

    def _is_taken(self, citation: Citation, twin: Node, file: EntryFile) -> bool:
        """Whether the item of the old entry stays, and that of the new one goes."""
        old, new = _properties(citation.item), _properties(twin)
        if not old or old == new:
            return False
        if not new or self.choose is None:
            return True
        name = f"{file.type.path_of(file.slug)}:{citation.path}"
        return self.choose(name, _shown(old), _shown(new))

    def _retargeted(self, edge: str, type_name: str, slug: str) -> tuple[str, str, str]:
        is_old = (type_name, slug) == (self.old.type.name, self.old.slug)
        return edge, type_name, self.new if is_old else slug


def _named(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield the entries that an entry names: by which edge, their type and slug."""
    for link in entry.links:
        yield link.edge.name, link.edge.target.name, link.target
        for source in link.sources:
            yield f"sources of {link.edge.name}", SOURCE.name, source
    for part in entry.parts:
        yield from _named(part.entry)


def _slug(item: Node) -> str | None:
    if isinstance(item, ScalarNode):
        return str(item.value)
    fields = _mapping(item)
    return _slug(fields["slug"]) if "slug" in fields else None


def _mapping(node: Node) -> dict[str, Node]:
    return {str(k.value): v for k, v in node.value} if isinstance(node, MappingNode) else {}


def _properties(item: Node) -> dict[str, object]:
    """Return what a link says beside its slug."""
    return {name: _plain(value) for name, value in _mapping(item).items() if name != "slug"}


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {name: _plain(value) for name, value in _mapping(node).items()}
    return str(node.value) if isinstance(node, ScalarNode) else [_plain(x) for x in node.value]


def _shown(properties: dict[str, object]) -> str:
    return ", ".join(f"{name}={value}" for name, value in properties.items())
