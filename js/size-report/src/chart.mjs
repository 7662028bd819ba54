/**
 * Sizes over releases: one drawing for the wasm, one for the glue, a line for each tier.
 * Limits: three tiers have colours of their own; a fourth shares that of the first.
 */
import { byId, element, grouped, shape } from './text.mjs';

/** Of a drawing, in its own units. */
const [width, height, left, right, top, bottom] = [460, 240, 58, 66, 14, 30];
const [seriesColours, labelDistance, tickCount] = [3, 14, 4];

/** @typedef {import('./data.mjs').Release} Release */
/** @typedef {{ name: string, releases: Release[] }} Series */

/** @param {import('./data.mjs').Tier[]} tiers @param {string} version of this build */
export const drawHistory = (tiers, version) => {
  const series = tiers.map((tier) => ({ name: tier.name, releases: [...(tier.releases ?? []), thisBuild(tier, version)] }));
  const released = tiers.some((tier) => tier.releases?.length);
  byId('history-note').textContent = released
    ? 'Brotli bytes by version; the last point is this build. Hollow: a release that was taken back.'
    : 'Brotli bytes. No index of releases was at hand, so the one point is this build.';
  byId('charts').replaceChildren(chart('wasm', series, (release) => release.wasm), chart('glue', series, (release) => release.glue));
};

/** @param {import('./data.mjs').Tier} tier @param {string} version @returns {Release} */
const thisBuild = (tier, version) =>
  ({ version: `${version}, this build`, wasm: tier.wasm.brotli, glue: tier.glue.brotli, yanked: false, unreleased: true });

/** @param {string} title @param {Series[]} series @param {(release: Release) => number} bytesOf */
const chart = (title, series, bytesOf) => {
  const versions = versionsOf(series);
  const highest = Math.max(...series.flatMap(({ releases }) => releases.map(bytesOf)));
  const step = niceStep(highest / tickCount);
  const ceiling = Math.ceil(highest / step) * step;
  const x = (/** @type {string} */ version) => {
    const index = versions.indexOf(version);
    return left + (versions.length === 1 ? 0.5 : index / (versions.length - 1)) * (width - left - right);
  };
  const y = (/** @type {number} */ bytes) => height - bottom - (bytes / ceiling) * (height - top - bottom);
  const drawing = shape('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': sentence(title, series, bytesOf) }, [
    ...grid(step, ceiling, y),
    ...versionLabels(versions, x),
    ...series.flatMap((one, index) => line(one, index, bytesOf, x, y)),
    ...nameLabels(series, bytesOf, y),
  ]);
  return element('figure', {}, [element('h3', {}, [`${title}, brotli bytes`]), drawing]);
};

/** Versions of all tiers in their order; this build is the last. @param {Series[]} series */
const versionsOf = (series) => {
  const found = new Map(series.flatMap(({ releases }) => releases.map((release) => [release.version, release])));
  const rank = (/** @type {Release} */ one, /** @type {Release} */ other) =>
    Number(one.unreleased ?? false) - Number(other.unreleased ?? false) || one.version.localeCompare(other.version, 'en', { numeric: true });
  return [...found.values()].sort(rank).map((release) => release.version);
};

/** 1, 2 or 5 times a power of ten. @param {number} rough */
const niceStep = (rough) => {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
};

/** @param {number} step @param {number} ceiling @param {(bytes: number) => number} y */
const grid = (step, ceiling, y) => Array.from({ length: Math.round(ceiling / step) + 1 }, (_, index) => index * step).flatMap((bytes) => [
  shape('line', { class: 'grid', x1: left, x2: width - right, y1: y(bytes), y2: y(bytes) }),
  shape('text', { x: left - 6, y: y(bytes) + 4, 'text-anchor': 'end' }, [grouped(bytes)]),
]);

/** As many as there is room for, the last always. @param {string[]} versions @param {(version: string) => number} x */
const versionLabels = (versions, x) => {
  const every = Math.ceil(versions.length / 6);
  const shown = versions.filter((_, index) => (versions.length - 1 - index) % every === 0);
  return shown.map((version) => shape('text', { x: x(version), y: height - 8, 'text-anchor': 'middle' }, [version.replace(/^.*, /, '')]));
};

/**
 * @param {Series} series @param {number} index @param {(release: Release) => number} bytesOf
 * @param {(version: string) => number} x @param {(bytes: number) => number} y
 */
const line = ({ name, releases }, index, bytesOf, x, y) => {
  const colour = `series-${index % seriesColours}`;
  const points = releases.map((release) => ({ release, at: [x(release.version), y(bytesOf(release))] }));
  const circles = points.map(({ release, at: [cx, cy] }) => shape('circle', { class: `${colour}${release.yanked ? ' yanked' : ''}`, cx, cy, r: 4 }, [
    shape('title', {}, [`${name} ${release.version}: ${grouped(bytesOf(release))} bytes${release.yanked ? ', taken back' : ''}`]),
  ]));
  return [shape('polyline', { class: colour, points: points.map(({ at }) => at.join(',')).join(' '), style: 'fill: none' }), ...circles];
};

/** The tiers' names at the ends of their lines, none over another. @param {Series[]} series @param {(release: Release) => number} bytesOf @param {(bytes: number) => number} y */
const nameLabels = (series, bytesOf, y) => {
  const ends = series.map(({ name, releases }, index) => ({ name, index, y: y(bytesOf(releases[releases.length - 1])) + 4 }));
  ends.sort((one, other) => one.y - other.y);
  let highest = top;
  return ends.map((end) => {
    const place = Math.max(end.y, highest);
    highest = place + labelDistance;
    return shape('text', { class: `series-${end.index % seriesColours}`, x: width - right + 10, y: place }, [end.name]);
  });
};

/** @param {string} title @param {Series[]} series @param {(release: Release) => number} bytesOf */
const sentence = (title, series, bytesOf) => `${title}, brotli bytes. ${series.map(({ name, releases }) =>
  `${name}: ${releases.map((release) => `${release.version} ${grouped(bytesOf(release))}`).join(', ')}`).join('. ')}`;
