"""The limits that the playground keeps: those of Telegram unless a test sets others."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """
    What Telegram allows, in one place; seconds, bytes and counts.

    The waits of ``getUpdates`` are real seconds; ages of presses and files follow the clock.
    """

    #: A press can be answered for so long. Telegram does not publish it.
    query_age: float = 15.0
    #: A press waits in the queue for so long before it is forgotten.
    query_lifetime: float = 150.0
    #: Any other update waits for so long.
    update_lifetime: float = 24 * 3600.0
    #: A second conflict within this time is answered so much later.
    conflict_delay: float = 3.0
    #: A poll with the same offset within this time is held at least so long.
    repeat_wait: float = 3.0
    #: A poll with the same offset within this time gets one update only.
    repeat_burst: float = 0.5
    #: setWebhook once in so many seconds.
    webhook_interval: float = 1.0
    #: The first pause before a delivery is tried again; it doubles up to the longest.
    webhook_first_pause: float = 1.0
    webhook_longest_pause: float = 60.0
    #: A file link works for so long after getFile.
    link_age: float = 3600.0
    upload_bytes: int = 50 * 1024 * 1024
    photo_bytes: int = 10 * 1024 * 1024
    download_bytes: int = 20 * 1024 * 1024
    #: A message can be deleted for so long.
    delete_age: float = 48 * 3600.0

    @classmethod
    def quick(cls) -> "Limits":
        """Keep all limits but the waits that only slow a well-behaved bot down in tests."""
        return cls(
            conflict_delay=0.0,
            repeat_wait=0.0,
            repeat_burst=0.0,
            webhook_interval=0.0,
            webhook_first_pause=0.02,
        )
