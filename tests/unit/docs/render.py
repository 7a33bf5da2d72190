"""Write the generated parts of all pages: `python -m tests.unit.docs.render`.

A part stands between `<!-- table: name -->` and `<!-- end of name -->`; the rest of a page is written by hand.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

from . import commands, endpoints, events, mails, samples, tables
from .pages import PAGES, ROOT
from .sources import SERVICES

SECTIONS: Mapping[str, Callable[[], str]] = {
    "topics": tables.topics,
    "settings of every service": tables.settings_of_every_service,
    "settings of one service": tables.settings_of_one_service,
    "settings of the local stack": tables.settings_of_the_local_stack,
    "log events": tables.log_events,
    "activity kinds": tables.kinds_of_activities,
    "log fields": tables.log_fields,
    "problem types": tables.problem_types,
    "metrics": tables.measured,
    "commands": commands.commands,
    "mails": mails.mails,
    "who gets what": mails.who_gets_what,
    "rights of endpoints": endpoints.rights_of_endpoints,
    "rights of pages": endpoints.rights_of_pages,
    "rights of cases": endpoints.rights_of_cases,
    **{f"sample of {name}": partial(samples.sample, name) for name in samples.SAMPLES},
    **{f"events of {sender}": partial(events.events_of, sender) for sender in ("schools", *SERVICES)},
    **{f"endpoints of {service}": partial(endpoints.endpoints_of, service) for service in SERVICES},
    **{f"models of {service}": partial(endpoints.models_of, service) for service in SERVICES},
}


def rendered(page: str) -> str:
    """The page with every generated part as it is now. Raises KeyError for a part that nothing makes."""
    return re.sub(
        r"<!-- table: ([^>]+) -->\n.*?<!-- end of \1 -->",
        lambda part: f"<!-- table: {part[1]} -->\n{SECTIONS[part[1]]()}\n<!-- end of {part[1]} -->",
        page,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    for page in PAGES:
        if (text := rendered(page.text)) != page.text:
            (ROOT / page.name).write_text(text, encoding="utf-8")
