// Which flow lies under the pointer: the curves as they are drawn, not their chords.

const STEPS = 18;

/** The control points of a path "Mx,yCx,y,x,y,x,y…" of curves: eight numbers a curve. */
export function parsePath(path) {
  const numbers = path.match(/-?\d+(?:\.\d+)?/g) ?? [];
  return Float64Array.from(numbers, Number);
}

/** All flows of a figure with their curves: {ids, ends, points}, points eight numbers a flow. */
export function curvesOf(figure) {
  const groups = figure.meta.flows.map((group) => ({
    ...group,
    points: parsePath(figure.layout.shapes[group.shape].path),
  }));
  const ids = groups.flatMap((group) => group.ids);
  const points = new Float64Array(8 * ids.length);
  let at = 0;
  for (const group of groups) {
    points.set(group.points, at);
    at += group.points.length;
  }
  const classes = groups.flatMap((group) => group.ids.map(() => group));
  return { ids, ends: groups.flatMap((group) => group.ends), points, classes };
}

/** The path of one curve, for drawing it again. */
export function pathOf(points, index) {
  const p = points.subarray(8 * index, 8 * index + 8);
  return `M${p[0]},${p[1]}C${p[2]},${p[3]},${p[4]},${p[5]},${p[6]},${p[7]}`;
}

/**
 * The index of the curve nearest to (x, y) within `reach` px, or -1.
 * x and y in data units; `sx` and `sy` are px per data unit.
 */
export function nearest({ points }, x, y, sx, sy, reach) {
  let best = reach * reach;
  let found = -1;
  const rx = reach / sx;
  const ry = reach / sy;
  for (let i = 0, n = points.length; i < n; i += 8) {
    const lowX = Math.min(points[i], points[i + 2], points[i + 4], points[i + 6]);
    const highX = Math.max(points[i], points[i + 2], points[i + 4], points[i + 6]);
    if (x < lowX - rx || x > highX + rx) continue;
    const lowY = Math.min(points[i + 1], points[i + 3], points[i + 5], points[i + 7]);
    const highY = Math.max(points[i + 1], points[i + 3], points[i + 5], points[i + 7]);
    if (y < lowY - ry || y > highY + ry) continue;
    const distance = squared(points, i, x, y, sx, sy);
    if (distance < best) {
      best = distance;
      found = i / 8;
    }
  }
  return found;
}

/** Squared distance in px from a point to one curve, walked in STEPS segments. */
function squared(p, i, x, y, sx, sy) {
  let best = Infinity;
  let ax = (p[i] - x) * sx;
  let ay = (p[i + 1] - y) * sy;
  for (let step = 1; step <= STEPS; step += 1) {
    const t = step / STEPS;
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    const bx = (a * p[i] + b * p[i + 2] + c * p[i + 4] + d * p[i + 6] - x) * sx;
    const by = (a * p[i + 1] + b * p[i + 3] + c * p[i + 5] + d * p[i + 7] - y) * sy;
    const [dx, dy] = [bx - ax, by - ay];
    const along = dx || dy ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy))) : 0;
    best = Math.min(best, (ax + along * dx) ** 2 + (ay + along * dy) ** 2);
    ax = bx;
    ay = by;
  }
  return best;
}
