"""Shapes on the globe as GeoJSON: discs, rings, sectors, lines, parts of outlines, stretches of border.

READS   latitudes, longitudes and radii, outlines and lines of (longitude, latitude)
GIVES   GeoJSON geometries as RFC 7946 has them: outer rings anticlockwise, holes clockwise, nothing crosses the antimeridian, nothing invalid

Shapes are shapely's, in degrees, with longitudes that may run past ±180 until `geojson` cuts them there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import shapely
import shapely.ops
from shapely.affinity import scale, translate
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from .distance import EARTH_DIAMETER_KM, KM_PER_DEGREE, km

# Corners of a full circle: with 24 the polygon is nowhere more than 0.9% of the radius inside of it.
CIRCLE_CORNERS = 24

# Decimals of coordinates by the size of a shape in degrees: at most 1% of it, as RFC 7946 (11.2) asks to leave out what is not known.
DECIMALS = ((0.1, 4), (2.0, 3), (math.inf, 2))
MOST_DECIMALS = 6

# Outlines lose what is finer than this share of their longer side; a province keeps some 50 corners and a country 80.
SIMPLIFY_SHARE, MOST_CORNERS = 0.008, 120

# Pieces of an outline smaller than this share of the whole are dropped (islets), and gaps of so many degrees between the provinces of a
# country are closed: the outlines of provinces are each simplified to 0.02 degrees.
SMALL_PIECE, GAP_DEGREES = 0.01, 0.04

# Pieces further from the largest one than this are possessions overseas (French Guiana), which the country's name does not mean.
FAR_DEGREES = 22.0

# "Northern" is what lies north of the middle of the box, "north-western" what lies north and west of it; where that is next to nothing of a
# shape, what lies beyond a line across the middle. Of opposite sides each is less: what lies beyond a third of the way to it.
ONE_PART, OPPOSITE_PARTS, LEAST_PART = 0.0, 1 / 3, 0.05

# "Central": the box with half the width and half the height.
CENTRAL_SHARE = 0.5


def destination(lat: float, lon: float, bearing: float, distance_km: float) -> tuple[float, float]:
    """The (latitude, longitude) so many kilometres away along a great circle that starts in this direction; the longitude may pass ±180."""
    arc, turn, phi = 2 * distance_km / EARTH_DIAMETER_KM, math.radians(bearing), math.radians(lat)
    there = math.asin(max(-1.0, min(1.0, math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(turn))))
    east = math.atan2(math.sin(turn) * math.sin(arc) * math.cos(phi), math.cos(arc) - math.sin(phi) * math.sin(there))
    return math.degrees(there), lon + math.degrees(east)


def wrapped(lon: float) -> float:
    """The longitude within -180..180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def sector(lat: float, lon: float, inner_km: float, outer_km: float, bearing: float = 0.0, half_angle: float = 180.0) -> BaseGeometry:
    """What lies from inner to outer kilometres away and within half_angle degrees of a direction; a disc or ring when that is all round."""
    if abs(lat) + outer_km / KM_PER_DEGREE > 89.0:               # around a pole a circle is no polygon in degrees
        return box(-180, max(-90.0, lat - outer_km / KM_PER_DEGREE), 180, min(90.0, lat + outer_km / KM_PER_DEGREE))
    whole = half_angle >= 180
    corners = CIRCLE_CORNERS if whole else max(4, round(CIRCLE_CORNERS * half_angle / 180))
    turns = [bearing - half_angle + 2 * half_angle * n / corners for n in range(corners + (not whole))]
    outer = [destination(lat, lon, turn, outer_km)[::-1] for turn in turns]
    inner = [destination(lat, lon, turn, inner_km)[::-1] for turn in turns] if inner_km > 0 else [(lon, lat)]
    if whole:
        return Polygon(outer, [inner] if inner_km > 0 else [])
    return Polygon(outer + inner[::-1])


def straight(points: Sequence[tuple[float, float]]) -> BaseGeometry:
    """A line through points of (longitude, latitude), the short way round the globe."""
    path = [points[0]]
    for lon, lat in points[1:]:
        before = path[-1][0]
        path.append((lon + 360 * round((before - lon) / 360), lat))
    return LineString(path)


def outline(shapes: Iterable[dict]) -> BaseGeometry | None:
    """The common outline of GeoJSON MultiPolygons, simplified; small islands are left out. Lies in one piece across the antimeridian.

    None when there is nothing with an area.
    """
    rings = [rings[0] for shape in shapes for rings in shape["coordinates"] if len(rings[0]) > 3]      # simplifying left specks of two points
    polygons = [piece for ring in rings for piece in parts(shapely.make_valid(Polygon(ring))) if piece.area]
    if not polygons:
        return None
    west, south, east, north = shapely.total_bounds(polygons)
    if east - west > 180:
        polygons = [translate(p, 360) if p.bounds[2] < 0 else p for p in polygons]
    joined = polygons[0] if len(polygons) == 1 else without_gaps(polygons, SIMPLIFY_SHARE * max(min(east - west, 180), north - south) / 2)
    main = max(parts(joined), key=lambda p: p.area)
    pieces = [p for p in parts(joined) if p.area >= SMALL_PIECE * joined.area and p.distance(main) <= FAR_DEGREES]
    whole = shapely.union_all([Polygon(p.exterior) for p in pieces])       # holes are gaps of the data, or enclaves that no report means
    return simplified(whole)


