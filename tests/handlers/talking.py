"""Somebody talks with the desk without a phone in between: the answers just as they are given."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from handlers.chat import listening, registry
from handlers.chat.answering import carry_out, leaving, only_known
from handlers.chat.asked import Answer, Asked, Way
from handlers.chat.open_form import OpenForm, opened
from handlers.chat.replies import Button, Reply
from handlers.desk import presses
from storage.people import dialogues
from storage.people.dialogues import Standing
from tests.handlers.town import Town


@dataclass
class Talk:
    """One person's side; `shown` is the last answer that had a text, `came` the last of all."""

    town: Town
    name: str
    shown: Reply = field(default_factory=Reply)
    came: Reply = field(default_factory=Reply)

    @property
    def telegram_id(self) -> int:
        return self.town.telegram_id(self.name)

    @property
    def row(self) -> Standing | None:
        """What is open."""
        with self.town.store.reading() as uow:
            return dialogues.load(uow, self.telegram_id)

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.shown.rows for button in row]

    def says(self, text: str) -> str:
        """Write a text, or a command with its words."""
        name, _, words = text.removeprefix("/").partition(" ")
        command = next((one for one in registry.commands() if one.name == name), None)
        if text.startswith("/") and command is not None:
            return self._comes(leaving(command.answer), Asked(self.telegram_id, "it", words))
        return self._comes(listening.hear_text, Asked(self.telegram_id, "it", text))

    @property
    def form(self) -> OpenForm | None:
        """The form that is open."""
        row = self.row
        asking = registry.forms().get(row.feature) if row else None
        return opened(self.town.desk, self.town.actor(self.name), asking) if asking else None

    def stands(self, row: Standing, shown: Reply) -> None:
        """Have this open, and this on the screen."""
        with self.town.store.writing() as uow:
            dialogues.begin(uow, self.telegram_id, row.feature, row.state, at=row.updated_at)
            uow.commit()
        self.shown = shown

    def ages_to_version(self, version: int) -> None:
        """Let the open form be one that another release kept."""
        row = self.row
        assert row is not None
        with self.town.store.writing() as uow:
            state = {**row.state, "form": version}
            dialogues.begin(uow, self.telegram_id, row.feature, state, at=self.town.desk.clock())
            uow.commit()

    def waits(self, *, hours: int) -> None:
        """Do nothing for some hours."""
        later = self.town.desk.clock() + timedelta(hours=hours)
        self.town = replace(self.town, desk=replace(self.town.desk, clock=lambda: later))

    def does(self, step: str) -> str:
        """Write a command or a text, or press what begins like a button's data."""
        return self.forges(step) if step.startswith(f"{presses.VERSION}:") else self.says(step)

    def forwards(self, text: str) -> str:
        """Pass on what somebody else wrote."""
        asked = Asked(self.telegram_id, "it", text, way=Way.FORWARDED)
        return self._comes(listening.hear_text, asked)

    def edits(self, text: str) -> str:
        """Change what was written last, as the door answers it once its card has no buttons."""
        asked = Asked(self.telegram_id, "it", text, way=Way.EDITED)
        return self._comes(listening.hear_edited, asked)

    def sends(self, answer: Answer) -> str:
        """Send what has no words, as the door answers it."""
        return self._comes(answer, Asked(self.telegram_id, "it"))

    def presses(self, label: str) -> str:
        """Press the button of the last answer whose label has these words."""
        data = next(button.data for button in self.buttons if label in button.label)
        return self.forges(data)

    def forges(self, data: str) -> str:
        """Press whatever it says on the button, shown or not."""
        press = presses.parse(data)
        feature = next(one for one in registry.features() if one.name == press.feature)
        answer = leaving(feature.verbs[press.verb], feature.name)
        return self._comes(answer, Asked(self.telegram_id, "it", press=press))

    def _comes(self, answer: Answer, asked: Asked) -> str:
        self.came = reply = carry_out(only_known(answer), self.town.desk, asked)
        if reply.text is not None:
            self.shown = reply
        return "\n".join(said for said in (reply.text, reply.toast) if said)
