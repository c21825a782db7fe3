// Random pages: sockets, what stands in and around them, the configuration.

import { attribute, element } from './draw.mjs';
import { controls, fresh } from './controls.mjs';
import { bystander, form, sender, sends, settings } from './senders.mjs';

export const ODD_IDS = ['user.42', 'urn:isbn:1', '42-answer', 'größe', 'with space', 'a/b', "it's", 'q"q', '__proto__', 'length', 'x#y', '-', '--', '-1', 'a\\b', '[x]', 'null', 'undefined', 'A', 'PANEL'];
const ADDRESSES = ['/ws', '/ws', '/ws', '/ws', 'ws', '../up', '?q=1', '', '.', '//push.test/ws', 'ws://push.test:9000/ws', 'wss://push.test', 'WS://push.test/Ws', 'http://push.test/x',
  'https://push.test/x', 'ws:/x', 'ws:x', 'ftp://x.test/', '/a b', '/räume/ü%20x?q=ü', '/a#frag', ' /lead', '/trail ', '/\ttab', 'connect:/x', '/x:y', 'ws://', '\\back', '/a\\b', '/%zz', 'ws://user:pw@push.test/x', 'ws://push.test:80/', 'ws://[::1]:9/', 'ws://bücher.test/', 'javascript:1', 'data:,x', '/ws?a=<b>&c="d"', 'ws://push.test:99999/', '/../../x', '//'];
const CONFIGS = {
  '1': ['{"defaultSwapStyle":"outerHTML"}', '{"defaultSwapStyle":"beforeend"}', '{"useTemplateFragments":true}', '{"useTemplateFragments":true}', '{"allowEval":false}', '{"wsReconnectDelay":"full-jitter"}', '{"wsReconnectDelay":500}', '{"wsReconnectDelay":null}', '{"attributesToSettle":["class","title"]}', '{"attributesToSettle":[]}', '{"disableSelector":".k"}', '{"wsBinaryType":"arraybuffer"}', '{"defaultSettleDelay":100}', '{"defaultSwapDelay":50}', '{"addedClass":"new"}', '{"allowScriptTags":false}', '{bad}', "{'defaultSwapStyle':'outerHTML'}", '{"triggerSpecsCache":{}}', '[]', 'null', '5', '{"ignoreTitle":true}'],
};
CONFIGS['1ext'] = CONFIGS['1'];
CONFIGS['2'] = [...CONFIGS['1'], '{"disableInheritance":true}', '{"disableInheritance":true}', '{"allowNestedOobSwaps":false}', '{"defaultSwapStyle":"textContent"}', '{"defaultSwapStyle":"none"}', '{"defaultSwapStyle":"delete"}'];
const SCRIPTS = ['htmx.config.defaultSwapStyle = "outerHTML"', 'htmx.config.wsReconnectDelay = n => 100 * n + 7', 'htmx.config.wsReconnectDelay = function (n) { return n ? 250 : 50 }', 'htmx.config.allowEval = false', 'htmx.config.wsReconnectDelay = 300', 'htmx.config.attributesToSettle = ["class"]', 'htmx.config.useTemplateFragments = true', 'htmx.config.disableInheritance = true', 'htmx.config.wsReconnectDelay = () => NaN', 'htmx.config.wsReconnectDelay = () => "80"'];

/** An `id` of an element that can be a target: mostly plain and known, seldom odd. */
function target(draw, world) {
  const id = draw.of([7, () => fresh(draw, world, draw.one(['p', 'list', 'row', 'box']))], [1, () => draw.one(ODD_IDS)], [0.3, 'panel']);
  world.targets.push(id);
  return attribute('id', id);
}

