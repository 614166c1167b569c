"""
One engine for whatever people fill in: what they write while a form is open.

A text is heard as (1) a word that closes the form or goes back, (2) the answer to the field that
is asked, or to another field of it, (3) a reason, where a choice may be answered by its reason
(`or_words`), (4) a sentence, which then leaves the form and says so; else the question is asked
again, with an example. Free words that somebody else will read are shown once, with [Invia]
[Cambia] [Lascia perdere]; a plain request to the desk is never taken for them, and what has a
verb of the desk, a day, a person or a denial in it has one button more.

A form is data (`handlers.desk.forms.fields`) and a row in the table of its feature:

    MOTIVE = Form(name="approvals", version=1, fields=(words_for_others("motive", least=5),))

    FEATURE = Feature(
        name="approvals",
        forms=(words_form(MOTIVE, asks=question, heads=decision, send=decide),),
        ...
    )

`question` and `decision` give a Line out of the standing form: what is asked, and what the words
are for ("Rifiuti giovedì 26 novembre a Anna"). `decide(desk, actor, standing)` is called by
[Invia] alone; it has `standing.values["motive"]` and ends the dialogue in the transaction in
which it writes. The use case that asks for the motive opens the form in its own transaction, with
whatever the decision needs beside the words:

    standing.begin(uow, actor.telegram_id, MOTIVE, {"booking": 12, "version": 3}, at=desk.clock())

and the chat answers with `ask(desk, actor, MOTIVE)`. Nothing else is needed: the words are said
back, changed, dropped, left, forgotten after half a day, and are what the pressed button shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.chat import registry
from handlers.chat.agreeing import agrees
from handlers.chat.asked import Asked
from handlers.chat.asking import Asking, Shows, anybody, left_by_name
from handlers.chat.closing import close
from handlers.chat.menu_views import back_to_menu, menu, pointer
from handlers.chat.open_form import OpenForm, opened, said_beside
from handlers.chat.replies import Button, Reply, rows_of
from handlers.chat.saying_back import say_back
from handlers.chat.second_thoughts import (
    another_matter,
    answer_alone,
    behind_let_be,
    without_second_thought,
)
from handlers.chat.that_day import with_that_day
from handlers.chat.typed import cut
from handlers.chat.understanding import (
    asks_for_days,
    asks_for_something_else,
    asks_of_oneself,
    bare_words,
    begins_with_a_name,
    decides_about_somebody,
    is_for_the_desk,
    is_no_message,
    is_surely_for_the_desk,
    may_be_a_reason,
    may_be_beside,
    may_be_for_the_desk,
    understand,
)
from handlers.chat.waiting import takes_time
from handlers.chat.ways_out import Way, way_meant, way_out
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field, Form, Reads, given
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import pack
from handlers.reading.decided_again import is_put_off
from handlers.reading.meanings import AskBack, Question, Reading
from handlers.texts import Line, label, message
from storage.people.names import folded

PLAIN_WORDS = "phrases"
"""The hearer of texts that no open dialogue waits for."""
HELP = frozenset(
    {
        *("aiuto", "aiutami", "help", "help me", "cosa scrivo", "cosa devo scrivere"),
        *("cosa posso scrivere", "che devo fare", "cosa devo fare", "non capisco"),
        *("non ho capito", "come funziona", "what can i write"),
    }
)
"""Said in a form: what it takes here is told, and it stays."""
Says = Callable[[StandingForm], Line]


def words_form(
    form: Form,
    *,
    asks: Says,
    heads: Says,
    send: Shows,
    left: Says = left_by_name,
    may: Callable[[Actor], bool] = anybody,
) -> Asking:
    """Give the table of a form of free words: it is asked, said back, and sent."""

    def show(_desk: Desk, actor: Actor, standing: StandingForm) -> Reply:
        if standing.missing is not None:
            key, named = asks(standing)
            return Reply(text=message(key, actor.locale, **named), fresh=True)
        words = "\n".join(standing.values[one.name] for one in form.fields)
        return replace(say_back(actor, standing, heads(standing), words), fresh=True)

    return Asking(form=form, show=show, send=send, left=left, may=may)


def ask(desk: Desk, actor: Actor, form: Form) -> Reply:
    """Ask for what is missing of a form that was opened just now."""
    return opened(desk, actor, registry.forms()[form.name]).show()


def hear(desk: Desk, actor: Actor, asked: Asked, asking: Asking) -> Reply:
    """Take a text as the way out, as an answer, or as a sentence that leaves the form."""
    form = opened(desk, actor, asking)
    way = way_out(asked.words)
    if folded(asked.words.strip(".! ")) in asking.closes:
        way = Way.CLOSE
    if way is not None:
        return _go(form, way)
    if not asking.may(actor):
        close(desk, actor)
        return pointer(actor, "form.not_yours")
    if folded(asked.words.strip(".!?/ ")) in HELP:
        return form.again((f"form.help.{_heard_as(form)}", {}))
    if takes_time(asked.words) and way_meant(understand(desk, actor, asked.words)) is None:
        return form.again(("form.waits", {}))
    field = form.answered
    rest = _behind_let_be(form, asked, field)
    return leave_for(form, rest) if rest is not None else _hear_field(form, asked, field)


def _hear_field(form: OpenForm, asked: Asked, field: Field | None) -> Reply:
    if field is not None and field.is_words:
        return _hear_words(form, asked, field)
    return _hear_answer(form, asked, field)


def _behind_let_be(form: OpenForm, asked: Asked, field: Field | None) -> Asked | None:
    """Give the request behind `lascia perdere e`; None if there is none, or it may be words."""
    words = behind_let_be(asked.words)
    if words is None:
        return None
    reading = understand(form.desk, form.actor, words)
    if field is not None and field.is_words:
        meant = asks_for_something_else(reading, words)
    else:
        meant = is_for_the_desk(reading) and not _are_days_alone(reading)
    return replace(asked, words=words) if meant else None


def _heard_as(form: OpenForm) -> str:
    """Name what the next text is read as: free words, a piece of the form, or a change."""
    field = form.answered
    return "change" if field is None else "words" if field.is_words else field.reads.value


def hear_command(desk: Desk, actor: Actor, asked: Asked, asking: Asking, *verbs: str) -> Reply:
    """Take the words after a command as an answer, or as a sentence that begins with a verb."""
    form = opened(desk, actor, asking)
    for one in _candidates(form):
        value, whole = form.read(one, asked.words)
        if value is not None and whole:
            return form.take(one, value)
    said = _sentence(desk, actor, asked, *verbs)
    if said is None:
        return form.unread(asked.words)
    close(desk, actor)
    return registry.hearers()[PLAIN_WORDS](desk, actor, replace(asked, words=said))


def hear_sentence(desk: Desk, actor: Actor, asked: Asked, *verbs: str) -> Reply | None:
    """Answer what the words after a command mean with its verb; None if they mean nothing."""
    said = _sentence(desk, actor, asked, *verbs)
    if said is None:
        return None
    return registry.hearers()[PLAIN_WORDS](desk, actor, replace(asked, words=said))


def _sentence(desk: Desk, actor: Actor, asked: Asked, *verbs: str) -> str | None:
    sentences = (f"{verb} {asked.words}" for verb in verbs)
    return next((one for one in sentences if is_for_the_desk(understand(desk, actor, one))), None)


def _go(form: OpenForm, way: Way) -> Reply:
    if way is Way.BACK:
        return form.back()
    actor, (key, named) = form.actor, form.left
    close(form.desk, actor)
    if way is Way.MENU:
        return said_beside(menu(actor), (key, named), actor.locale)
    rows = rows_of([back_to_menu(actor.locale)])
    return Reply(text=message(key, actor.locale, **named), rows=rows)


def leave_for(form: OpenForm, asked: Asked) -> Reply:
    """Leave the form for what was said instead, and say so."""
    words = with_that_day(form.desk, form.actor, asked.words, form.standing)
    close(form.desk, form.actor)
    reply = registry.hearers()[PLAIN_WORDS](form.desk, form.actor, replace(asked, words=words))
    return said_beside(reply, form.left, form.actor.locale)


def _hear_words(form: OpenForm, asked: Asked, field: Field) -> Reply:
    """Take free words, unless they are plainly meant for the desk, or turn what they are for."""
    turned = form.asking.first(form.desk, form.actor, form.standing, asked.words)
    if turned is not None:
        return turned
    again = _thought_again(form, asked)
    if again is not None:
        return leave_for(form, again)
    reading = understand(form.desk, form.actor, asked.words)
    way = way_meant(reading)
    if way is not None:
        return _go(form, way)
    if is_surely_for_the_desk(reading, asked.words):
        return leave_for(form, asked)
    return (
        _no_words(form, asked)
        or _keep_words(form, asked, field, reading)
        or _take_words(form, asked, field, reading)
    )


def _thought_again(form: OpenForm, asked: Asked) -> Asked | None:
    """Give the order behind `anzi`, `no aspetta`; None if what stands there may be a reason."""
    words = without_second_thought(asked.words)
    if words == asked.words:
        return None
    reading = understand(form.desk, form.actor, words)
    return replace(asked, words=words) if is_surely_for_the_desk(reading, words) else None


def _no_words(form: OpenForm, asked: Asked) -> Reply | None:
    """Take a text for another field, if it plainly names one, or for a yes; None for any other."""
    other = form.asking.beside(form.desk, form.actor, form.standing, asked.words)
    if other is not None:
        return form.take(*other)
    if form.can_be_sent and agrees(asked.words):
        return form.again(("form.press", {}))
    return None


def _keep_words(form: OpenForm, asked: Asked, field: Field, reading: Reading) -> Reply | None:
    """
    Keep words that are shown, where what came after them may be about something else.

    Another request leaves the form; only words that can be nothing else take their place.
    """
    shown, named = given(form.standing.values, field), {"words": cut(asked.words)}
    no_message = is_no_message(asked.words)
    if (shown or no_message) and asks_for_something_else(reading, asked.words):
        return leave_for(form, asked)
    if not shown and decides_about_somebody(reading):
        return leave_for(form, asked)
    if not shown:
        return form.again(("form.words.not_taken", named)) if no_message else None
    no_message = no_message or asks_of_oneself(asked.words) or is_put_off(_bare(asked.words))
    doubtful = no_message or may_be_beside(form.desk, form.actor, reading, asked.words)
    return form.again(("form.words.kept", named)) if doubtful else None


def _bare(text: str) -> str:
    return " ".join(bare_words(text))


def _take_words(form: OpenForm, asked: Asked, field: Field, reading: Reading) -> Reply:
    """Take free words, and show them; with one button more where they may be for the desk."""
    words, before = asked.words.rstrip(" ,;:"), form.standing.values.get(field.name)
    named = {"least": field.least, "most": field.most, "length": len(words)}
    if len(words) < field.least:
        return form.again(("form.words.short", named))
    if len(words) > field.most:
        return form.again(("form.words.long", named))
    reply = form.take(field, words)
    if before and before != words and _holds(form, field, words):
        line = ("form.words.replaced", {"words": cut(before)})
        reply = said_beside(reply, line, form.actor.locale)
    doubtful = may_be_for_the_desk(form.desk, form.actor, reading, asked.words)
    return _with_doubt(form, reply) if doubtful else reply


def _holds(form: OpenForm, field: Field, words: str) -> bool:
    """Tell whether words were taken: of a recall that calls nobody none are."""
    now = opened(form.desk, form.actor, form.asking)
    return bool(now.standing.values.get(field.name) == words)


def _with_doubt(form: OpenForm, reply: Reply) -> Reply:
    """Let somebody say that their words were a question to the desk."""
    locale = form.actor.locale
    button = Button(label("form.button.ask", locale), pack("forms", "ask"))
    return replace(reply, rows=(*reply.rows, (button,)))


def _hear_answer(form: OpenForm, asked: Asked, field: Field | None) -> Reply:
    """Take an answer to the field asked, or to another; else what is said leaves the form."""
    partly: tuple[Field, Any] | None = None
    matter = another_matter(asked.words)
    if matter is not None and is_for_the_desk(understand(form.desk, form.actor, matter)):
        return leave_for(form, replace(asked, words=matter))
    words = without_second_thought(asked.words)
    whole_said = form.asking.first(form.desk, form.actor, form.standing, words)
    if whole_said is not None:
        return whole_said
    for one in _candidates(form):
        value, whole = form.read(one, words)
        if value is not None and whole:
            return form.take(one, value)
        if value is not None and one is field:
            partly = (one, value)
    otherwise = (
        _taken_loosely(form, asked.words, words)
        or _in_doubt(form, asked.words, words)
        or _said_at_once(form, asked, field)
    )
    if otherwise is not None:
        return otherwise
    reading = understand(form.desk, form.actor, asked.words)
    told_why = partly is not None and _is_a_day_with_words(reading)
    return (
        _hear_reason(form, asked, field, reading)
        or (None if told_why else _leave(form, asked, reading))
        or _take_partly(form, asked, partly, reading)
    )


def _said_at_once(form: OpenForm, asked: Asked, field: Field | None) -> Reply | None:
    """Hear who is meant with all the rest behind the name; None unless it begins with a name."""
    if field is None or field.reads is not Reads.PERSON or asked.words.rstrip().endswith("?"):
        return None
    for verb in form.asking.verbs:
        said = f"{verb} {asked.words}"
        if begins_with_a_name(form.desk, form.actor, asked.words, said):
            close(form.desk, form.actor)
            hearer = registry.hearers()[PLAIN_WORDS]
            return hearer(form.desk, form.actor, replace(asked, words=said))
    return None


def _is_a_day_with_words(reading: Reading) -> bool:
    """Tell whether it is a day with something unread: `mercoledì perché c'è la giunta`."""
    return _are_days_alone(reading) and bool(reading.unread)


def _are_days_alone(reading: Reading) -> bool:
    """Tell whether only days are said, and not what they are for."""
    heard = reading.heard
    return isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO


def _taken_loosely(form: OpenForm, text: str, words: str) -> Reply | None:
    """Take an answer whose verb says nothing more; None if there is none."""
    alone = answer_alone(text)
    if alone == words:
        return None
    read = ((one, form.read(one, alone)) for one in _candidates(form))
    return next(
        (form.take(one, value) for one, (value, whole) in read if whole and value is not None),
        None,
    )


def _in_doubt(form: OpenForm, text: str, words: str) -> Reply | None:
    """Ask again of what is asked; of a whole that is shown ask which day is meant."""
    if form.doubts(words):
        return form.unread(words)
    if form.answered is not None:
        return None
    alone = answer_alone(text)  # on a Monday `lunedì invece` may be two days
    days = [one for one in _candidates(form) if one.reads is Reads.DAY and form.doubts(alone, one)]
    return form.unread(alone, days[0]) if len(days) == 1 else None


def _leave(form: OpenForm, asked: Asked, reading: Reading) -> Reply | None:
    """Go where a sentence leads; None if it leads nowhere."""
    way = way_meant(reading)
    if way is not None:
        return _go(form, way)
    leads = is_for_the_desk(reading) or asks_for_days(reading)
    return leave_for(form, asked) if leads else None


def _take_partly(
    form: OpenForm, asked: Asked, partly: tuple[Field, Any] | None, reading: Reading
) -> Reply:
    """Take what was read of an answer, and say that not all was, or what is wrong with it."""
    heard, note = reading.heard, ("form.partly", {"words": cut(asked.words)})
    if isinstance(heard, AskBack) and heard.question is Question.UPSIDE_DOWN:
        note = ("form.why.upside_down", {"about": cut(heard.about or asked.words)})
    if partly is None:
        return form.unread(asked.words)
    return said_beside(form.take(*partly), note, form.actor.locale, first=True)


def _hear_reason(
    form: OpenForm, asked: Asked, field: Field | None, reading: Reading
) -> Reply | None:
    """Take a reason in place of a choice for the words that the choice leads to."""
    if field is None or not field.or_words:
        return None
    plainly = form.asking.beside(form.desk, form.actor, form.standing, asked.words)
    if plainly is not None:
        return form.take(*plainly)
    words = form.asking.form.field(field.or_words)
    if not may_be_a_reason(reading, asked.words):
        return None
    if len(asked.words) < words.least:
        return form.unread(asked.words)
    return _take_words(form, asked, words, reading)


def _candidates(form: OpenForm) -> list[Field]:
    """Give the field that is asked, then the others that a text may change."""
    asked = form.answered
    others = [one for one in form.asking.also(form.standing) if one is not asked]
    return others if asked is None else [asked, *others]
