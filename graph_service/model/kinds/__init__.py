"""The kinds of values, one class each, with all facts about a kind."""

from .base import Kind as Kind
from .recorded import CountsKind, EntryIdKind, EntryTypeKind, FieldChangesKind
from .scalars import BooleanKind, DateKind, DateTimeKind, EnumKind, IntKind
from .texts import StringKind, TextKind, TextsKind, UrlKind

Kind.TEXT = TextKind()
Kind.TEXTS = TextsKind()
Kind.STRING = StringKind()
Kind.URL = UrlKind()
Kind.INT = IntKind()
Kind.BOOLEAN = BooleanKind()
Kind.DATE = DateKind()
Kind.DATETIME = DateTimeKind()
Kind.ENUM = EnumKind()
Kind.COUNTS = CountsKind()
Kind.ENTRY_ID = EntryIdKind()
Kind.ENTRY_TYPE = EntryTypeKind()
Kind.FIELD_CHANGES = FieldChangesKind()
