// Random senders, and the attributes that tell htmx what they send and when.

import { attribute, element } from './draw.mjs';
import { control, controls, fresh, name } from './controls.mjs';

const JSON_VALUES = ['{"a":"vals","n":1}', '{"tenant":"acme"}', '"room":"blue","level":3', '{"f":1.50,"t":true,"z":null}', '{"arr":[1,"x",{"k":[]}],"2":"num"}',
  '{"a":["p","q"]}', '{"o":{"b":2,"a":1}}', '{}', '', 'null', '[1,2]', '{bad json}', '{"a":1,}', "{'a':1}", '{"__proto__":{"p":1},"a":1}', '"str"', '5',
  '{"HEADERS":{"x":1},"b":null}', ' {"sp":1} ', 'unset', '{"a":"é\\u0041\\n"}', '{"a":[]}', '{"tag":[[1],[2]]}', '{"a":false,"a":true}'];
const CODE = ['js:{a: 1 + 1, s: "t"}', 'javascript:{who: this.id}', 'js:{list: [1,2].map(n => n * n), u: undefined}', 'js:a: 2', 'js:{v: document.querySelectorAll("input").length}',
  'js:{boom: nothing.here}', 'js:{n: NaN, d: new Date(0)}', 'js: {sp: 1}', 'js:null', 'js:{e: typeof event}', 'js:{a: [], o: {}}', 'js:{f: function() {}}'];
const VARIABLES = ['"sum": 1 + 2, name: "v" + "w"', 'a: this.id', 'js:b: 2', '{x: [1, 2]}', 'q: 1,', 'nope: nothing.here', 'unset', ''];
const HEADERS = ['{"X-Own":"o"}', '{"X-Tenant":"acme","X-N":5,"X-Obj":{"a":1}}', '{"HX-Request":"false","HX-Trigger":"over","HX-Target":"t"}', '"X-A":"b"', '{bad}', 'js:{"X-J": 1 + 1}',
  'unset', '', '{"HX-Trigger-Name":"n","HX-Prompt":"p"}', '{"2":"two","1":"one"}', '{"X-Own":null}'];
const PARAMS = ['*', 'none', 'a', 'a,b', 'a, tag', 'not a', 'not a,b', 'not  tag', ' a ', '', 'unset', 'NONE', 'not', 'a b'];
const TRIGGERS = ['click', 'submit', 'change', 'roll', 'ping, click', 'click once', 'change changed', 'click delay:20ms', 'click delay:100ms', 'click throttle:30ms', 'roll consume', 'roll once, change',
  'roll from:body', 'roll from:document', 'roll from:window', 'roll from:closest div', 'roll from:closest form', 'roll from:find input', 'click from:#panel', 'roll from:next p', 'roll from:previous input', 'roll from:(#panel, #list)', 'roll target:input', 'roll[1 > 0]', 'click[this.id]',
  'roll[false]', 'roll[missing.thing]', 'click[event.type == "click"]', 'roll[target.id == "x"]', 'load', 'load delay:10ms', 'every 30ms', 'every 25ms[document.querySelector("#panel")]', 'revealed', 'keyup', 'input changed delay:10ms', 'none', '', 'unset', ' , ', 'click queue:last', 'click bogus', 'click,submit',
  'roll  delay:10ms   once', 'roll throttle:30ms from:body', 'every 1x', 'roll target:#panel', 'click target:button', 'roll[', 'click]', 'roll from:', 'load once', 'roll once delay:10ms', 'change from:find select', 'submit consume', 'click consume', 'roll changed'];
const TARGETS = ['#panel', 'this', 'closest section', 'closest div', 'find p', 'find input', 'next p', 'previous p', 'next', 'previous', 'body', 'document', 'window', '#gone', '.k', '', 'unset', '[', 'closest form', 'next .k', 'global #panel', 'p', 'root', 'host', 'nextElementSibling', 'previousElementSibling'];
const INCLUDES = ['#panel', '#lone', '#lone, #panel', 'this', 'closest form', 'closest div', 'find input', 'next input', 'next form', 'previous input', 'form', 'input', '.k', '#gone', '[', '', 'unset', 'body', 'document', 'next p, #lone', 'inherit, #lone', 'inherit', 'this, #lone', '[name=a]', 'closest fieldset', 'select', 'global #lone', '<#lone/>', 'fieldset', 'button'];