const decorated = draw => draw.maybe(0.3, () => attribute('class', draw.one(['k', 'k hot', 'note unread', 'hot', ' k ']))) + draw.maybe(0.15, () => attribute('title', draw.one(['t', 'u', ''])))
  + draw.maybe(0.07, () => attribute('style', draw.one(['color: red', 'width:1px']))) + draw.maybe(0.07, () => attribute('width', '3')) + draw.maybe(0.08, () => attribute(draw.one(['hx-preserve', 'data-hx-preserve']), draw.one(['true', null, 'false'])));

const words = draw => draw.one(['old', 'one <b>two</b>', '', 'a &amp; b', '\n  spaced\n', '<i>x</i>y', '<!-- c -->z', 'é 👩', '<br>', '&lt;p&gt;']);

/** A table with parts that are targets. */
function table(draw, world) {
  const cell = () => element(draw.one(['td', 'td', 'th']), draw.maybe(0.3, () => target(draw, world)), words(draw));
  const row = () => element('tr', draw.maybe(0.6, () => target(draw, world)), draw.many(1, 2, cell).join(''));
  return element('table', draw.maybe(0.5, () => target(draw, world)), draw.maybe(0.3, () => element('caption', target(draw, world), 'cap')) + draw.maybe(0.2, () => element('colgroup', '', element('col', target(draw, world))))
    + draw.maybe(0.3, () => element('thead', target(draw, world), row())) + element('tbody', draw.maybe(0.7, () => target(draw, world)), draw.many(0, 3, row).join('')));
}

/** Something with a target in it. */
export function block(draw, world, depth = 0) {
  const own = () => target(draw, world) + decorated(draw);
  const inner = () => (depth < 2 && draw.chance(0.35) ? draw.many(1, 2, () => block(draw, world, depth + 1)).join('') : words(draw));
  return draw.of(
    [6, () => element(draw.one(['p', 'span', 'output', 'h2', 'pre', 'code', 'b']), own(), words(draw))],
    [6, () => element(draw.one(['div', 'section', 'article', 'x-card', 'main']), own(), inner())],
    [3, () => element(draw.one(['ul', 'ol']), own(), draw.many(0, 3, () => element('li', draw.maybe(0.6, own), words(draw))).join(''))],
    [2.5, () => table(draw, world)],
    [0.7, () => element('select', own(), draw.many(1, 2, () => element('option', `${target(draw, world)}${draw.maybe(0.5, ' value="v"')}`, 'o')).join(''))],
    [0.6, () => element('svg', own(), `<g${target(draw, world)}><path d="M0 0"></path></g><circle${target(draw, world)} r="1"></circle>`)],
    [0.5, () => element('template', own(), element('p', target(draw, world), 'in'))],
    [0.6, () => element(draw.one(['img', 'hr', 'br']), own())],
    [0.3, () => element('script', `${target(draw, world)} type="text/plain"`, 'x < 1')],
    [0.3, () => element('dl', own(), `<dt${target(draw, world)}>t</dt><dd${target(draw, world)}>d</dd>`)],
    [0.3, () => element('math', own(), `<mi${target(draw, world)}>x</mi>`)],
    [0.3, () => element('video', own(), '')],
  );
}

/** The attributes of a socket element. */
export function connects(draw, world, plain = 0.8) {
  const address = draw.chance(plain) ? `/s${++world.sockets}` : (++world.sockets, draw.one(ADDRESSES));
  const core = draw.of([8, `connect:${address}`], [0.4, `connect: ${address}`], [0.4, ` connect:${address} `], [0.4, `connect:${address} send`], [0.2, `CONNECT:${address}`], [0.2, `connect:${address} connect:/second`], [0.2, `connect:${address},send`], [0.2, `send connect:${address}`], [0.2, 'connect:'], [0.1, 'connect']);
  if (world.htmx === '1') return draw.of([8, attribute('hx-ws', core)], [0.7, attribute('data-hx-ws', core)], [0.1, attribute('ws-connect', address)]);
  return draw.of([9, attribute('ws-connect', address)], [1, attribute('data-ws-connect', address)], [0.8, attribute('hx-ws', core)], [0.3, attribute('ws-connect', address) + attribute('hx-ws', core)]);
}

