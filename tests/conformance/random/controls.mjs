// Random controls and forms. `world` remembers what there is to act on, for the steps.

import { attribute, element } from './draw.mjs';

const NAMES = ['a', 'b', 'c', 'msg', 'tag', 'tag', 'x', 'q', 'city'];
const ODD_NAMES = ['', '10', '2', '-1', '01', 'HEADERS', 'headers', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'set', 'get',
  'has', 'keys', 'length', 'a.b', 'user[name]', 'user[tags][]', 'ключ', 'with space', 'name', 'id', '_charset_', 'isindex', 'value'];
const VALUES = ['', '1', '5', 'hello', 'A b', 'a"b', '<i>&amp;', 'é 👩', ' padded ', '007', 'true', 'null', '[1]', 'a,b'];
const TYPES = {
  text: VALUES, hidden: VALUES, password: VALUES, search: VALUES, tel: ['+1 2', ''],
  number: ['3', '3.5', 'x', '1e3', '', '-0'], range: ['4', '', '400', 'x', '4.4'],
  date: ['2026-01-02', '2026-13-01', ''], time: ['10:30', '25:00', '10:30:05.5'], month: ['2026-05', 'x'], week: ['2026-W07', '2026-W60'],
  'datetime-local': ['2026-01-02T10:30', '2026-01-02 10:30', 'x'], color: ['#FF8800', 'red', ''], email: ['a@b.c', 'nope', ' a@b.c ', 'a@b.c, d@e.f'],
  url: ['http://x.test/', 'nope', ' http://y.test '], Text: VALUES, bogus: VALUES,
};

export const name = draw => draw.of([5, () => draw.one(NAMES)], [1, () => draw.one(ODD_NAMES)]);
export const value = draw => draw.one(VALUES);

/** A new id, which the world knows under `kind`. */
export function fresh(draw, world, kind) {
  const id = `${kind}${++world.count}`;
  (world[kind] ||= []).push(id);
  return id;
}

const flags = (draw, ...pairs) => pairs.map(([probability, flag]) => draw.maybe(probability, () => ` ${flag}`)).join('');

/** `form=` of another form, seldom. */
const owner = (draw, world) => draw.maybe(0.1, () => attribute('form', draw.one([...(world.form || ['nowhere']), 'nowhere', ''])));

/** `name`, seldom none. */
const named = draw => draw.maybe(0.93, () => attribute('name', name(draw)));

const limits = draw => draw.maybe(0.35, () => draw.of(
  [2, ' required'], [1, ' pattern="[0-9]+"'], [1, ' min="3"'], [1, ' max="4"'], [1, ' minlength="3"'], [1, ' maxlength="2"'],
  [1, ' step="2"'], [1, ' step="any"'], [1, ' readonly'], [1, ' min="3" max="9" step="2"'], [1, ' required readonly'], [0.5, ' pattern="["'], [0.5, ' multiple'],
));

function input(draw, world, extra) {
  const type = draw.one(Object.keys(TYPES));
  const id = fresh(draw, world, 'field');
  return element('input', `${draw.maybe(0.9, () => attribute('type', type))}${attribute('id', id)}${named(draw)}`
    + `${draw.maybe(0.85, () => attribute('value', draw.one(TYPES[type])))}${limits(draw)}${flags(draw, [0.07, 'disabled'])}${owner(draw, world)}${extra}`);
}

function box(draw, world, extra) {
  const type = draw.one(['checkbox', 'checkbox', 'radio']);
  return element('input', `${attribute('type', type)}${attribute('id', fresh(draw, world, 'box'))}${named(draw)}`
    + `${draw.maybe(0.8, () => attribute('value', value(draw)))}${flags(draw, [0.4, 'checked'], [0.07, 'disabled'], [0.1, 'required'])}${owner(draw, world)}${extra}`);
}

