"""Asking a geocoder politely: from the cache if it can be, at the service's pace, again after a failure."""

import json
import math
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

from places.errors import GeocoderError
from places.geocode.answers import place_of
from places.geocode.cache import Answers, Cache, default_path
from places.geocode.services import LIMIT, connect, hints
from places.model import Bounds, Place

# Seconds between two requests: Nominatim asks for one, and no service is stricter. The pace counts where they
# arrive, and one may be slower on its way than the next.
_PAUSE = 1.2
_FIRST_WAIT = 2.0  # seconds after the first failure; twice as long after each further one
_MOST_WAIT = 30.0  # seconds of waiting for one name, all together
_GIVE_UP = 3  # names in a row without any answer; after them the service is held to be out of reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The places that a geocoder has under a name, or why there are none."""

    places: tuple[Place, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is and how to wait; tests have one of their own."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class Geocoder:
    """One online service, asked one name at a time."""

    def __init__(self, service: str, *, cache: Path | None = None, clock: Clock | None = None) -> None:
        """Make ready to ask; nothing is sent yet.

        Args:
            service: A name of geopy's, see ``services.connect``.
            cache: Where answers are kept; the user's cache folder by default.
            clock: Real time by default.

        Raises:
            GeocoderError: there is no such service, its key is missing, or the cache cannot be used.
        """
        self.service = service
        self._geocoder = connect(service)
        self._cache = Cache(cache or default_path())
        self._clock = clock or Clock()
        self._failures = 0

    def ask(self, name: str, *, country: str = "", around: Bounds | None = None) -> Answer:
        """Return what the service knows under the name, the most likely first.

        Args:
            name: A place's name, as in the text.
            country: ISO 3166-1 alpha-2 code of the country that it must lie in, or "".
            around: The area that the text is about; answers in it are preferred.

        Raises:
            GeocoderError: the service refuses to work for this user; asking on would be of no use.
        """
        if not name.strip():
            return Answer(why="there is no name to ask for")
        told = hints(self._geocoder, country, around)
        # Rounded, because nearly the same neighbours bring the same answers.
        query = json.dumps([name, country, [round(edge) for edge in around or ()]], ensure_ascii=False)
        answers = self._cache.get(self.service, query)
        places = None if answers is None else _kept_places(self.service, answers)
        if places is None:  # never asked, or what was kept is no answer any more
            answers, why = self._fresh(name, told)
            if why:
                return Answer(why=why)
            self._cache.put(self.service, query, answers)
            places = _places(self.service, answers)
        return Answer(places=places, why="" if places else f"{self.service} knows no “{name}”")

    def _fresh(self, name: str, told: dict[str, Any]) -> tuple[Answers, str]:
        """Return the service's answers, or why there are none; a failure is tried again."""
        if self._failures >= _GIVE_UP:
            return [], f"{self.service} is out of reach; it was not asked again"
        waited, wait, why = 0.0, _FIRST_WAIT, ""
        while True:
            self._clock.sleep(self._cache.take_turn(self.service, _PAUSE, self._clock.now))
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # what geopy warns of, it raises too
                    answers = _answers(self._geocoder.geocode(name, **told))
            except Exception as error:  # geopy and what is beneath it raise all kinds of things
                why, asked_wait = _failure(self.service, error)
                wait = max(wait, asked_wait)
            else:
                self._failures = 0
                return answers, ""
            if waited + wait > _MOST_WAIT:
                self._failures += wait < math.inf
                return [], why
            self._clock.sleep(wait)
            waited, wait = waited + wait, wait * 2


def _answers(found: Any) -> Answers:
    """Return geopy's locations as plain values that JSON can hold.

    Raises:
        ValueError: the service sent something that is no location.
    """
    locations = found if isinstance(found, list) else [found] if found else []
    answers = [
        {"address": one.address, "lat": one.latitude, "lon": one.longitude, "raw": one.raw}
        for one in locations[:LIMIT]
    ]
    json.dumps(answers, allow_nan=False, ensure_ascii=False).encode()  # a lone surrogate is no letter
    for answer in answers:
        place = place_of("", answer)
        if place.lat == place.lon == 0:  # how geopy reads an answer without coordinates
            raise ValueError("an answer without coordinates")
    return answers


def _places(service: str, answers: Answers) -> tuple[Place, ...]:
    name = service.partition("@")[0]
    return tuple({place.id: place for place in (place_of(name, answer) for answer in answers)}.values())


def _kept_places(service: str, answers: Answers) -> tuple[Place, ...] | None:
    """Return the places of answers that were kept, None where they are damaged."""
    try:
        return _places(service, answers)
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


def _failure(service: str, error: Exception) -> tuple[str, float]:
    """Return in plain words what went wrong and how many seconds to wait, infinite if for nothing.

    Raises:
        GeocoderError: it will go wrong each time.
    """
    from geopy import exc

    if isinstance(error, exc.GeocoderAuthenticationFailure | exc.GeocoderInsufficientPrivileges):
        raise GeocoderError(f"{service} refuses to answer: {error}; check your key for it") from error
    if isinstance(error, exc.GeocoderRateLimited):
        return f"{service} is asked too much", float(error.retry_after or 0)
    if isinstance(error, exc.GeocoderQuotaExceeded):
        raise GeocoderError(f"{service} answers no more today: {error}") from error
    if isinstance(error, exc.GeocoderQueryError):
        return f"{service} does not understand the question", math.inf  # nor would it the second time
    if isinstance(error, exc.GeocoderTimedOut):
        return f"{service} did not answer in time", 0
    # Without a network urllib's error reaches us as a service's, with what it stands for behind it.
    behind = error.__context__
    if isinstance(error, exc.GeocoderUnavailable) or type(behind) is URLError:
        return f"{service} cannot be reached", 0
    if isinstance(error, exc.GeocoderServiceError):
        return f"{service} failed: {str(error) or type(error).__name__}", 0
    if isinstance(error, LookupError | ValueError | TypeError | AttributeError | exc.GeopyError):
        return f"{service} sent something that is no answer", 0
    raise error
