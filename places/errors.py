"""What can go wrong in places.

    PlacesError
    ├── GazetteerError        a gazetteer is missing, broken or cannot be read
    ├── PipelineError         no English language pipeline is installed, or it cannot be loaded
    ├── WeightsError          trained weights do not fit the features that the code computes
    ├── LanguageError         a text is in a language that is not read
    └── GeocoderError         an online geocoder is unknown, lacks its key or cannot be used

A place that is not found is a value (``Located.place is None``), never an error.
"""


class PlacesError(Exception):
    """Base of every error that places raises on purpose; its text says what to do."""


class GazetteerError(PlacesError):
    """A gazetteer is missing, broken or cannot be read."""


class PipelineError(PlacesError):
    """No English language pipeline is installed, or it cannot be loaded."""


class WeightsError(PlacesError):
    """Trained weights do not fit the features that the code computes."""


class LanguageError(PlacesError):
    """A text is in a language that is not read."""


class GeocoderError(PlacesError):
    """An online geocoder is unknown, lacks its key or cannot be used."""
