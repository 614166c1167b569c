"""Rules T1 to T18, and what is accepted although it looks wrong."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

from typing import Any

import pytest

from bot.playground import Person
from tests.playground.conftest import Bot

UNREADABLE = "can't parse entities: "


def html_case(rule: str, text: str, words: str) -> Any:
    return pytest.param("HTML", text, UNREADABLE + words, id=f"{rule}-{text[:20]}")


REFUSED = [
    pytest.param("", "", "message text is empty", id="T1-empty"),
    pytest.param("", " \n ", "text must be non-empty", id="T2-blanks"),
    pytest.param("HTML", "<b></b>", "text must be non-empty", id="T2-nothing-after-parsing"),
    pytest.param("", "è" * 16_385, "text is too long", id="T3-32770-bytes"),
    pytest.param("", "è" * 16_384, "message is too long", id="T3-32768-bytes-pass-this-rule"),
    pytest.param("", "x" * 4097, "message is too long", id="T4-4097-points"),
    pytest.param("HTML", f"<b>{'x' * 4097}</b>", "message is too long", id="T4-after-parsing"),
    pytest.param("XML", "x", "unsupported parse_mode", id="T7-XML"),
    html_case("T8", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    html_case("T9", "<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
    html_case("T9", "è<br/>x", 'Unsupported start tag "br/" at byte offset 2'),
    html_case("T10", "a < b", 'Unsupported start tag "" at byte offset 2'),
    html_case("T11", "5 <10", "Unclosed start tag at byte offset 2"),
    html_case("T11", "xx<b", "Unclosed start tag at byte offset 2"),
    html_case("T11", "<b x", 'Unclosed start tag "b" at byte offset 0'),
    html_case(
        "T12",
        "<b>a<i>b</b></i>",
        'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
    ),
    html_case("T13", "</b>", "Unexpected end tag at byte offset 0"),
    html_case("T14", "<b>x</b", "Unclosed end tag at byte offset 4"),
    html_case(
        "stricter-than-Telegram",
        "<blockquote>a<blockquote expandable>b</blockquote></blockquote>",
        "Blockquotes can't be nested at byte offset 13",
    ),
    html_case("T15", "<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    *(
        pytest.param(
            "MarkdownV2",
            f"a{mark}",
            f"{UNREADABLE}Character '{mark}' is reserved and must be escaped"
            " with the preceding '\\'",
            id=f"T16-{mark}",
        )
        for mark in ".(-#!="
    ),
    pytest.param(
        "MarkdownV2",
        "*x",
        f"{UNREADABLE}Can't find end of Bold entity at byte offset 0",
        id="T17-bold",
    ),
    pytest.param(
        "Markdown",
        "a_b",
        f"{UNREADABLE}Can't find end of the entity starting at byte offset 1",
        id="T18-lone-underscore",
    ),
]


@pytest.mark.parametrize(("mode", "text", "words"), REFUSED)
async def test_text_that_is_refused(
    mode: str, text: str, words: str, bot: Bot, anna: Person
) -> None:
    reply = await bot.call("sendMessage", chat_id=anna.id, text=text, parse_mode=mode)

    assert reply.refusal == (400, f"Bad Request: {words}")


async def test_a_refused_message_changes_nothing_and_uses_up_no_id(bot: Bot, anna: Person) -> None:
    before = await bot.sends(anna)
    await bot.call("sendMessage", chat_id=anna.id, text="<b>x", parse_mode="HTML")

    after = await bot.sends(anna)

    assert after["message_id"] == before["message_id"] + 1
    assert len(await anna.messages()) == 2


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        pytest.param("", "x" * 4096, id="T4-4096-points"),
        pytest.param("HTML", f"<b>{'x' * 4096}</b>", id="T4-4096-points-after-parsing"),
        pytest.param("", "😀" * 4096, id="T4-counts-points-not-units"),
        pytest.param("html", "x", id="T7-small-letters"),
        pytest.param("none", "x", id="T7-none"),
    ],
)
async def test_text_at_the_edge_that_passes(mode: str, text: str, bot: Bot, anna: Person) -> None:
    reply = await bot.call("sendMessage", chat_id=anna.id, text=text, parse_mode=mode)

    assert reply.status == 200


async def test_T5_an_edit_that_is_too_long_has_other_words(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna)

    reply = await bot.call(
        "editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="x" * 4097
    )

    assert reply.refusal == (400, "Bad Request: MESSAGE_TOO_LONG")


ACCEPTED = [
    pytest.param("<B>x</b>", "x", [("bold", 0, 1)], id="any-case"),
    pytest.param("&lt;&gt;&amp;&quot;&#233;&#xe9;", '<>&"éé', [], id="references"),
    pytest.param("a&nbsp;&egrave;b & c", "a&nbsp;&egrave;b & c", [], id="unknown-references-stay"),
    pytest.param('<a href="javascript:x">q</a>', "q", [], id="link-lost-without-error"),
    pytest.param("x<b></b>", "x", [], id="empty-entity-vanishes"),
    pytest.param("<i>x</>", "x", [("italic", 0, 1)], id="nameless-end-closes-any"),
    pytest.param("😀<b>x</b>", "😀x", [("bold", 2, 1)], id="offsets-in-utf16"),
    pytest.param("  <b>x</b> \n", "x", [("bold", 0, 1)], id="trimmed"),
    pytest.param("comune.roma.it", "comune.roma.it", [("url", 0, 14)], id="address-found"),
    pytest.param("@anna_p", "@anna_p", [("mention", 0, 7)], id="name-found"),
    pytest.param("#agile", "#agile", [("hashtag", 0, 6)], id="tag-found"),
    pytest.param("usa /menu ora", "usa /menu ora", [("bot_command", 4, 5)], id="command-found"),
    pytest.param("<code>/menu</code>", "/menu", [("code", 0, 5)], id="nothing-found-in-code"),
    pytest.param(
        "<u>a<tg-spoiler>b</tg-spoiler></u>",
        "ab",
        [("underline", 0, 2), ("spoiler", 1, 1)],
        id="nested",
    ),
    pytest.param(
        "<blockquote>a</blockquote> <blockquote expandable>b</blockquote>",
        "a b",
        [("blockquote", 0, 1), ("expandable_blockquote", 2, 1)],
        id="quotes-one-after-the-other",
    ),
    pytest.param(
        '<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)], id="code-in-pre"
    ),
]


# Rows in which an earlier version of this parser and Telegram's own did not agree.
ACCEPTED += [
    pytest.param('<A HREF="a.it">x</A>', "x", [], id="attribute-names-have-one-case"),
    pytest.param("&lta &lt;", "&lta <", [], id="reference-glued-to-letters-stays"),
    pytest.param('<a href="a.it\n">x</a>', "x", [], id="address-with-a-line-break"),
    pytest.param(
        "<code><pre>x</pre></code>", "x", [("pre", 0, 1), ("code", 0, 1)], id="pre-in-code"
    ),
]


@pytest.mark.parametrize(("markup", "text", "entities"), ACCEPTED)
async def test_html_that_is_accepted(
    markup: str, text: str, entities: list[tuple[str, int, int]], bot: Bot, anna: Person
) -> None:
    sent = await bot.sends(anna, markup, parse_mode="HTML")

    found = [(e["type"], e["offset"], e["length"]) for e in sent.get("entities", [])]
    assert (sent["text"], found) == (text, entities)


async def test_a_link_keeps_its_address_in_full(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, '<a href="comune.roma.it">qui</a>', parse_mode="HTML")

    assert sent["entities"][0]["url"] == "http://comune.roma.it/"


async def test_only_a_hundred_entities_are_kept(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, "<b>x</b> " * 120, parse_mode="HTML")

    assert len(sent["entities"]) == 100


async def test_entities_may_be_given_instead_of_markup(bot: Bot, anna: Person) -> None:
    given = [{"type": "bold", "offset": 0, "length": 2}]

    sent = await bot.sends(anna, "ciao", entities=given)

    assert sent["entities"] == given


FOUND = [
    ("scrivi a anna.prova@comune.it.", ["email"]),
    ("(a.it)", ["url"]),
    ("https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:legge:2017;81.", ["url"]),
    ("comune.roma.it:80/x", ["url"]),
    ("/menu,/oggi", ["bot_command", "bot_command"]),
    ("/prenota@sportello_agile_bot", ["bot_command"]),
    ("#agile2026", ["hashtag"]),
    ("#1", []),
    ("@ab", []),
    ("x@anna", []),
    ("a/b", []),
    ("30/11", []),
    ("art.5", []),
    ("d.lgs. 81/2008", []),
    ("alle 8.30", []),
    ("3.12", []),
    ("sig.ra", []),
    ("C.C.N.L.", []),
    ("http://localhost:8000/x", []),
]


@pytest.mark.parametrize(("text", "kinds"), FOUND)
async def test_plain_words_get_the_entities_that_telegram_gives_them(
    text: str, kinds: list[str], bot: Bot, anna: Person
) -> None:
    sent = await bot.sends(anna, text)

    assert [entity["type"] for entity in sent.get("entities", [])] == kinds
