"""Online geocoders through geopy: the only network code of places, used only if the user asked for it.

``services.connect`` → a geopy geocoder; ``ask.Geocoder`` asks it politely: cached, at the service's pace,
again after a failure; ``fill.fill`` asks for what the gazetteer left open.
"""
