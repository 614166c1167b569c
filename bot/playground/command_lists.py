"""The lists of commands that a bot shows, for each scope and language."""

from dataclasses import dataclass, field

Command = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Where a list holds: the kind of scope, and the chat or member it names."""

    kind: str = "default"
    chat_id: int = 0
    user_id: int = 0


@dataclass
class CommandLists:
    """Keep the lists apart for each scope and language."""

    _lists: dict[tuple[Scope, str], list[Command]] = field(default_factory=dict)

    def set(self, scope: Scope, language: str, commands: list[Command]) -> None:
        """Replace one list; an empty one is forgotten."""
        if commands:
            self._lists[scope, language] = commands
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: Scope, language: str) -> list[Command]:
        """Give exactly one list, empty if it was never set."""
        return self._lists.get((scope, language), [])

    def shown_to(self, person_id: int, language: str) -> list[Command]:
        """Give what a person's chat shows: the narrowest scope first, their language first."""
        scopes = (
            Scope(kind="chat", chat_id=person_id),
            Scope(kind="all_private_chats"),
            Scope(),
        )
        for scope in scopes:
            for spoken in (language, ""):
                if (scope, spoken) in self._lists:
                    return self._lists[scope, spoken]
        return []