const extension = (draw, world) => (world.htmx === '1' && !world.libs.length ? '' : draw.of(
  [10, attribute('hx-ext', ['ws', ...world.enabled].join(draw.one([',', ', '])))], [0.2, attribute('hx-ext', 'WS')], [0.3, ''], [0.3, attribute('data-hx-ext', ['ws', ...world.enabled].join(','))], [0.3, attribute('hx-ext', [...world.enabled, 'debug', ' ws '].join(','))]));

/** What stands in a socket: blocks, senders, controls, seldom another socket. */
function inside(draw, world, weights, depth) {
  return draw.many(1, weights.size, () => draw.of(
    [weights.blocks, () => block(draw, world)], [weights.senders, () => sender(draw, world)], [weights.senders * 0.3, () => controls(draw, world, 1)],
    [weights.senders * 0.3, () => element(draw.one(['div', 'section', 'p']), `${draw.maybe(0.3, ' class="k"')}${bystander(draw, 0.1)}${settings(draw, 0.3)}`, `${sender(draw, world)}${draw.maybe(0.5, () => sender(draw, world))}`)],
    [depth < 2 ? weights.sockets : 0, () => socket(draw, world, weights, depth + 1)],
  )).join('');
}

/** A socket element. */
export function socket(draw, world, weights, depth = 0) {
  const id = depth ? fresh(draw, world, 'sock') : 'live';
  world.targets.push(id);
  const both = draw.maybe(weights.senders * 0.06, () => sends(draw, world.htmx));
  const twice = /hx-ws/.test(both) ? '' : both;
  const own = `${draw.maybe(0.95, () => attribute('id', id))}${draw.maybe(depth ? 0.4 : 1, () => extension(draw, world))}${connects(draw, world, weights.plain)}${twice}`
    + `${settings(draw, weights.senders * 0.06)}${draw.maybe(0.02, ' hx-disable')}`;
  return element(draw.of([8, 'div'], [1, 'section'], [0.5, 'form'], [0.3, 'ul'], [0.2, 'x-app']), own, inside(draw, world, weights, depth));
}

/** A page with a socket or more. */
export function page(draw, world, weights) {
  const around = () => draw.of([3, () => '<input id="lone" name="lone" value="L">'], [2, () => '<div id="panel"><p class="k">p</p></div>'], [weights.blocks, () => block(draw, world)],
    [weights.senders * 0.6, () => form(draw, world)], [weights.senders * 0.5, () => controls(draw, world)], [weights.senders * 0.4, () => sender(draw, world)], [weights.sockets, () => socket(draw, world, weights, 1)]);
  const live = `${draw.many(0, 1, around).join('')}${socket(draw, world, weights)}${draw.many(0, 3, around).join('')}`;
  return draw.maybe(0.3, () => element('main', `${draw.maybe(0.5, ' id="shell"')}${draw.maybe(0.1, ' class="k"')}${settings(draw, weights.senders * 0.15)}${draw.maybe(0.3, () => extension(draw, world))}${draw.maybe(0.03, ' hx-disable')}`, live)) || live;
}

/** What the page's head and scripts say about htmx. */
export function configuration(draw, world, probability) {
  const said = { url: 'http://app.test:8000/room/7?x=1' };
  if (draw.chance(probability)) said.head = `<meta name="htmx-config" content='${draw.one(CONFIGS[world.htmx]).replace(/'/g, '&#39;')}'>`;
  if (draw.chance(probability * 0.4)) said.scripts = [draw.one(SCRIPTS)];
  if (draw.chance(0.3)) said.random = draw.one([0, 0.25, 0.9, 0.999]);
  if (draw.chance(0.2)) said.url = draw.one(['https://shop.test/live/index.html', 'http://app.test/', 'http://app.test:8000/a/b?q=1#frag', 'https://shop.test:8443/x']);
  return said;
}
