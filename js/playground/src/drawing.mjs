/**
 * Lines of GeoJSON as one SVG drawing: parsed, scaled to a view box of 1000 units with y upwards, and labelled.
 * Limits: no map below and no projection; x and y only, up to 1e300; at most 200 000 points are drawn; collections nest to 32.
 */

const [pointsMax, layersMax, depthMax, numberMax, textMax] = [200_000, 500, 32, 1e300, 50_000];

/** Of the drawing, in its own units. Coordinates are scaled here: SVG implementations use 32-bit floats. */
const [box, margin, sideMin, colours] = [1000, 50, 100, 6];

/** @typedef {[number, number]} Position */
/** @typedef {{ kind: 'area' | 'line' | 'point', rings: Position[][] }} Part drawn as one path */
/** @typedef {{ type: string, points: number, parts: Part[] }} Layer what one line holds */

/** Thrown where a line is no GeoJSON. */
class NotGeoJson extends Error {}

const check = (/** @type {boolean} */ isRight) => {
  if (!isRight) throw new NotGeoJson();
};

/** @template T @param {any} value @param {(item: any) => T} read @returns {T[]} */
const list = (value, read) => {
  check(Array.isArray(value));
  return value.map((/** @type {any} */ item) => read(item));
};

/** @param {any} value @returns {Position} */
const position = (value) => {
  check(Array.isArray(value) && value.length >= 2 && value.every((/** @type {any} */ number) => typeof number === 'number'));
  check(Math.abs(value[0]) <= numberMax && Math.abs(value[1]) <= numberMax);
  return [value[0], value[1]];
};

const path = (/** @type {any} */ value) => list(value, position);
const paths = (/** @type {any} */ value) => list(value, path);

/** An empty point, which RFC 7946 leaves open, is what Shapely writes for one. */
const point = (/** @type {any} */ value) => (Array.isArray(value) && !value.length ? [] : [position(value)]);

/** How the coordinates of each type become parts. Points and lines share a path; overlapping polygons must not. @type {Record<string, (coordinates: any) => Part[]>} */
const shapes = {
  Point: (value) => [{ kind: 'point', rings: [point(value)] }],
  MultiPoint: (value) => [{ kind: 'point', rings: path(value).map((one) => [one]) }],
  LineString: (value) => [{ kind: 'line', rings: [path(value)] }],
  MultiLineString: (value) => [{ kind: 'line', rings: paths(value) }],
  Polygon: (value) => [{ kind: 'area', rings: paths(value) }],
  MultiPolygon: (value) => list(value, paths).map((rings) => ({ kind: 'area', rings })),
};

/** @param {any} value @param {number} depth @returns {Part[]} */
const geometry = (value, depth) => {
  check(typeof value === 'object' && value !== null && depth < depthMax);
  if (value.type === 'GeometryCollection') return list(value.geometries, (one) => geometry(one, depth + 1)).flat();
  check(Object.hasOwn(shapes, value.type));
  return shapes[value.type](value.coordinates);
};

/** @param {any} value @returns {Part[]} */
const feature = (value) => {
  check(value?.type === 'Feature' && value.geometry !== undefined);
  return value.geometry === null ? [] : geometry(value.geometry, 0);
};

/** @param {any} value @returns {Part[]} */
const anything = (value) => {
  if (value?.type === 'FeatureCollection') return list(value.features, feature).flat();
  return value?.type === 'Feature' ? feature(value) : geometry(value, 0);
};

const countOf = (/** @type {Part[]} */ parts) => parts.reduce((sum, { rings }) => rings.reduce((count, ring) => count + ring.length, sum), 0);

/**
 * What a line holds, if it is GeoJSON with at least one point.
 * @param {string} line
 * @returns {Layer | null}
 */
export const readGeoJson = (line) => {
  try {
    const value = JSON.parse(line);
    const parts = anything(value);
    const points = countOf(parts);
    return points ? { type: value.type, points, parts } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotGeoJson) return null;
    throw error;
  }
};