function option(draw) {
  return element('option', `${draw.maybe(0.6, () => attribute('value', draw.one(['a', 'b', 'c', '', 'x y'])))}`
    + `${flags(draw, [0.25, 'selected'], [0.1, 'disabled'])}${draw.maybe(0.05, ' label="L"')}`, draw.one(['a', 'b', ' c  d ', 'x', '']));
}

function select(draw, world, extra) {
  const options = draw.many(0, 4, () => draw.of(
    [6, () => option(draw)],
    [1, () => element('optgroup', `${attribute('label', 'g')}${draw.maybe(0.3, ' disabled')}`, draw.many(1, 2, () => option(draw)).join(''))],
  )).join('');
  return element('select', `${attribute('id', fresh(draw, world, 'select'))}${named(draw)}`
    + `${flags(draw, [0.4, 'multiple'], [0.07, 'disabled'], [0.1, 'required'])}${draw.maybe(0.1, ' size="3"')}${owner(draw, world)}${extra}`, options);
}

function textarea(draw, world, extra) {
  return element('textarea', `${attribute('id', fresh(draw, world, 'field'))}${named(draw)}${limits(draw)}${owner(draw, world)}${extra}`,
    draw.one(['', 'text', '\nnewline', 'two\nlines', ' spaces ', '&lt;b&gt;']));
}

function button(draw, world, extra) {
  const type = draw.of([4, ''], [2, ' type="submit"'], [1, ' type="button"'], [1, ' type="reset"'], [0.5, ' type="bogus"']);
  const own = `${attribute('id', fresh(draw, world, 'button'))}${draw.maybe(0.7, () => attribute('name', name(draw)))}`
    + `${draw.maybe(0.7, () => attribute('value', value(draw)))}${flags(draw, [0.07, 'disabled'], [0.07, 'formnovalidate'])}${owner(draw, world)}${extra}`;
  return draw.of(
    [4, () => element('button', `${type}${own}`, draw.one(['Go', '<b>Go</b>', '']))],
    [1, () => element('input', `${attribute('type', draw.one(['submit', 'button', 'reset', 'image']))}${own}`)],
  );
}

/** A control of any kind; `extra` is more attributes. */
export function control(draw, world, extra = '') {
  return draw.of(
    [6, () => input(draw, world, extra)], [3, () => box(draw, world, extra)], [2, () => select(draw, world, extra)],
    [1.5, () => textarea(draw, world, extra)], [2, () => button(draw, world, extra)],
    [0.3, () => element('input', `${attribute('type', 'file')}${named(draw)}${draw.maybe(0.3, ' multiple')}${extra}`)],
    [0.3, () => element('output', `${named(draw)}${draw.maybe(0.3, ' id="out"')}`, 'o')],
    [0.2, () => element('object', named(draw))],
  );
}

/** Controls in a row, some of them in a fieldset, a label, a table or a paragraph. */
export function controls(draw, world, depth = 0) {
  return draw.many(1, 4, () => draw.of(
    [8, () => control(draw, world)],
    [depth < 2 ? 1.2 : 0, () => fieldset(draw, world, depth)],
    [depth < 2 ? 0.7 : 0, () => element('label', '', `${draw.one(['L ', ''])}${controls(draw, world, depth + 1)}`)],
    [depth < 2 ? 0.5 : 0, () => element('p', '', controls(draw, world, depth + 1))],
    [depth < 1 ? 0.3 : 0, () => element('table', '', `<tr><td>${controls(draw, world, depth + 1)}</td></tr>`)],
    [0.2, () => element('datalist', ' id="dl"', control(draw, world))],
  )).join('');
}

function fieldset(draw, world, depth) {
  const legend = draw.maybe(0.4, () => element('legend', '', controls(draw, world, depth + 1)));
  return element('fieldset', `${draw.maybe(0.4, ' disabled')}${draw.maybe(0.3, () => attribute('name', name(draw)))}`, `${legend}${controls(draw, world, depth + 1)}`);
}
