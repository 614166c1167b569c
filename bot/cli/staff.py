"""`sportello staff import`: a body's people from the files that its offices already keep."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import staff_report
from bot.cli.opening import open_desk, read_settings
from bot.cli.reading import told_in_letters
from bot.cli.staff_report import Found
from bot.refusal import Refusal
from handlers.desk.context import Desk
from handlers.desk.grounds.foreseen import ended_days
from handlers.desk.grounds.grown import tell_grown
from handlers.desk.grounds.lengthened import lengthen, tell_lengthened
from handlers.desk.grounds.returned import returned, tell_returned
from handlers.desk.grounds.weekdays import tell_weekdays_lost
from handlers.desk.requests.routing import route_of
from rules.facts import ROME
from rules.permit_days import in_one_piece
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy, own_kinds
from storage import staff_file
from storage.days import facts
from storage.errors import NotFound
from storage.people import people
from storage.staff_file import Brought, Consent, Known, Note, Problem, Reading, limits
from storage.staff_file.records import StaffFiles
from storage.unit_of_work import UnitOfWork

USUAL_WEEK = 5
"""Days that are worked in a week, before any act says it."""
staff = typer.Typer(help="Import a body's staff from CSV or XLSX files.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(staff, name="staff")


@staff.callback()
def _staff() -> None:
    """Make `import` a command of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the command line says beside the files: what may be done, and who is who."""

    body_id: str | None = None
    last: bool = False
    consents: frozenset[Consent] = frozenset()
    same_people: bool = False
    different_people: bool = False
    renamed_people: bool = False

    def again(self, paths: list[Path], consents: frozenset[Consent]) -> str:
        """Write the command that does it with some consents."""
        words = ["sportello", "staff", "import", *(str(path) for path in paths)]
        words += ["--body", self.body_id] if self.body_id else []
        words += ["--same-people"] if self.same_people else []
        words += ["--different-people"] if self.different_people else []
        words += ["--renamed-people"] if self.renamed_people else []
        return shlex.join([*words, "--apply", *sorted(f"--{one}" for one in consents)])


@staff.command("import")
def import_(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, help="A folder, or the files themselves.")
    ],
    *,
    body: Annotated[
        str | None, typer.Option(help="Id of the body; not needed if ente.csv is there.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write it; without, nothing is.")] = False,
    end_posts: Annotated[
        bool,
        typer.Option(
            "--end-posts", help="Let posts end, or their holders leave or lose their rank."
        ),
    ] = False,
    end_agreements: Annotated[
        bool,
        typer.Option(
            "--end-agreements", help="Let agreements end sooner, or lose terms or ground."
        ),
    ] = False,
    against_the_act: Annotated[
        bool, typer.Option("--against-the-act", help="Import also what the act speaks against.")
    ] = False,
    change_policy: Annotated[
        bool, typer.Option("--change-policy", help="Let the body follow another act.")
    ] = False,
    new_body: Annotated[
        bool, typer.Option("--new-body", help="Make another body beside those that are known.")
    ] = False,
    returned: Annotated[
        bool,
        typer.Option("--returned", help="Let people who left, or were to leave, be there again."),
    ] = False,
    same_people: Annotated[
        bool,
        typer.Option(
            "--same-people", help="Numbers that differ by zeros or capitals are one person's."
        ),
    ] = False,
    different_people: Annotated[
        bool,
        typer.Option("--different-people", help="Rows that look like one person are two."),
    ] = False,
    renamed_people: Annotated[
        bool,
        typer.Option(
            "--renamed-people", help="A known number with another name is the same person's."
        ),
    ] = False,
) -> None:
    """
    Check the files, say what an import would do, and with --apply do it: all or nothing.

    docs/import.md says what stands in which file.
    """
    named = {
        Consent.END_POSTS: end_posts,
        Consent.END_AGREEMENTS: end_agreements,
        Consent.AGAINST_THE_ACT: against_the_act,
        Consent.CHANGE_POLICY: change_policy,
        Consent.NEW_BODY: new_body,
        Consent.RETURNED: returned,
    }
    told = Told(
        body_id=body,
        last=apply,
        consents=frozenset(consent for consent, given in named.items() if given),
        same_people=same_people,
        different_people=different_people,
        renamed_people=renamed_people,
    )
    if same_people and different_people:
        raise Refusal(
            "--same-people and --different-people contradict each other: say the one that is true "
            "of every row that was asked about, and import the other rows apart.",
            status=2,
        )
    told_in_letters(body or "", "--body")
    contents = read_contents(paths)
    with (
        open_desk(read_settings("encryption_keys")) as desk,
        nullcontext(desk.store) if apply else desk.store.scratch() as store,
    ):
        found = bring_in(replace(desk, store=store), contents, told, paths)
    typer.echo(staff_report.report(found, done=apply))
    if not apply:
        typer.echo(f"Nothing was written. To do it:\n  {told.again(paths, found.needed)}")


def bring_in(desk: Desk, contents: Mapping[str, bytes], told: Told, paths: list[Path]) -> Found:
    """
    Check and apply files by name; only `told.last` makes it last.

    Raises Refusal with every row that is wrong, or that needs a consent which was not given.
    """
    with desk.store.writing() as uow:
        staff_file.take_turn(uow)
        body_id = _body_of(uow, told, staff_file.body_named(contents))
        reading = staff_file.read(contents, known=_known(desk, uow, body_id, told))
        if body_id is None and not reading.has_body:
            raise Refusal(_which_body(uow), status=2)
        found = replace(_found(desk, uow, reading, told), unread=_unread(paths))
        if found.problems:
            raise Refusal(f"{staff_report.wrong(found)}\nNothing was imported.")
        missing = found.needed - told.consents
        if told.last and missing:
            again = told.again(paths, found.needed)
            raise Refusal(
                f"{staff_report.needed(found, missing)}\nNothing was imported. If this is what "
                f"is meant, say it:\n  {again}"
            )
        if told.last:
            uow.commit()
    return found


def _body_of(uow: UnitOfWork, told: Told, named: str | None) -> str | None:
    """
    Give the body that the files are about, by `--body` and by ente.csv, where it is `named`.

    Of a body that is meant and not known every row would be called a mistake: that is said first.
    """
    if named is None and told.body_id is None:
        return None
    if named and told.body_id not in (None, named):
        raise Refusal(f"ente.csv tells of {named!r}, and --body of {told.body_id!r}.", status=2)
    known = [one.id for one in people.bodies(uow)]
    body_id = named or told.body_id or ""
    key = staff_file.key_of(body_id)
    near = body_id if body_id in known else None
    near = near or next((one for one in known if staff_file.key_of(one) == key), None)
    if near not in (None, body_id):
        where = "ente.csv" if named else "--body"
        raise Refusal(f"{where} tells of {body_id!r}; the body is known as {near!r}.", status=2)
    if named is None and near is None:
        raise Refusal(f"No body is known as {body_id!r}. {_known_bodies(known)}", status=2)
    return body_id


def _which_body(uow: UnitOfWork) -> str:
    return (
        "Nothing says which body the files are about: name it with --body, or add ente.csv. "
        f"{_known_bodies(one.id for one in people.bodies(uow))}"
    )


def _known_bodies(known: Iterable[str]) -> str:
    return f"Bodies that are known: {', '.join(known) or 'none yet: add ente.csv'}."


def _known(desk: Desk, uow: UnitOfWork, body_id: str | None, told: Told) -> Known:
    known = staff_file.known(uow, body_id) if body_id else Known()
    return replace(
        known,
        policies=frozenset(desk.policies),
        own_kinds=own_kinds(desk.policies),
        same_people=told.same_people,
        different_people=told.different_people,
        renamed_people=told.renamed_people,
    )


def _found(desk: Desk, uow: UnitOfWork, reading: Reading, told: Told) -> Found:
    """
    Bring in the sound rows and hold them against the act.

    With bad rows among them this is only for looking on: their mistakes and those of the others
    are told together, and nothing is committed.
    """
    try:
        brought = _brought(desk, uow, reading, told)
    except (NotFound, ValueError) as error:
        if reading.problems:
            return Found(reading=reading, problems=reading.problems)
        raise Refusal(f"Nothing was imported. {error}") from error
    policy_id = people.body(uow, brought.summary.body_id).policy_id
    policy, at = desk.policies[policy_id], desk.clock()
    against = staff_file.held_against(uow, brought, policy, at=at)
    ended = ended_days(uow, brought, policy, at=at)
    longer = tuple(lengthen(uow, brought, policy, at=at))
    for each in longer:
        tell_lengthened(uow, desk, each)
    back = tuple(returned(uow, brought, policy, at=at))
    for one in back:
        tell_returned(uow, desk, one)
    for grown in brought.changes.grown:
        tell_grown(uow, desk, grown)
    for amended in brought.changes.amended:
        tell_weekdays_lost(uow, desk, amended)
    impossible = [*brought.changes.impossible, *against.impossible]
    more = [
        Problem(
            file=reading.names.get(one.file, one.file),
            line=one.line,
            column=one.column,
            value=one.value,
            expected=one.expected,
        )
        for one in impossible
    ]
    return Found(
        reading=reading,
        brought=brought,
        problems=tuple(sorted([*reading.problems, *more])),
        asked=(*brought.changes.asked, *against.asked, *ended),
        returned=back,
        lengthened=longer,
        left=against.left,
    )


def _brought(desk: Desk, uow: UnitOfWork, reading: Reading, told: Told) -> Brought:
    if reading.files.body is None and told.body_id is not None:
        policy_id = people.body(uow, told.body_id).policy_id
        if policy_id not in desk.policies:
            raise ValueError(
                f"{told.body_id} follows {policy_id!r}, which is not installed; there are: "
                f"{', '.join(sorted(desk.policies))}. Look at SPORTELLO_POLICIES."
            )
    policy = desk.policies.get(_policy_of(uow, reading, told))
    return staff_file.bring_in(
        uow,
        reading.files if policy is None else _in_one_piece(policy, reading.files),
        at=desk.clock(),
        body_id=told.body_id,
        route=lambda unit, employee_id: _route(desk, unit, employee_id),
        week=_week(desk, uow, reading, told),
    )


def _week(desk: Desk, uow: UnitOfWork, reading: Reading, told: Told) -> int:
    """Tell how many days a week the body works, by the act that it follows from now on."""
    try:
        return desk.week_of(_policy_of(uow, reading, told))
    except PolicyNotInForceError:
        return USUAL_WEEK


def _policy_of(uow: UnitOfWork, reading: Reading, told: Told) -> str:
    if reading.files.body is not None:
        return reading.files.body.policy_id
    return people.body(uow, told.body_id or "").policy_id


def _in_one_piece(policy: Policy, files: StaffFiles) -> StaffFiles:
    """Let permits of whole days know whether the act counts theirs by the calendar."""
    rows = (replace(row, permit=in_one_piece(policy, row.permit)) for row in files.permits)
    return replace(files, permits=tuple(rows))


def read_contents(paths: list[Path]) -> dict[str, bytes]:
    """Read the files of folders and single files, by name; raise Refusal for what is too large."""
    files = []
    for path in paths:
        with _readable(path):
            files += staff_file.files_in(path) if path.is_dir() else [path]
    names = [file.name.lower() for file in files]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Refusal(f"{', '.join(twice)} is given twice: one of each is read.", status=2)
    return {file.name: _read(file) for file in files}


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Say in one sentence what keeps us from a file or folder."""
    try:
        yield
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.", status=2) from error


def _unread(paths: list[Path]) -> tuple[Note, ...]:
    """Name what lies in the folders and is not read."""
    found: list[Note] = []
    for path in paths:
        with _readable(path):
            found += staff_file.passed_over(path) if path.is_dir() else []
    return tuple(found)


def _read(file: Path) -> bytes:
    with _readable(file):
        if not file.is_file():
            raise Refusal(f"{file} is no file that can be read.", status=2)
        size = file.stat().st_size
        if size > limits.FILE_BYTES:
            most, has = limits.FILE_BYTES // limits.MIB, size // limits.MIB
            raise Refusal(f"{file} has {has} MiB, at most {most} are read: divide it.")
        return file.read_bytes()


def _route(desk: Desk, uow: UnitOfWork, employee_id: int) -> int | None:
    now = desk.clock()
    case = facts.load(uow, employee_id, on=now.astimezone(ROME).date())
    policy = desk.policies[case.policy_id]
    return route_of(uow, employee_id, case.person, policy=policy, at=now).acting_id
