"""Distances on the globe."""

from __future__ import annotations

import math

# The mean diameter of the Earth (IUGG: a mean radius of 6371 km).
EARTH_DIAMETER_KM = 12_742.0

# Of latitude, and of longitude at the equator.
KM_PER_DEGREE = EARTH_DIAMETER_KM * math.pi / 360


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    p, q = math.radians(lat1), math.radians(lat2)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1.0, h)))
