"""Online geocoders through geopy: the only network code of places."""