def without_gaps(polygons: Sequence[BaseGeometry], fine: float) -> BaseGeometry:
    """Neighbours as one shape; what is finer than so many degrees is left out, unless that is all."""
    wider = [p.simplify(fine).buffer(GAP_DEGREES, quad_segs=1) for p in polygons if p.area > fine * fine]
    joined = shapely.union_all(wider).buffer(-GAP_DEGREES, quad_segs=1)
    return joined if joined.area else shapely.union_all(polygons)


def simplified(shape: BaseGeometry) -> BaseGeometry:
    """The shape without what is finer than SIMPLIFY_SHARE of its longer side, or coarser where that leaves more than MOST_CORNERS."""
    west, south, east, north = shape.bounds
    share = SIMPLIFY_SHARE
    while shapely.get_num_coordinates(plain := shape.simplify(share * max(east - west, north - south))) > MOST_CORNERS and share < 0.1:
        share *= 1.4
    return plain


def part(whole: BaseGeometry, bearings: Sequence[float | None]) -> BaseGeometry:
    """What lies in one of these directions of a shape; None is its middle. The whole where nothing would be left."""
    named = [b for b in bearings if b is not None]
    opposite = any(abs((a - b + 180) % 360 - 180) > 90 for a in named for b in named)
    beyond = OPPOSITE_PARTS if opposite else ONE_PART
    pieces = []
    for bearing in bearings:
        piece = areas(shapely.intersection(whole, mask(whole.bounds, bearing, beyond)))
        if piece.area < LEAST_PART * whole.area and bearing is not None:
            piece = areas(shapely.intersection(whole, half_plane(whole.bounds, bearing, 0.0)))
        pieces.append(piece)
    cut = areas(shapely.union_all(pieces))
    return whole if cut.is_empty else cut


def grown(shape: BaseGeometry, by_km: float) -> BaseGeometry:
    """A shape with the land round it, simplified."""
    return simplified(shape.buffer(by_km / KM_PER_DEGREE, quad_segs=2))


def mask(bounds: tuple[float, float, float, float], bearing: float | None, beyond: float) -> BaseGeometry:
    """The part of a box in a direction: a side, a corner, or the middle."""
    if bearing is None:
        west, south, east, north = bounds
        aside, up = (east - west) * (1 - CENTRAL_SHARE) / 2, (north - south) * (1 - CENTRAL_SHARE) / 2
        return box(west + aside, south + up, east - aside, north - up)
    if bearing % 90 == 0:
        return half_plane(bounds, bearing, beyond)
    return shapely.intersection(half_plane(bounds, bearing - 45, beyond), half_plane(bounds, bearing + 45, beyond))


def half_plane(bounds: tuple[float, float, float, float], bearing: float, beyond: float) -> BaseGeometry:
    """What lies beyond a line across a box, at right angles to a direction in the box stretched to a square."""
    west, south, east, north = bounds
    lon, lat, width, height = (west + east) / 2, (south + north) / 2, (east - west) / 2, (north - south) / 2
    x, y = round(math.sin(math.radians(bearing)), 9), round(math.cos(math.radians(bearing)), 9)
    far = 3.0                                                  # in half boxes: beyond every corner
    corners = [(beyond * x - far * y, beyond * y + far * x), (beyond * x + far * y, beyond * y - far * x), (far * x + far * y, far * y - far * x),
               (far * x - far * y, far * y + far * x)]
    return Polygon([(lon + u * width, lat + v * height) for u, v in corners])


def aside(bounds: tuple[float, float, float, float], lat: float, lon: float, bearing: float, share: float) -> tuple[float, float]:
    """The (latitude, longitude) that lies this share of a box's height and width away from a point, in a direction."""
    west, south, east, north = bounds
    turn = math.radians(bearing)
    return lat + math.cos(turn) * (north - south) * share, lon + math.sin(turn) * (east - west) * share


def nearest_in(shape: BaseGeometry, lat: float, lon: float) -> tuple[float, float]:
    """The (latitude, longitude) of a point, or, where it lies outside a shape, of what of the shape is next to it."""
    point = Point(lon, lat)
    point = point if shape.intersects(point) else shapely.ops.nearest_points(shape, point)[0]
    return round(point.y, 4), round(wrapped(point.x), 4)


