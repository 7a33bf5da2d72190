"""The table of a load: this build, the other, and how many times better this one is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from .floors import Floors
from .load import Load
from .measuring import Measured
from .pace import keeps_up
from .story import HOPS


@dataclass(frozen=True)
class Line:
    """One figure. ``better`` says whether more of it is better, or less; None where neither is."""

    name: str
    figure: Callable[[Measured], float]
    better: str | None = "less"
    shape: str = ",.2f"


def print_load(console: Console, load: Load, measured: Mapping[str, Measured], floors: Floors) -> None:
    """One table, and a line for the floors."""
    table = Table(
        title=f"{load.name}: {load.pupils:,} pupils of {load.schools} schools", title_justify="left", box=None
    )
    for heading in ("", *measured, *(f"better than {name}" for name in list(measured)[1:])):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    for line in _lines(load, list(measured.values())):
        table.add_row(*_row(line, list(measured.values())))
    console.print(table)
    ours = next(iter(measured.values()))
    console.print(
        f"Floors of this run: {floors.mails:,.0f} mails/s over kept-open connections (all in"
        f" {ours.story.mails / floors.mails:.1f} s), {floors.consumed:,.0f} events/s out of Kafka and"
        f" {floors.produced:,.0f} into it (all in {len(ours.records) / floors.produced:.1f} s)"
    )
    for sentence in shortcomings(load, measured):
        console.print(f"[bold red]{sentence}")


def print_growth(console: Console, small: Measured, large: Measured) -> None:
    """What a level costs in a large load, beside a small one of the same build and run.

    Also what a mail costs: where people share the work fewer are free for a meeting, so a level has fewer mails.
    """
    levels, mails = large.story.levels / small.story.levels, large.story.mails / small.story.mails
    longer = large.story.last_mail_s / small.story.last_mail_s
    busier = sum(large.usage.cpu_s.values()) / sum(small.usage.cpu_s.values())
    console.print(
        f"Beside {small.story.levels:,} levels, {large.story.levels:,} take {longer / levels:.2f} times as long a level"
        f" and {longer / mails:.2f} a mail, with {busier / levels:.2f} times the CPU a level and"
        f" {busier / mails:.2f} a mail"
    )


def print_paces(console: Console, name: str, measured: Mapping[float, Measured]) -> None:
    """One row a pace."""
    table = Table(title=f"{name}: the pace it keeps up with", title_justify="left", box=None)
    for heading in ("levels/s", "mark to mail p50, s", "p99, s", "keeps up"):
        table.add_column(heading, justify="right")
    for pace, of_build in measured.items():
        to_mail = of_build.story.to_mail
        table.add_row(f"{pace:g}", f"{to_mail.p50:.3f}", f"{to_mail.p99:.3f}", "yes" if keeps_up(to_mail) else "no")
    console.print(table)


def shortcomings(load: Load, measured: Mapping[str, Measured]) -> list[str]:
    """What a build did not do that it should have done."""
    sentences = []
    for name, of_build in measured.items():
        story = of_build.story
        if story.levels != load.pupils:
            sentences.append(f"{name}: {story.levels:,} of {load.pupils:,} pupils reached a level")
        if not load.tight and story.outcome.get("meeting-unschedulable"):
            sentences.append(f"{name}: {story.outcome['meeting-unschedulable']:,} meetings without a slot")
        if load.mails is not None and story.mails != load.mails:
            sentences.append(f"{name}: {story.mails:,} mails of {load.mails:,}")
        if story.repeated:
            sentences.append(f"{name}: {story.repeated:,} mails came again")
        if load.a_second and not keeps_up(story.to_mail):
            sentences.append(f"{name} does not keep up with {load.a_second:g} levels/s")
        if story.traced != story.mails:
            sentences.append(f"{name}: {story.mails - story.traced:,} mails of no known pupil")
        if of_build.put_aside:
            sentences.append(f"{name}: {of_build.put_aside:,} dead letters or parked events")
    outcomes = {name: of_build.story.outcome for name, of_build in measured.items()}
    if any(outcome != next(iter(outcomes.values())) for outcome in outcomes.values()):
        sentences.append(f"the outcomes differ: {outcomes}")
    return sentences


def _row(line: Line, measured: list[Measured]) -> list[str]:
    ours, *others = [line.figure(of_build) for of_build in measured]
    figures = (format(figure, line.shape) for figure in (ours, *others))
    return [line.name, *figures, *(_times_better(line, ours, other) for other in others)]


def _times_better(line: Line, ours: float, other: float) -> str:
    if not line.better or ours <= 0 or other <= 0:
        return ""
    return f"{(ours / other if line.better == 'more' else other / ours):.2f}"


def _lines(load: Load, measured: list[Measured]) -> Iterable[Line]:
    yield Line("levels/s", lambda it: it.story.levels / it.story.last_mail_s, "more")
    yield Line("mails/s", lambda it: it.story.mails / it.story.last_mail_s, "more")
    yield Line("last mail after, s", lambda it: it.story.last_mail_s)
    yield Line("all done after, s", lambda it: it.settled_s)
    yield Line("mark to mail p50, s", lambda it: it.story.to_mail.p50, shape=",.3f")
    yield Line("mark to mail p99, s", lambda it: it.story.to_mail.p99, shape=",.3f")
    for hop in HOPS:
        yield Line(f"{hop} p50, s", lambda it, hop=hop: it.story.hops[hop].p50, shape=",.3f")  # type: ignore[misc]
        yield Line("  p99, s", lambda it, hop=hop: it.story.hops[hop].p99, shape=",.3f")  # type: ignore[misc]
    yield Line("CPU s a 1,000 levels", lambda it: sum(it.usage.cpu_s.values()) / load.pupils * 1000)
    yield from _of_each("CPU s {}", measured, lambda it: it.usage.cpu_s)
    yield from _of_each("peak MB {}", measured, lambda it: it.usage.peak_mb, ",.0f")
    yield from _of_each("commits {}", measured, lambda it: it.usage.transactions, ",.0f")
    yield from _of_each("fsyncs {}", measured, lambda it: it.usage.fsyncs, ",.0f")
    for line in _of_each("{}", measured, lambda it: it.story.outcome, ",.0f"):
        yield Line(line.name, line.figure, None, line.shape)


def _of_each(
    name: str, measured: list[Measured], figures: Callable[[Measured], Mapping[str, float]], shape: str = ",.2f"
) -> Iterable[Line]:
    names = dict.fromkeys(name for of_build in measured for name in figures(of_build))
    for of_it in names:
        if any(figures(of_build).get(of_it) for of_build in measured):
            figure = lambda it, of_it=of_it: float(figures(it).get(of_it, 0))  # noqa: E731
            yield Line(name.format(of_it), figure, shape=shape)
