// Random steps: what a person and a server do to a page of the world.

import { byId } from './draw.mjs';
import { message } from './messages.mjs';

const FILLED = ['', 'hello', '5', '12', 'x', 'a"b', 'two\nlines', ' sp ', 'a@b.c', 'nope', '2026-03-04', '10:15', 'é 👩', '#123456', '<b>'];
const CODES = [1000, 1001, 1005, 1006, 1006, 1006, 1011, 1012, 1013, 1014, 1002, 3000, 4000, 1015];
const EVENTS = ['roll', 'roll', 'ping', 'click', 'submit', 'change', 'input', 'keyup', 'save', 'reset', 'focus', 'load', 'htmx:load'];

/** Something that a person does. */
function act(draw, world) {
  const any = kinds => byId(draw.one(kinds.flatMap(kind => world[kind] || []).concat(draw.chance(0.1) ? ['panel'] : [])) ?? 'live');
  const on = () => any(['form', 'field', 'button', 'area', 'select', 'box', 'form', 'button', 'area']);
  const has = kind => (world[kind]?.length ? 1 : 0);
  const wait = step => (draw.chance(0.06) ? { ...step, wait: draw.one([0, 5, 100, 200]) } : step);
  return wait(draw.of(
    [4 * has('form'), () => ({ submit: any(['form']), ...(has('button') && draw.chance(0.35) ? { by: any(['button']) } : {}) })],
    [4 * has('button'), () => ({ click: any(['button']) })],
    [2, () => ({ click: on() })],
    [2.5 * has('field'), () => ({ fill: any(['field']), value: draw.one(FILLED) })],
    [1.5 * has('box'), () => ({ check: any(['box']), ...(draw.chance(0.4) ? { on: draw.chance(0.5) } : {}) })],
    [1.5 * has('select'), () => ({ select: any(['select']), values: draw.some(['a', 'b', 'c', '', 'x', 'x y'], 0, 3) })],
    [1.2 * has('field'), () => ({ enter: any(['field']) })],
    [1.5, () => ({ change: on() })],
    [2.5, () => ({ event: draw.one(EVENTS), on: draw.chance(0.15) ? draw.one(['body', '#panel', 'p', '#live', '#lone']) : on() })],
  ));
}

function close(draw) {
  return draw.of([4, () => ({ drop: draw.one(CODES) })], [4, { fire: true }], [3, { open: true }]);
}

/** Messages to an odd socket now and then. */
const placed = (draw, step) => (draw.chance(0.12) ? { ...step, socket: draw.int(0, 2) } : step);

/** Three to eight steps, in the shares that `weights` gives. */
export function steps(draw, world, weights) {
  const received = () => {
    const text = message(draw, world);
    world.markup += text;
    return draw.chance(0.02) ? { recvHex: Buffer.from(text).toString('hex') } : { recv: text };
  };
  return draw.many(3, 8, () => draw.of(
    [weights.recv, () => placed(draw, received())], [weights.act, () => act(draw, world)], [weights.close, () => placed(draw, close(draw))],
  ));
}
