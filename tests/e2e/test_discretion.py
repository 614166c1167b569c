"""What a manager, a colleague, a log and a stolen database file do not tell of anybody."""

import asyncio
import json
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from tests.e2e.hall import (
    Hall,
    approves,
    books,
    card_for,
    gives,
    opens_card,
    presses,
    refuses,
    rome,
    short,
)

BEYOND = "Ugo Coriandolo"
"""Whose day is beyond a limit set "di norma": it is approved with a motive."""
SECRETS = (
    "disabilit",
    "disabilita_grave",
    "severe_disability",
    "fragil",
    "caregiver",
    "monogenitore",
    "single_parent",
    "prescrizioni",
    "medical",
    "convive",
    "maternity",
    "maternit",
    "malattia",
    "child_sick",
    "sanction",
    "multa",
    "prevalence_exempt",
    "raised_quota",
)
"""Words for health and family facts, as the files write them and as the program does."""
BIRTHS = ("2013-11-25", "2015-04-30", "2014-01-20", "2015-09-03", "2013-11-23")
"""When children of people in the demo were born."""
WORDS_OF_PEOPLE = (
    "Visita in ospedale della figlia",
    "Serve per accompagnare la madre alla terapia",
)


async def told(hall: Hall, *names: str) -> str:
    """Give all that these people have read so far, buttons and words over the chat too."""
    chats = [await (await hall.phone(name)).chat() for name in names]
    return json.dumps([[chat["messages"], chat["toasts"]] for chat in chats], ensure_ascii=False)


SEALED = re.compile(r"[A-Za-z0-9_-]{40,}=*")
"""Sealed text, or a piece of it: among so many chance letters stands any short word."""


def written(folder: Path) -> str:
    """Give what is readable of the database and of its log of changes."""
    file = b"".join(path.read_bytes() for path in folder.glob("sportello.sqlite3*"))
    return SEALED.sub("", file.decode("utf-8", errors="ignore"))


def betrayed(text: str, *also: str) -> list[str]:
    """List the secrets that a text tells."""
    return [word for word in (*SECRETS, *BIRTHS, *also) if word in text.casefold()]


async def arrives(hall: Hall, name: str) -> None:
    """Let a newcomer follow the invitation."""
    bodies = await hall.stage.playground.client.ask("GET", "/demo/bodies")
    (code,) = [row["invitation"] for body in bodies for row in body["cast"] if row["name"] == name]
    person = await hall.phone(name)
    await person.starts(code)
    await person.waits_for("Ciao")


async def full_day(hall: Hall) -> None:
    """Let people with health and family facts ask, and their managers look, decide and be held."""
    await arrives(hall, "Sandro Agrifoglio")
    for name, manager, day in (
        ("Ugo Coriandolo", "Felice Origano", date(2026, 12, 2)),
        ("Nives Serpillo", "Felice Origano", date(2026, 11, 30)),
        ("Sandro Agrifoglio", "Corrado Glicine", date(2026, 11, 30)),
        ("Guido Savoiardo", "Berta Castagnaccio", date(2026, 11, 26)),
    ):
        person, decider = await hall.phone(name), await hall.phone(manager)
        await presses(person, "Perché?", await person.asks("/idoneita"))
        await books(person, day)
        await hall.moves_to(hall.clock() + timedelta(minutes=10))
        card = await card_for(decider, name)
        act = await presses(decider, "Perché?", card)
        shown = await presses(decider, "‹", act)
        if name == BEYOND:
            await decider.presses(f"✅ {short(day)}", on=shown)
            await decider.waits_for("si va oltre")
            await gives(decider, WORDS_OF_PEOPLE[0])
        else:
            await approves(decider, shown, day)
        await person.waits_for("✅ Approvata")
    felice, giulia = await hall.phone("Felice Origano"), await hall.phone("Giulia Maggiorana")
    await hall.moves_to(rome("2026-11-23T21:00"))
    card = await opens_card(felice, "Giulia Maggiorana")
    await refuses(felice, card, date(2026, 12, 2), WORDS_OF_PEOPLE[0])
    await refuses(
        felice,
        await opens_card(felice, "Giulia Maggiorana"),
        date(2026, 12, 5),
        WORDS_OF_PEOPLE[1],
    )
    await hall.held_for("Giulia Maggiorana")
    await giulia.asks("Mia figlia ha la febbre: posso?")


async def test_neither_managers_nor_log_nor_file_tell_of_health_or_family(
    hall: Hall, log: StringIO, tmp_path: Path
) -> None:
    await full_day(hall)
    read = await told(hall, "Felice Origano", "Corrado Glicine", "Berta Castagnaccio")
    lines = log.getvalue()
    stored = await asyncio.to_thread(written, tmp_path)

    assert "Ugo Coriandolo" in read
    assert betrayed(read) == []
    assert '"event": "outbox.held"' in lines
    assert betrayed(lines, "giulia", "felice", "nives", "febbre", *WORDS_OF_PEOPLE) == []
    assert "Coriandolo" in stored
    assert betrayed(stored, *(words.casefold() for words in WORDS_OF_PEOPLE)) == []


async def test_a_limit_higher_for_personal_reasons_is_told_without_the_article(hall: Hall) -> None:
    """Article 9.4 of Sorano is about mothers who came back: to cite it would be to say it."""
    nives, felice = await hall.phone("Nives Serpillo"), await hall.phone("Felice Origano")
    await books(nives, date(2026, 11, 30))
    card = await card_for(felice, "Nives Serpillo")
    act = await presses(felice, "Perché?", card)
    own = await nives.asks("/giornate")

    assert "vale un limite più alto" in card.text
    assert "9.4" not in card.text + act.text
    assert "maternità" not in act.text
    assert "art. 9.4" in own.text


async def test_who_is_ill_is_absent_and_nothing_more(hall: Hall) -> None:
    """Marco is ill until Wednesday; Noè of his office asks for that Wednesday."""
    noe, delia = await hall.phone("Noè Bufera"), await hall.phone("Delia Piovasco")
    await arrives(hall, "Noè Bufera")
    await books(noe, date(2026, 11, 25))
    card = await card_for(delia, "Noè Bufera")

    assert "Marco Nevischio (assente)" in card.text
    assert betrayed(await told(hall, "Delia Piovasco", "Noè Bufera")) == []
