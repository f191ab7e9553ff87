"""geopy's geocoders by name: made with the keys of the environment, asked with what each understands."""

import inspect
import os
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from places.errors import GeocoderError
from places.model import Bounds

LIMIT = 5  # places that are asked for, and no more are looked at
_TIMEOUT = 10.0
# Parameters of geopy's geocoders that are needed although they have a default.
_NEEDED = {"googlev3": ("api_key",), "google": ("api_key",), "here": ("apikey",)}
_SECRETS = ("api_key", "apikey", "access_token", "username", "subscription_key", "app_id", "app_code")


def connect(service: str) -> Any:
    """Return geopy's geocoder of this name, with its keys from the environment.

    Args:
        service: A name of geopy's ("nominatim", "photon", "opencage", …). Behind an "@" may come the address
            of a server of one's own: "nominatim@http://localhost:8080".

    Raises:
        GeocoderError: geopy knows no such service, or a key is missing; the text says which variable.
    """
    from geopy.exc import ConfigurationError
    from geopy.geocoders import SERVICE_TO_GEOCODER

    from places.geocode.transport import LimitedAdapter

    name, _, address = service.partition("@")
    maker = SERVICE_TO_GEOCODER.get(name.casefold())
    if maker is None:
        known = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise GeocoderError(f"there is no geocoder {name!r}; there are: {known}")
    accepted = inspect.signature(maker).parameters
    options: dict[str, Any] = {"timeout": _TIMEOUT, "user_agent": user_agent()}
    # geopy's other adapter tries again by itself, at its own pace instead of the service's.
    options |= _keys(name.casefold(), accepted) | {"adapter_factory": LimitedAdapter}
    if address:
        options |= _address(name, address, accepted)
    try:
        return maker(**{option: value for option, value in options.items() if option in accepted})
    except ConfigurationError as error:
        raise GeocoderError(f"the geocoder {name} cannot be used: {error}") from error


def user_agent() -> str:
    """Return how we name ourselves to a service, as Nominatim's rules ask of every program."""
    try:
        return f"geostorymap/{version('geostorymap')}"
    except PackageNotFoundError:
        return "geostorymap"


def hints(geocoder: Any, country: str, around: Bounds | None) -> dict[str, Any]:
    """Return the arguments that tell this geocoder where to look, as far as it can be told.

    Args:
        geocoder: What ``connect`` returned.
        country: ISO 3166-1 alpha-2 code of the country to look in, or "".
        around: The area that the text is about; it draws answers near, and excludes none.
    """
    accepted = inspect.signature(geocoder.geocode).parameters
    offered: dict[str, Any] = {
        "exactly_one": False,
        "limit": LIMIT,
        "language": "en",
        "addressdetails": True,
    }
    if country:
        offered |= {
            "country_codes": country.lower(),
            "countries": [country],
            "country": country,
            "region": country.lower(),
        }
    if around:
        west, south, east, north = around
        middle = ((south + north) / 2, (west + east) / 2)
        offered |= {"location_bias": middle, "proximity": middle, "user_location": middle, "at": middle}
        if west < east:  # none of them understands an area across the 180° meridian
            offered |= {"viewbox": ((south, west), (north, east))}
    return {name: value for name, value in offered.items() if name in accepted}


def _keys(name: str, accepted: Any) -> dict[str, str]:
    keys = {}
    for parameter in _SECRETS:
        if parameter in accepted:
            variable = f"{name}_{parameter}".upper()
            if variable in os.environ:
                keys[parameter] = os.environ[variable]
            elif accepted[parameter].default is inspect.Parameter.empty or parameter in _NEEDED.get(name, ()):
                raise GeocoderError(f"the geocoder {name} needs a key: set the variable {variable} to yours")
    return keys


def _address(name: str, address: str, accepted: Any) -> dict[str, str]:
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError as error:
        raise GeocoderError(f"the geocoder {name} cannot be asked at {address!r}: {error}") from error
    if "domain" not in accepted or not parts.netloc:
        raise GeocoderError(f"the geocoder {name} cannot be asked at {address!r}")
    return {"domain": parts.netloc + parts.path.rstrip("/"), "scheme": parts.scheme}