/** `hx-trigger` of what sends nothing, seldom. */
export const bystander = (draw, probability) => draw.maybe(probability, () => attribute('hx-trigger', draw.one(['revealed', 'click consume', 'roll consume', 'submit consume', 'change consume', 'roll from:find p', 'roll from:[', 'load'])));

const data = (draw, word) => (draw.chance(0.1) ? `data-${word}` : word);

/** Attributes that say what is sent. Those of an ancestor are `inherited`. */
export function settings(draw, probability) {
  const put = (share, word, list) => draw.maybe(probability * share, () => attribute(data(draw, word), draw.one(list)));
  return put(1, 'hx-vals', [...JSON_VALUES, ...CODE]) + put(0.25, 'hx-vars', VARIABLES) + put(0.7, 'hx-include', INCLUDES) + put(0.35, 'hx-params', PARAMS)
    + put(0.5, 'hx-headers', HEADERS) + put(0.6, 'hx-target', TARGETS)
    + put(0.12, 'hx-disinherit', ['*', 'hx-target', 'hx-vals hx-include', 'hx-headers', 'hx-params']) + put(0.12, 'hx-inherit', ['*', 'hx-target', 'hx-include hx-params'])
    + put(0.1, 'hx-validate', ['true', 'false', '']) + put(0.06, 'hx-ext', ['ignore:ws', 'ws', 'other', 'ws,other', ' ws ', '']);
}

const trigger = (draw, probability) => draw.maybe(probability, () => attribute(data(draw, 'hx-trigger'), draw.one(TRIGGERS)));

/** `ws-send`, or what the core of htmx 1 takes. */
export function sends(draw, htmx) {
  if (htmx === '1') return draw.of([10, ' hx-ws="send"'], [0.5, ' data-hx-ws="send"'], [0.3, ' hx-ws=" send "'], [0.3, ' hx-ws="send send"'], [0.3, ' hx-ws="Send"'], [0.3, ' hx-ws="send connect:/two"']);
  return draw.of([12, ' ws-send'], [1, ' data-ws-send'], [0.7, ' hx-ws="send"'], [0.3, ' ws-send="x"'], [0.3, ' hx-ws="send" ws-send'], [0.3, ' hx-ws="send connect:/two"'], [0.2, ' hx-ws'], [0.2, ' data-hx-ws="send"']);
}

/** A sender of any kind. */
export function sender(draw, world) {
  const extra = `${sends(draw, world.htmx)}${settings(draw, 0.25)}`;
  const triggered = probability => `${extra}${trigger(draw, probability)}`;
  return draw.of(
    [6, () => form(draw, world, triggered(0.2))],
    [3, () => control(draw, world, triggered(0.4))],
    [2, () => element(draw.one(['div', 'span', 'section']), `${attribute('id', fresh(draw, world, 'area'))}${draw.maybe(0.1, () => attribute('name', name(draw)))}${triggered(0.6)}`, `t ${draw.maybe(0.6, () => controls(draw, world, 1))}`)],
    [0.7, () => element('a', `${attribute('id', fresh(draw, world, 'area'))}${draw.one(['', ' href="#x"', ' href="/away"', ' href="#"'])}${triggered(0.2)}`, 'ping')],
    [0.5, () => element(draw.one(['fieldset', 'label', 'details']), `${attribute('id', fresh(draw, world, 'area'))}${triggered(0.6)}`, controls(draw, world, 1))],
  );
}

/** A form, sending or not. */
export function form(draw, world, extra = '') {
  const id = fresh(draw, world, 'form');
  const own = `${attribute('id', id)}${draw.maybe(0.2, ' name="fname"')}${draw.maybe(0.1, ' novalidate')}${draw.maybe(0.1, ' class="k"')}`;
  const inner = `${draw.maybe(0.12, () => settledSender(draw, world))}${controls(draw, world)}${draw.maybe(0.4, () => control(draw, world, ''))}`;
  return element('form', `${own}${extra}`, inner);
}

/** A sender inside of a form: a control that sends by itself. */
const settledSender = (draw, world) => control(draw, world, `${sends(draw, world.htmx)}${trigger(draw, 0.3)}${settings(draw, 0.15)}`);
