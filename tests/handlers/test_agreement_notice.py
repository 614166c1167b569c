"""What ends an agreement, as its page tells it: the notice, and that both may give it up."""

from html import unescape

from handlers.chat.features.agreement import views
from handlers.desk.agreement.terms import terms
from tests.handlers.town import Town, agreed


def page(town: Town, name: str = "anna") -> str:
    actor = town.actor(name)
    found = terms(town.desk, actor)
    assert found is not None
    return unescape(str(views.terms(actor, found).text))


def test_notice_that_both_may_give_up_is_told_with_the_day(tivoli: Town) -> None:
    tivoli.agree("anna")

    shown = page(tivoli)

    assert "se lo lasci tu oggi: " in shown
    assert "rinunciate entrambi al preavviso, cessa già lunedì 23 novembre 2026" in shown


def test_where_one_leaves_at_once_there_is_no_notice_to_give_up(ferrara: Town) -> None:
    ferrara.agree("anna", agreed(None))

    assert "preavviso, cessa già" not in page(ferrara)
