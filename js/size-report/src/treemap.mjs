/**
 * The treemap: the children of one node as buttons, with what is in them as a preview.
 * Limits: cells below one pixel are not drawn; the tables and a closer look have them.
 */
import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import { byId, element, grouped, percent, shortName } from './text.mjs';

/** @typedef {import('d3-hierarchy').HierarchyRectangularNode<import('./data.mjs').Node>} Cell */
/** @typedef {import('d3-hierarchy').HierarchyNode<import('./data.mjs').Node>} Place */

/** In pixels: the line of a label, and the sizes from which on a cell has one, is drawn at all, or is drawn in a preview. */
const [titleHeight, labelWidth, labelHeight, drawnMin, previewMin] = [20, 46, 17, 1, 3];

/** In square pixels: a cell of a preview that is larger shows what is in it. */
const openedMin = 7000;

/** Steps of the keyboard: how far right and down. */
const arrows = new Map([['ArrowLeft', [-1, 0]], ['ArrowRight', [1, 0]], ['ArrowUp', [0, -1]], ['ArrowDown', [0, 1]]]);

/** @param {import('./data.mjs').Node} tree @returns {Place} summed, the largest first */
export const placesOf = (tree) => hierarchy(tree, (node) => node.children)
  .sum((node) => node.bytes ?? 0)
  .sort((one, other) => (other.value ?? 0) - (one.value ?? 0) || (one.data.name < other.data.name ? -1 : 1));

/** @param {Place} place @returns {string} its title with those above it, without the tier's */
export const fullName = (place) => place.ancestors().reverse().slice(1).map((step) => step.data.title).join(' › ');

/** Shows trees of one tier after the other. */
export class Treemap {
  /** @param {(module: string) => string} tintOf the CSS colour of a module */
  constructor(tintOf) {
    this.tintOf = tintOf;
    this.map = byId('map');
    this.map.addEventListener('keydown', (event) => this.onKey(event));
    this.map.addEventListener('mouseleave', () => this.tell(this.here));
    new ResizeObserver(() => this.here && this.draw()).observe(this.map);
  }

  /** @param {Place} root */
  open(root) {
    this.root = root;
    this.go(root);
  }

  /** @param {Place} place @param {Place} [focused] what has the focus afterwards, by default nothing new */
  go(place, focused) {
    this.here = place;
    this.draw();
    this.drawPath();
    this.tell(place);
    const target = focused && this.buttons().find((button) => this.cells.get(button)?.data === focused.data);
    if (focused) (target ?? this.buttons()[0])?.focus();
  }

  buttons() {
    return /** @type {HTMLButtonElement[]} */ ([...this.map.children]);
  }

  draw() {
    const here = /** @type {Place} */ (this.here);
    const { clientWidth: width, clientHeight: height } = this.map;
    // a copy, since the layout wants the node that is shown as its root
    const top = layout(here.copy(), width, height);
    /** @type {Map<Element, Cell>} */
    this.cells = new Map();
    this.places = new Map(here.children?.map((child) => [child.data, child]));
    this.map.replaceChildren(...(top.children ?? []).filter((cell) => isDrawn(cell)).map((cell) => this.button(cell)));
    this.buttons()[0]?.setAttribute('tabindex', '0');
  }

  /** @param {Cell} cell */
  button(cell) {
    const module = this.moduleOf(/** @type {Place} */ (this.places?.get(cell.data)));
    const made = element('button', { type: 'button', tabIndex: -1, className: classOf(cell), 'aria-label': this.sentence(cell) });
    made.style.setProperty('--tint', this.tintOf(module));
    place(made, cell, 0, 0);
    if (isLabelled(cell)) made.append(label(cell, true));
    made.append(...(cell.children ?? []).flatMap(frontier).map((inner) => preview(inner, cell)));
    const origin = /** @type {Place} */ (this.places?.get(cell.data));
    made.addEventListener('click', () => origin.children && this.go(origin, origin.children[0]));
    for (const event of ['mouseenter', 'focus']) made.addEventListener(event, () => this.tell(origin));
    this.cells?.set(made, cell);
    return made;
  }

  /** @param {Place} node @returns {string} */
  moduleOf(node) {
    const steps = node.ancestors();
    return steps[steps.length - 2]?.data.name ?? '';
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const from = /** @type {HTMLElement} */ (document.activeElement);
    const arrow = arrows.get(event.key);
    if (arrow) {
      event.preventDefault();
      this.move(from, arrow);
    } else if ((event.key === 'Escape' || event.key === 'Backspace') && this.here?.parent) {
      event.preventDefault();
      this.go(this.here.parent, this.here);
    }
  }

