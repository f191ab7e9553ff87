"""Story → one HTML file, drawn with folium."""
