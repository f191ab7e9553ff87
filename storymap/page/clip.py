"""Lines and rings cut to a box."""

from typing import TYPE_CHECKING

from places.model import Bounds

if TYPE_CHECKING:
    import numpy as np


def clip_lines(lines: "list[np.ndarray]", box: Bounds) -> "list[np.ndarray]":
    """Return what of the lines (rows of x and y) lies in the box (left, low, right, high)."""
    import shapely

    inside = shapely.clip_by_rect([shapely.linestrings(line) for line in lines], *box)
    return [shapely.get_coordinates(line) for line in shapely.get_parts(inside)]


def clip_ring(ring: "np.ndarray", box: Bounds) -> "np.ndarray":
    """Return what of a ring's inside lies in the box, as one ring; without rows if nothing does.

    One side of the box after the other, as Sutherland and Hodgman (1974) do it: unlike an exact
    intersection, this takes rings that touch or cross themselves. What falls apart is held together by
    edges that run to and fro along the box's sides. The ring's last row is its first, in and out.
    """
    import numpy as np

    for axis, side, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        depth = sign * (ring[:, axis] - side)
        inside = depth >= 0
        if inside.all():
            continue
        if not inside.any():
            return ring[:0]
        into = inside[1:]
        edges = np.flatnonzero(inside[:-1] != into)
        share = depth[edges] / (depth[edges] - depth[edges + 1])
        crossings = ring[edges] + share[:, np.newaxis] * (ring[edges + 1] - ring[edges])
        crossings[:, axis] = side
        # Of every edge first where it crosses, then where it ends, if that is inside.
        before: np.ndarray = np.cumsum(into)[edges] - into[edges]
        kept = np.insert(ring[1:][into], before, crossings, axis=0)
        ring = np.concatenate([kept[-1:], kept])
    return ring
