"""The editor on this machine: a server for one story and its one page.

Session.begin(story, file, source)     what is edited, with its corrections file
edit_site(session, target, …)          what the page can ask
EditServer(site, port).run()           serves it until the page is closed
"""

from storymap.edit.server import EditServer, Site
from storymap.edit.session import Session
from storymap.edit.site import edit_site, write_page

__all__ = ["EditServer", "Session", "Site", "edit_site", "write_page"]
