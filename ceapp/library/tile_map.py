"""The United States as tiles, each with the hours that a state's board asks for on a topic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ceapp.library.asked import Ask, asks_on, is_shared
from ceapp.rules.requirement import Confidence, Renewals
from ceapp.rules.vocabulary import Profession
from ceapp.web.filters import hours

STEP = 46
SIDE = 42
MANY_HOURS = 5
_ROWS = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT ..",
    "CA UT CO NE MO KY WV VA MD DE ..",
    ".. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. TX .. .. .. .. FL .. ..",
)
PLACES = {
    f"us-{name.lower()}": (column, row)
    for row, names in enumerate(_ROWS)
    for column, name in enumerate(names.split())
    if name != ".."
}


class Look(StrEnum):
    """How a tile is drawn; the values are the names in the style sheet."""

    MANY = "hi"
    FEW = "lo"
    NONE = "no"
    UNSURE = "ask"


@dataclass(frozen=True, slots=True)
class Tile:
    """One jurisdiction: its place in the picture, what is written on it, how it is drawn."""

    name: str
    figure: str
    look: Look
    x: int
    y: int

    @property
    def outline(self) -> str:
        """Give the path around it."""
        return f"M{self.x} {self.y}h{SIDE}v{SIDE}h-{SIDE}z"


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles by their look, those where the reader is licensed, and how many boards ask."""

    profession: Profession
    groups: tuple[tuple[Look, tuple[Tile, ...]], ...]
    yours: tuple[Tile, ...]
    asking: int
    boards: int


def tile_map(
    topic: str,
    profession: Profession,
    today: date,
    *,
    broader: Iterable[str] = (),
    yours: Collection[str] = (),
) -> TileMap:
    """Draw what the boards of one profession ask for by the name of `topic`.

    A board that does not name it shows what it asks for on the `broader` topics that it serves.
    """
    by_name = _by_place(asks_on(topic, today), profession)
    wider = _by_place((ask for other in broader for ask in asks_on(other, today)), profession)
    tiles = {place: _tile(place, by_name[place], wider[place]) for place in PLACES}
    return TileMap(
        profession=profession,
        groups=tuple((look, _with_look(look, tiles.values())) for look in Look),
        yours=tuple(tile for place, tile in tiles.items() if place in yours),
        asking=sum(bool(asks) for asks in by_name.values()),
        boards=len(tiles),
    )


def profession_to_show(topic: str, today: date, preferred: Sequence[Profession]) -> Profession:
    """Give the first preferred profession, or else the one whose boards ask most for `topic`."""
    if preferred:
        return preferred[0]
    asks = asks_on(topic, today)
    places = {
        profession: {
            a.credential.jurisdiction for a in asks if a.credential.profession is profession
        }
        for profession in Profession
    }
    return max(Profession, key=lambda profession: len(places[profession]))


def _by_place(asks: Iterable[Ask], profession: Profession) -> dict[str, list[Ask]]:
    found: dict[str, list[Ask]] = {place: [] for place in PLACES}
    for ask in asks:
        if ask.credential.profession is profession:
            found[ask.credential.jurisdiction].append(ask)
    return found


def _tile(place: str, by_name: Sequence[Ask], wider: Sequence[Ask]) -> Tile:
    plain = [ask for ask in by_name if _is_plain(ask)]
    column, row = PLACES[place]
    most = max((plain or by_name or wider), key=lambda ask: ask.need.hours, default=None)
    return Tile(
        name=place.removeprefix("us-").upper(),
        figure=_figure(most, plain=bool(plain)),
        look=_look(most),
        x=column * STEP + 3,
        y=row * STEP + 3,
    )


def _figure(most: Ask | None, *, plain: bool) -> str:
    if most is None:
        return "–"
    figure = hours(most.need.hours)
    return figure if plain else f"{figure}*"


def _look(most: Ask | None) -> Look:
    if most is None:
        return Look.NONE
    if most.credential.confidence is Confidence.LOW:
        return Look.UNSURE
    return Look.MANY if most.need.hours >= MANY_HOURS else Look.FEW


def _is_plain(ask: Ask) -> bool:
    """Say whether everybody owes these hours, on this topic alone, at every usual renewal."""
    need = ask.need
    usual = need.every.renewal and need.renewals is not Renewals.FIRST
    return usual and need.applies_if is None and not is_shared(need)


def _with_look(look: Look, tiles: Iterable[Tile]) -> tuple[Tile, ...]:
    return tuple(tile for tile in tiles if tile.look is look)
