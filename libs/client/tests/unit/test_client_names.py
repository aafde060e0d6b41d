"""Names and values that users type."""

import pytest
import typer

from videoagent_client.cli import parse_option
from videoagent_client.making import file_name


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("A journey through the Swiss Alps", "a-journey-through-the-swiss-alps-abc123.mp4"),
        ("../../etc/passwd", "etc-passwd-abc123.mp4"),
        ("東京の夜", "東京の夜-abc123.mp4"),
        ("رحلة في الصحراء", "رحلة-في-الصحراء-abc123.mp4"),
        ("?!…", "film-abc123.mp4"),
        ("x" * 900, "x" * 80 + "-abc123.mp4"),
    ],
)
def test_film_is_named_after_its_topic(topic: str, name: str) -> None:
    assert file_name(topic, "0000abc123") == name


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("duration=20", ("duration", 20)),
        ("voice=heart", ("voice", "heart")),
        ("review=true", ("review", True)),
        ('providers={"story":"builtin"}', ("providers", {"story": "builtin"})),
        ("script=a=b", ("script", "a=b")),
        ("script=", ("script", "")),
    ],
)
def test_option_is_json_where_it_is_json(text: str, option: tuple[str, object]) -> None:
    assert parse_option(text) == option


@pytest.mark.parametrize("text", ["duration", "=3", ""])
def test_what_is_no_option_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        parse_option(text)
