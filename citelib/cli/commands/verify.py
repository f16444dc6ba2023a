"""``citelib verify FILE… --against FILE``: is each reference real, and described as its records have it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from citelib import __version__
from citelib.cli.files import from_option, of_library, output_option, write_text
from citelib.cli.groups import Sectioned
from citelib.cli.progress import Bar
from citelib.cli.report import annotation, print_difference, report
from citelib.cli.report import status as exit_status
from citelib.cli.terminal import say
from citelib.cli.verifying.inputs import Input, inputs, is_typed
from citelib.cli.verifying.shown import diagnostics, show, summed
from citelib.cli.verifying.sources import Against, against
from citelib.errors import ReadError, UnknownIdError
from citelib.files import decode, kind_of, replace_bytes
from citelib.formats.exchange import loads
from citelib.verification.accepted import Accepted, accept, mark_of
from citelib.verification.edits import FIELD, edited
from citelib.verification.fixes import difference, fixed
from citelib.verification.reports import Checked, as_record, report_page, sarif
from citelib.verification.verdicts import Verdict, verdicts

if TYPE_CHECKING:
    from citelib.verification.sources import Source

__all__ = ["command"]

_FAILING: Final = (
    "mismatch", "not-found", "retracted", "unsure", "not-checked", "concern", "corrected", "superseded", "published",
)  # fmt: skip
_USUALLY: Final = ("mismatch", "not-found", "retracted")
_FORMS: Final = ("json", "github", "sarif", "html")
_INCOMPLETE: Final = 3
"""Exit status where nothing wrong was found, but something could not be asked."""


_SECTIONS: Final = {
    "What to check": "--library --bibliography --from",
    "What to check it against": "--against --incomplete --as-registry",
    "Services": "--online --source --identifiers-only --offline --yes",
    "What comes of it": "--fail-on --fix --diff --accept --reason --in-file",
    "Output": "",
}  # fmt: skip


@click.command("verify", cls=Sectioned, sections=_SECTIONS)
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
@of_library("Check this library's references.")
@click.option("-b", "--bibliography", "bibliographies", multiple=True, metavar="FILE",
              help="Works of a manuscript; else those it names.")  # fmt: skip
@click.option("--against", "names", multiple=True, type=click.Path(), metavar="FILE",
              help="Records: any format, a library, an index …")  # fmt: skip
@click.option("--incomplete", is_flag=True, help="A DOI that the records lack is not a finding.")
@click.option("--as-registry", is_flag=True, help="The records are those of a registry.")
@click.option("--online", is_flag=True, help="Ask registries; says first whom, and how much.")
@click.option("--source", "services", multiple=True, metavar="NAME", help="Ask this service only.")
@click.option("--identifiers-only", is_flag=True, help="Send identifiers, and no titles.")
@click.option("--offline", is_flag=True, help="With --online, use only what was asked before.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before anything is sent.")
@click.option("--fail-on", multiple=True, type=click.Choice(_FAILING), metavar="VERDICT",
              help="Verdict that makes the exit status 1; repeatable.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Repair fields where the work is certain.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what --fix would change.")
@click.option("--accept", "accepted", multiple=True, metavar="KEY", help="Note that somebody looked, and it is right.")
@click.option("--reason", default="", help="With --accept, why it is right.")
@click.option("--in-file", is_flag=True, help="With --accept, note it in the file itself.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option("--github", "as_github", is_flag=True, help="Print annotations for GitHub.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print SARIF 2.1.0 for code scanning.")
@click.option("--html", "as_html", is_flag=True, help="Print a page to hand to an editor.")
@output_option
@click.option("-v", "--verbose", is_flag=True, help="Also print what is confirmed.")
@from_option
def command(files: tuple[str, ...], names: tuple[str, ...], **options: Any) -> int:
    """Check references against records: do they exist, and are they right?

    A FILE is a bibliography, a manuscript, or one reference as text. Nothing is sent without --online. Exit status 1
    is a finding, 3 a service that failed.

    \b
    citelib verify refs.bib --against crossref.jsonl --against retractions.csv
    citelib verify paper.md --online --html -o report.html
    """
    chosen = _Options(form=_form(options), **options)
    _need_files(files, names, chosen)
    given = list(inputs(files, chosen.source_format, chosen.library, chosen.bibliographies))
    report([one for each in given for one in each.diagnostics])
    if chosen.accepted:
        return _accept(given, chosen)
    if not names and not chosen.online:
        raise click.UsageError("--against FILE says which records to check against, or --online asks registries")
    known = against(names, is_complete=not chosen.incomplete, as_registry=chosen.as_registry)
    remote = _remote(given, chosen) if chosen.online else ()
    if remote is None:
        return 1
    checked = _checked(given, (*known.sources, *remote), known)
    _print(checked, given, chosen)
    if not checked:
        return 1
    if chosen.fix or chosen.show_diff:
        _fix(given, checked, write=not chosen.show_diff)
    return _status(checked, chosen) or exit_status([one for each in given for one in each.diagnostics])


@attrs.frozen
class _Options:
    """What the command was given."""

    library: Path | None
    bibliographies: tuple[str, ...]
    incomplete: bool
    as_registry: bool
    online: bool
    services: tuple[str, ...]
    identifiers_only: bool
    offline: bool
    yes: bool
    fail_on: tuple[str, ...]
    fix: bool
    show_diff: bool
    accepted: tuple[str, ...]
    reason: str
    in_file: bool
    form: str | None
    output_file: str | None
    verbose: bool
    source_format: str | None


def _form(options: dict[str, Any]) -> str | None:
    """The form of output that is asked for, taken out of the options.

    Raises:
        UsageError: Several are asked for; one output cannot have two forms.
    """
    asked = [form for form in _FORMS if options.pop(f"as_{form}")]
    if len(asked) > 1:
        raise click.UsageError(f"choose one of {' and '.join(f'--{form}' for form in asked)}")
    return asked[0] if asked else None


def _need_files(files: Sequence[str], names: Sequence[str], options: _Options) -> None:
    """Tell a missing file from a finding: status 1 would say that a reference is wrong.

    Raises:
        UsageError: A file that is named is not there.
    """
    for name in (*files, *options.bibliographies, *names):
        if name and name != "-" and kind_of(name) is None and not (name in files and is_typed(name)):
            raise click.UsageError(f"{name}: there is no such file")


def _remote(given: Sequence[Input], options: _Options) -> tuple[Source, ...] | None:
    """The services, after whoever sits there has heard what would be sent, and agreed; None if not."""
    from citelib.lookup import Fetcher
    from citelib.lookup.cache import default_cache
    from citelib.verification.remote import plan, services

    fetcher = Fetcher(cache=default_cache(), offline=options.offline)
    sources = services(options.services, fetcher, with_titles=not options.identifiers_only)
    items = [item for each in given for item in each.items]
    if not options.offline:
        say("Sent would be identifiers, titles and first family names of the references, and nothing else:", err=True)
        for one in plan(items, sources):
            say(f"  {one}", err=True)
        if not options.yes and sys.stdin.isatty() and not click.confirm("Go on?", err=True):
            say("nothing was sent", err=True)
            return None
    return tuple(sources)


def _checked(given: Sequence[Input], sources: Sequence[Source], known: Against) -> list[Checked]:
    total = sum(len(each.items) for each in given)
    checked: list[Checked] = []
    step = 1 if any(source.is_remote for source in sources) else 100
    with Bar("references checked") as bar:
        for each in given:
            notes = Accepted.load(Path(each.name).parent) if each.name and each.name != "<stdin>" else Accepted()
            for verdict in verdicts(each.items, sources, retractions=known.retractions):
                found = attrs.evolve(verdict, accepted=notes.reason(verdict.item))
                checked.append(_placed(found, each))
                if len(checked) % step == 0:
                    bar(len(checked), total)
    return checked


def _placed(verdict: Verdict, given: Input) -> Checked:
    """A verdict with its place, and the difference of a suggestion where there is something to correct."""
    told = verdict.differing and verdict.accepted is None and given.text and given.format
    shown = difference(given.text, given.format, given.works, verdict, given.name or "") if told else ""
    return Checked(verdict, given.name, given.lines.get(verdict.item.id), shown)


def _print(checked: Sequence[Checked], given: Sequence[Input], options: _Options) -> None:
    if options.form == "json":
        write_text(json.dumps([as_record(one) for one in checked], ensure_ascii=False, indent=2), options.output_file)
    elif options.form == "sarif":
        texts = {each.name: each.text for each in given if each.name}
        log = sarif(checked, version=__version__, texts=texts)
        write_text(json.dumps(log, ensure_ascii=False, indent=2), options.output_file)
    elif options.form == "html":
        title = ", ".join(dict.fromkeys(Path(each.name).name for each in given if each.name))
        write_text(report_page(checked, title=f"References of {title}" if title else "References"), options.output_file)
    elif options.form == "github":
        write_text("\n".join(annotation(each) for one in checked for each in diagnostics(one)), options.output_file)
    elif options.output_file:
        lines = (str(each) for one in checked for each in diagnostics(one))
        write_text("\n".join(lines), options.output_file)
    else:
        for one in checked:
            if one.findings or options.verbose:
                show(one, verbose=options.verbose)
    say(summed(checked), err=True)


def _status(checked: Sequence[Checked], options: _Options) -> int:
    fail_on = options.fail_on or _USUALLY
    told = [one.verdict for one in checked if one.verdict.accepted is None]
    if any(one.verdict in fail_on or any(each.flag in fail_on for each in one.notices) for one in told):
        return 1
    is_incomplete = any(answer.outcome == "failed" for one in told for answer in one.answers)
    return _INCOMPLETE if is_incomplete else 0


def _fix(given: Sequence[Input], checked: Sequence[Checked], *, write: bool) -> None:
    for each in given:
        verdicts = [one.verdict for one in checked if one.source == each.name]
        if each.name is None or not verdicts:
            continue
        if not each.text or not each.format:
            say(f"{each.name}: --fix changes .bib, .ris and CSL-JSON files only", err=True)
            continue
        text, done, left = fixed(each.text, each.format, verdicts)
        if write and done:
            _write_back(Path(each.name), text)
        elif done:
            print_difference(each.text, text, each.name, f"{each.name} repaired")
        noun = "reference" if len(done) == 1 else "references"
        say(f"{each.name}: {len(done):,} {noun} {'repaired' if write else 'would be repaired'}", err=True)
        if left:
            say(f"{each.name}: not repaired, as the text cannot be changed safely: {', '.join(left)}", err=True)


def _write_back(path: Path, text: str) -> None:
    """Write a text to the file that it was read from, in its encoding."""
    data = path.read_bytes()
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    replace_bytes(path, mark + text.encode(decode(data)[1]))


def _accept(given: Sequence[Input], options: _Options) -> int:
    for key in options.accepted:
        each = next((one for one in given if any(item.id == key for item in one.items)), None)
        if each is None:
            raise UnknownIdError(key, [item.id for one in given for item in one.items])
        if each.name is None or each.name == "<stdin>":
            raise click.UsageError("--accept needs a file in which the reference stands")
        item = next(item for item in each.items if item.id == key)
        path = Path(each.name)
        if options.in_file:
            note = " ".join([mark_of(item), *options.reason.split()])
            text, _ = decode(path.read_bytes())
            is_bibtex = each.format in ("bibtex", "biblatex")
            new = edited(text, each.format, loads(text, each.format), {key: {FIELD: note}}) if is_bibtex else None
            if new is None:
                raise ReadError("has no place for a note", source=each.name, hint="leave out --in-file")
            _write_back(path, new)
        else:
            path = accept(path.parent, item, options.reason)
        say(f"{key}: noted in {path}", err=True)
    return 0
