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
        crosses = inside[:-1] != inside[1:]
        share = depth[:-1] / np.where(crosses, depth[:-1] - depth[1:], 1.0)
        crossing = ring[:-1] + share[:, np.newaxis] * (ring[1:] - ring[:-1])
        crossing[:, axis] = side
        # Of every edge first where it crosses, then where it ends, if that is inside.
        both = np.stack([crossing, ring[1:]], axis=1).reshape(-1, 2)
        kept = both[np.column_stack([crosses, inside[1:]]).ravel()]
        ring = np.concatenate([kept[-1:], kept])
    return ring