  /** To the nearest cell in a direction; steps aside count double. @param {HTMLElement} from @param {number[]} arrow */
  move(from, [right, down]) {
    const start = middle(from);
    /** @type {[number, HTMLElement][]} */
    const ahead = [];
    for (const button of this.buttons()) {
      const [x, y] = [middle(button).x - start.x, middle(button).y - start.y];
      const forward = x * right + y * down;
      if (button !== from && forward > 1) ahead.push([forward + 2 * Math.abs(x * down) + 2 * Math.abs(y * right), button]);
    }
    ahead.sort((one, other) => one[0] - other[0])[0]?.[1].focus();
  }

  drawPath() {
    const here = /** @type {Place} */ (this.here);
    const steps = here.ancestors().reverse().map((step) => (step === here
      ? element('span', { 'aria-current': 'true' }, [step.data.title])
      : element('button', { type: 'button', onclick: () => this.go(step) }, [step.data.title])));
    const separated = steps.flatMap((step, index) => (index ? [element('span', { 'aria-hidden': 'true' }, ['›']), step] : [step]));
    byId('path').replaceChildren(...separated, element('span', { className: 'bytes' }, [`${grouped(here.value ?? 0)} bytes`]));
  }

  /** @param {Place | undefined} node */
  tell(node) {
    if (!node) return;
    byId('detail').replaceChildren(element('b', {}, [fullName(node) || node.data.title]), ` ${this.numbers(node)}`);
  }

  /** @param {{ value?: number, data: import('./data.mjs').Node }} node */
  numbers(node) {
    const bytes = node.value ?? 0;
    const whole = `${percent(bytes, this.root?.value ?? 0)} of the wasm`;
    const here = this.here !== this.root && this.here?.data !== node.data ? `, ${percent(bytes, this.here?.value ?? 0)} of what is shown` : '';
    return `${grouped(bytes)} bytes${node.data.kind ? ` of ${node.data.kind}` : ''}, ${whole}${here}`;
  }

  /** @param {Cell} cell */
  sentence(cell) {
    return `${cell.data.title}: ${this.numbers(cell)}`;
  }
}

/** @param {Place} root @param {number} width @param {number} height @returns {Cell} */
const layout = (root, width, height) => treemap()
  .size([width, height])
  .tile(treemapSquarify.ratio(1.3))
  .paddingTop((/** @type {any} */ cell) => (cell.depth === 1 && isLabelled(cell) ? titleHeight : 0))(/** @type {any} */ (root));

/** @param {Cell} cell @param {number} [least] */
const isDrawn = (cell, least = drawnMin) => cell.x1 - cell.x0 >= least && cell.y1 - cell.y0 >= least;

/** What a preview draws of a cell: the cell, or where there is room what is in it. @param {Cell} cell @returns {Cell[]} */
const frontier = (cell) => {
  if (!isDrawn(cell, previewMin)) return [];
  const isOpened = cell.children && (cell.x1 - cell.x0) * (cell.y1 - cell.y0) > openedMin;
  return isOpened ? (cell.children ?? []).flatMap(frontier) : [cell];
};

/** @param {Cell} cell */
const isLabelled = (cell) => cell.x1 - cell.x0 >= labelWidth && cell.y1 - cell.y0 >= labelHeight;

/** @param {Cell} cell */
const classOf = (cell) => [cell.data.kind === 'data' ? 'data' : '', cell.children ? '' : 'leaf'].join(' ').trim();

/** @param {Cell} inner @param {Cell} outer */
const preview = (inner, outer) => {
  const made = element('i', { className: classOf(inner) }, isLabelled(inner) ? [label(inner, false)] : []);
  place(made, inner, outer.x0, outer.y0);
  return made;
};

/** @param {Cell} cell @param {boolean} withBytes */
const label = (cell, withBytes) => element('span', { className: 'label' }, withBytes
  ? [shortName(cell.data.title), ' ', element('small', {}, [grouped(cell.value ?? 0)])]
  : [shortName(cell.data.title)]);

/** @param {HTMLElement} box @param {Cell} cell @param {number} left @param {number} top */
const place = (box, cell, left, top) => Object.assign(box.style, {
  left: `${cell.x0 - left}px`, top: `${cell.y0 - top}px`, width: `${cell.x1 - cell.x0}px`, height: `${cell.y1 - cell.y0}px`,
});

/** @param {HTMLElement} box */
const middle = (box) => ({ x: box.offsetLeft + box.offsetWidth / 2, y: box.offsetTop + box.offsetHeight / 2 });
