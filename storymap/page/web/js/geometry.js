// Pure geometry of the map: longitudes that run on across the 180° meridian, great circles, Mercator.
// Points are {lat, lon} in degrees; a lon may lie beyond ±180 so that what is near stays near.

const RADIANS = Math.PI / 180;
const MOST_NORTH = 85.0511287798;

// The longitude equal to lon, within half a turn of `near`.
export function nearLon(lon, near) {
  return lon + 360 * Math.round((near - lon) / 360);
}

// The west edge of the smallest arc of the globe that holds all these longitudes.
export function westOf(lons) {
  if (!lons.length) return -180;
  const sorted = lons.map((lon) => ((lon % 360) + 540) % 360 - 180).sort((a, b) => a - b);
  let widest = sorted[0] + 360 - sorted[sorted.length - 1];
  let west = sorted[0];
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap > widest + 1e-9) {
      widest = gap;
      west = sorted[i];
    }
  }
  return west;
}

// The longitudes moved by whole turns so that together they take the least room, 179, -179 → -181, -179;
// their middle lies between -180 and 180, where other layers of the map expect it.
export function unwrapped(lons) {
  const west = westOf(lons);
  const turned = lons.map((lon) => {
    const east = ((lon - west) % 360 + 360) % 360;
    return west + (east > 360 - 1e-9 ? 0 : east);
  });
  const turn = 360 * Math.round((west + Math.max(west, ...turned)) / 720);
  return turned.map((lon) => lon - turn);
}

// Great-circle distance in degrees of arc.
export function arc(a, b) {
  const [ax, ay, az] = vector(a);
  const [bx, by, bz] = vector(b);
  const cross = Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
  return Math.atan2(cross, ax * bx + ay * by + az * bz) / RADIANS;
}

// Points along the shortest way over the globe, both ends included; the first keeps its longitude.
export function greatCircle(a, b, steps) {
  const angle = arc(a, b) * RADIANS;
  const from = vector(a);
  const to = vector(b);
  const points = [{ lat: a.lat, lon: a.lon }];
  for (let i = 1; i <= steps; i++) {
    const before = points[points.length - 1].lon;
    if (i === steps) {
      points.push({ lat: b.lat, lon: nearLon(b.lon, before) });
    } else if (angle < 1e-9 || angle > Math.PI - 1e-6) {
      // No way is the shortest between a point and itself or its antipode: go straight on the map.
      const share = i / steps;
      points.push({ lat: a.lat + (b.lat - a.lat) * share, lon: a.lon + (nearLon(b.lon, a.lon) - a.lon) * share });
    } else {
      points.push(blend(from, to, angle, i / steps, before));
    }
  }
  return points;
}

function blend(from, to, angle, share, before) {
  const p = Math.sin((1 - share) * angle) / Math.sin(angle);
  const q = Math.sin(share * angle) / Math.sin(angle);
  const [x, y, z] = from.map((value, i) => p * value + q * to[i]);
  return { lat: Math.atan2(z, Math.hypot(x, y)) / RADIANS, lon: nearLon(Math.atan2(y, x) / RADIANS, before) };
}

function vector({ lat, lon }) {
  const [phi, lambda] = [lat * RADIANS, lon * RADIANS];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

// Web Mercator: the world is 0…1 from west to east and from north to south.
export function mercator(lat, lon) {
  const sine = Math.sin(Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat)) * RADIANS);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

// A curve from a to b in Mercator units [x, y, x, y, …], bowed to one side, so that the way there and the way
// back are two lines. A journey follows the great circle, unless that leads the other way round the world
// than the places lie on the map; the line of the story is only a line on the map.
export function bow(a, b, { journey = true, bend = 0.07 } = {}) {
  const steps = Math.max(16, Math.min(96, Math.round(arc(a, b) * 1.5)));
  const way = journey ? greatCircle(a, b, steps) : [];
  const isDirect = way.length > 0 && Math.abs(way[steps].lon - b.lon) < 1;
  const points = isDirect ? way.map(({ lat, lon }) => mercator(lat, lon)) : straight(mercator(a.lat, a.lon), mercator(b.lat, b.lon), steps);
  const [ax, ay] = points[0];
  const [bx, by] = points[points.length - 1];
  const [nx, ny] = [(by - ay) * bend, (ax - bx) * bend];
  return points.flatMap(([x, y], i) => {
    const lift = Math.sin((Math.PI * i) / steps);
    return [x + nx * lift, y + ny * lift];
  });
}

function straight([ax, ay], [bx, by], steps) {
  return Array.from({ length: steps + 1 }, (_, i) => [ax + ((bx - ax) * i) / steps, ay + ((by - ay) * i) / steps]);
}

// Points on the screen put into groups, so that squares of this size around the leaders do not overlap: each
// point joins the group of the nearest leader whose square meets its own.
// `items` are {x, y, …} in order of importance; the answer is a list of lists, leaders first.
export function grouped(items, size) {
  const cells = new Map();
  const groups = [];
  for (const item of items) {
    const leader = nearest(item, cells, size);
    if (leader) {
      leader.push(item);
    } else {
      const group = [item];
      groups.push(group);
      const key = cell(item, size, 0, 0);
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(group);
    }
  }
  return groups;
}

function nearest(item, cells, size) {
  let best = null;
  let least = size;
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const group of cells.get(cell(item, size, dx, dy)) ?? []) {
        const distance = Math.max(Math.abs(group[0].x - item.x), Math.abs(group[0].y - item.y));
        if (distance < least) [best, least] = [group, distance];
      }
    }
  }
  return best;
}

function cell({ x, y }, size, dx, dy) {
  return `${Math.floor(x / size) + dx}:${Math.floor(y / size) + dy}`;
}

// Whether two boxes [left, top, right, bottom] share any point.
export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