def lines(pieces: Iterable[Sequence[tuple[float, float]]]) -> BaseGeometry:
    """Lines of (longitude, latitude) as one shape, joined where they meet and simplified."""
    joined = shapely.line_merge(MultiLineString([piece for piece in pieces if len(piece) > 1]))
    return simplified(joined)


def stretch(line: BaseGeometry, lat: float, lon: float, reach_km: float) -> BaseGeometry:
    """The part of a line within so many kilometres of a point; the whole line when none of it is."""
    return one_line(shapely.intersection(line, sector(lat, lon, 0.0, reach_km))) or line


def strip(line: BaseGeometry, bearing: float | None, distance_km: float, slack_km: float) -> BaseGeometry:
    """What lies so many kilometres from a line in a direction, give or take the slack; on both sides of it without a direction."""
    _, south, _, north = line.bounds
    wide = max(0.1, math.cos(math.radians((south + north) / 2)))
    flat = scale(line, wide, 1.0, origin=(0, 0))                 # degrees of equal length both ways
    if bearing is None:
        band = flat.buffer((distance_km + slack_km) / KM_PER_DEGREE, quad_segs=2)
    else:
        turn, degrees = math.radians(bearing), distance_km / KM_PER_DEGREE
        band = translate(flat, math.sin(turn) * degrees, math.cos(turn) * degrees).buffer(slack_km / KM_PER_DEGREE, quad_segs=2)
    return scale(band, 1 / wide, 1.0, origin=(0, 0))


def side(line: BaseGeometry, bounds: tuple[float, float, float, float], bearing: float) -> BaseGeometry | None:
    """The part of a line in a direction of a box, None when there is none."""
    return one_line(shapely.intersection(line, mask(bounds, bearing, OPPOSITE_PARTS)))


def shared_edge(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry | None:
    """Where the outlines of two neighbours run along each other, as a line; None when they do not."""
    return one_line(shapely.intersection(one.boundary, other.buffer(2 * GAP_DEGREES)))


def one_line(shape: BaseGeometry) -> BaseGeometry | None:
    """The lines of a shape as one, joined where they meet; None when it has none."""
    pieces = [p for p in parts(shape) if isinstance(p, LineString)]
    if not pieces:
        return None
    return shapely.line_merge(MultiLineString(pieces)) if len(pieces) > 1 else pieces[0]


def middle(shape: BaseGeometry) -> tuple[float, float]:
    """The (latitude, longitude) that stands for a shape: its centroid, or where that lies outside the point of it next to the centroid."""
    centroid = shape.centroid
    if not shape.intersects(centroid):
        centroid = shape.representative_point() if shape.area else shape.interpolate(shape.project(centroid))
    return round(centroid.y, 4), round(wrapped(centroid.x), 4)


def reach_km(shape: BaseGeometry, lat: float, lon: float) -> float:
    """The distance from a point to the furthest corner of a shape."""
    return max((km(lat, lon, y, x) for x, y in shapely.get_coordinates(shape)), default=0.0)


def parts(shape: BaseGeometry) -> list[BaseGeometry]:
    """The single shapes of a collection, in its order, empty ones left out."""
    return [p for p in getattr(shape, "geoms", [shape]) if not p.is_empty]


def areas(shape: BaseGeometry) -> BaseGeometry:
    """A shape without the points and lines that cutting left over."""
    return shapely.union_all([p for p in parts(shape) if p.area])


def geojson(shape: BaseGeometry) -> dict:
    """The shape as a GeoJSON geometry: cut at the antimeridian, rounded to what its size deserves, rings the right way round."""
    west, south, east, north = shape.bounds
    digits = next(decimals for size, decimals in DECIMALS if max(east - west, north - south) < size)
    shape = at_home(shape)
    for decimals in (digits, MOST_DECIMALS):
        snapped = shapely.set_precision(shape, 10.0 ** -decimals)
        if not snapped.is_empty:
            break
    shape = snapped if not snapped.is_empty else shape.representative_point()   # a sliver of nothing
    if not isinstance(shape, Point):
        shape = shapely.orient_polygons(shape)
    made = shapely.geometry.mapping(shape)
    return {"type": made["type"], "coordinates": rounded(made["coordinates"], decimals)}


def at_home(shape: BaseGeometry) -> BaseGeometry:
    """The shape within longitudes -180 to 180, in pieces where it crosses the antimeridian."""
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    pieces = [translate(shapely.intersection(shape, box(-180 + turn, -90, 180 + turn, 90)), -turn) for turn in (-360, 0, 360)]
    return shapely.union_all([p for piece in pieces for p in parts(piece) if p.area or (p.length and not shape.area)])


def rounded(coordinates, digits: int) -> list:
    """Nested coordinates as lists of rounded numbers."""
    if isinstance(coordinates[0], (int, float)):
        return [round(float(value), digits) + 0.0 for value in coordinates]       # + 0.0: no "-0.0"
    return [rounded(inner, digits) for inner in coordinates]
