"""ParsedArticle → Mentions: actors, places, times, numbers, acts and attributions, one module each.

READS   ParsedArticle
ADDS    Mentions.actors, .places, .times, .quantities, .acts, .attributions, .datelines
"""

from __future__ import annotations

from ..records import Mentions, ParsedArticle
from .acts import find_acts
from .actors import find_actors
from .numbers import find_quantities
from .places import find_all_places
from .sources import find_attributions
from .times import find_times


def find_mentions(parsed: ParsedArticle, register, gazetteer, project_folder: str | None = None) -> Mentions:
    """All mentions of one article."""
    actors = find_actors(parsed, register)
    times = find_times(parsed)
    places, datelines = find_all_places(parsed, gazetteer, actors)
    return Mentions(
        actors=actors,
        places=places,
        times=times,
        quantities=find_quantities(parsed, times),
        acts=find_acts(parsed, project_folder),
        attributions=find_attributions(parsed, actors, times),
        datelines=datelines,
    )