/** Smallest and largest x and y. @param {Part[]} parts */
const extentOf = (parts) => {
  const [low, high] = [[Infinity, Infinity], [-Infinity, -Infinity]];
  for (const { rings } of parts) for (const ring of rings) for (const place of ring) {
    for (const axis of [0, 1]) {
      low[axis] = Math.min(low[axis], place[axis]);
      high[axis] = Math.max(high[axis], place[axis]);
    }
  }
  return { low, high };
};

const rounded = (/** @type {number} */ number) => Math.round(number * 100) / 100;

/** From coordinates to the drawing, which has the same scale on both axes; what has no extent is put in the middle. @param {Part[]} parts */
const frameOf = (parts) => {
  const { low, high } = extentOf(parts);
  const extent = [high[0] - low[0], high[1] - low[1]];
  const size = Math.max(...extent) || 1;
  const used = extent.map((length) => (length / size) * box);
  const sides = used.map((length) => Math.max(length, sideMin));
  const [left, above] = sides.map((side, axis) => margin + (side - used[axis]) / 2);
  const place = (/** @type {Position} */ [x, y]) => `${rounded(left + ((x - low[0]) / size) * box)} ${rounded(above + ((high[1] - y) / size) * box)}`;
  return { viewBox: `0 0 ${sides.map((side) => rounded(side + 2 * margin)).join(' ')}`, place };
};

/** How a path ends: a point is a line of no length, whose round ends are the dot. */
const endings = { area: 'Z', line: '', point: 'h0' };

/** @param {Part} part @param {(position: Position) => string} place */
const pathData = ({ kind, rings }, place) => rings.filter((ring) => ring.length).map((ring) => `M${ring.map(place).join('L')}${endings[kind]}`).join('');

/** @param {string} name @param {Record<string, string>} attributes @param {Node[]} [children] */
const svgElement = (name, attributes, children = []) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** @param {Layer[]} layers @param {string} label */
const drawn = (layers, label) => {
  const { viewBox, place } = frameOf(layers.flatMap(({ parts }) => parts));
  const groups = layers.map(({ parts }, index) => svgElement('g', { class: `layer-${index % colours}` },
    parts.map((part) => svgElement('path', { class: part.kind, 'fill-rule': 'evenodd', 'vector-effect': 'non-scaling-stroke', d: pathData(part, place) }))));
  return svgElement('svg', { viewBox, role: 'img', 'aria-label': label }, groups);
};

const plural = (/** @type {number} */ count, /** @type {string} */ what) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** @param {Layer[]} layers */
const summaryOf = (layers) => {
  const sum = layers.reduce((total, { points }) => total + points, 0);
  const inWords = layers.length > 4
    ? `${layers.length} geometries, ${plural(sum, 'point')}`
    : layers.map(({ type, points }) => `${type}, ${plural(points, 'point')}`).join('; ');
  const shown = countOf(layers.flatMap(({ parts }) => parts));
  return shown < sum ? `${inWords}; drawn: ${shown}, more are too many` : inWords;
};

const shortened = (/** @type {string} */ text) => (text.length > textMax ? `${text.slice(0, textMax)}… ${text.length - textMax} characters more\n` : text);

/**
 * A drawing that takes layers one after the other; `draw` shows what it has, so that many layers cost one drawing.
 * The lines themselves stay below it, folded.
 */
export const makeDrawing = () => {
  const [summary, source] = [document.createElement('summary'), document.createElement('div')];
  const [details, element] = [document.createElement('details'), document.createElement('figure')];
  details.append(summary, source);
  /** @type {Layer[]} */
  const layers = [];
  let [room, text] = [pointsMax, ''];
  return {
    element,
    isFull: () => layers.length >= layersMax,
    add: (/** @type {Layer} */ layer, /** @type {string} */ line) => {
      const fits = layer.points <= room;
      room -= fits ? layer.points : 0;
      layers.push(fits ? layer : { ...layer, parts: [] });
      text += shortened(line);
    },
    draw: () => {
      summary.textContent = summaryOf(layers);
      source.textContent = shortened(text);
      element.replaceChildren(...(room < pointsMax ? [drawn(layers, `Drawing: ${summary.textContent}`)] : []), details);
    },
  };
};
