"""A template file damaged anywhere is a template or a refusal with sentences, and nothing else ever comes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.catalog import Catalog
from app.catalog.template_file import read_template, write_template
from app.domain.errors import BadFile
from app.domain.template import Template
from app.domain.template_edit import blank_draft, copy_of, shown
from app.strings import has, tr

WHOLE = [write_template(copy_of(each, "mine", "Mine")) for each in Catalog().templates()]
TOKENS = st.sampled_from(
    [b'"', b"\\u0000", b"[", b"]", b"{", b"}", b"=", b"nan", b"-1", b"1e999", b"true", b"''", b"[*]", b"cast", b"shots",
     b"hidden = true, ", b"\n[[sections]]\n", b"\n[start]\n", b"1979-05-27", b"path", b"beats", b"id = "]
)  # fmt: skip
damages = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.binary(max_size=6), TOKENS)), max_size=4)


@given(number=st.integers(0, len(WHOLE) - 1), damage=damages)
def test_a_damaged_file_is_a_template_or_refused_in_words(number: int, damage: list[tuple[float, int, bytes]]) -> None:
    data = WHOLE[number]
    for share, gone, put in damage:
        at = int(share * len(data))
        data = data[:at] + put + data[at + gone :]
    template = read(data)
    if template is not None:
        assert shown(template).sections
        assert blank_draft(template).form == template.id
        assert read_template(write_template(template), "mine.toml") == template


def read(data: bytes) -> Template | None:
    """The template in a file, or None where it was refused in words."""
    try:
        return read_template(data, "mine.toml")
    except BadFile as fault:
        refused = fault
    assert has(f"error.{refused.id}")
    for each in refused.args_by_name.get("problems", ()):
        assert has(each.id)
        assert tr(each.id, **each.args)
    return None
