// The words of the grammar: what names, selectors, swaps, values and addresses look like.

export const IDS = ['live', 'a', 'b', 'c', 'd', 'list', 'row', 'box', 'f', 'g', 'm', 'n', '7up', 'user.42', 'urn:x', 'sp ace', 'é', 'a/b'];
export const CLASSES = ['card', 'item', 'note', 'on', 'k'];
const NAMES = ['q', 'm', 'n', 'to', 'a.b', 'tags[]', '2', '10', 'headers', 'HEADERS', 'constructor', '__proto__', 'length', 'é', 'x y', ''];
const VALUES = ['', '1', 'v', 'a b', 'é', '"q"', '<b>', "it's", '0', 'null', 'a&b', 'two\nlines'];
const EVENTS = ['ping', 'pong', 'click', 'change', 'submit', 'htmx:abort', 'load'];

export class Words {
  #given = new Set();

  constructor(dice) { this.dice = dice; }

  id() { return this.dice.chance(0.8) ? this.dice.of(IDS.slice(0, 12)) : this.dice.of(IDS); }

  /** An id for an element: most often one that no other has. */
  newId() {
    const free = IDS.filter(id => !this.#given.has(id));
    const id = free.length && this.dice.chance(0.85) ? this.dice.of(free) : this.id();
    this.#given.add(id);
    return id;
  }

  className() { return this.dice.of(CLASSES); }
  fieldName() { return this.dice.chance(0.75) ? this.dice.of(NAMES.slice(0, 5)) : this.dice.of(NAMES); }
  value() { return this.dice.of(VALUES); }
  event() { return this.dice.of(EVENTS); }
  text() { return this.dice.of(['t', 'one', 'two', 'three', ' ', 'x &amp; y', '&lt;i&gt;', 'é', '1', '\n  ', 'a&nbsp;b']); }

  /** `#id`, escaped as it has to be, or now and then not. */
  idSelector(id = this.id()) {
    if (/^[a-zé]+$/.test(id)) return `#${id}`;
    return this.dice.of([`[id='${id}']`, `#${id.replace(/[.:/ ]/g, '\\$&').replace(/^(\d)/, '\\3$1 ')}`, `#${id}`]);
  }

  css() {
    const { dice } = this;
    return dice.weighted([
      [8, () => this.idSelector()], [3, () => `.${this.className()}`], [1, 'li'], [1, 'p'], [1, 'form'], [0.5, 'ul li'], [0.5, 'tbody'],
      [0.4, 'li:first-child'], [0.4, 'li:last-of-type'], [0.3, '#live > p'], [0.3, '.card:not(.on)'], [0.3, '[data-k]'], [0.3, 'div:has(p)'],
      [0.3, () => `#${this.id()}, .${this.className()}`], [0.2, ':is(p, li)'], [0.2, '#nosuch'], [0.1, 'input:checked'], [0.1, 'p:empty'],
      [0.1, '*'], [0.15, '##'], [0.1, '#list li:nth-child(2)'], [0.1, '[name="m"]'], [0.1, 'x-chip'], [0.1, 'html'], [0.1, ':root'],
    ]);
  }

  /** A selector as `hx-target`, `hx-include` and the like take it. */
  extended() {
    const { dice } = this;
    return dice.weighted([
      [12, () => this.css()], [1, 'this'], [1, () => `closest ${this.css()}`], [1, () => `find ${this.css()}`], [0.5, () => `findAll ${this.css()}`],
      [0.7, 'next'], [0.7, () => `next ${this.css()}`], [0.7, 'previous'], [0.7, () => `previous ${this.css()}`], [0.5, 'body'], [0.2, 'document'],
      [0.2, 'window'], [0.1, 'host'], [0.6, () => `global ${this.css()}`], [0.2, () => `global next ${this.css()}`],
      [0.5, () => `<${this.css()}/>`], [0.4, () => `closest ${this.css()}, ${this.css()}`], [0.3, () => `find ${this.css()}, next, ${this.css()}`],
      [0.2, () => ` ${this.css()} `], [0.1, 'nextElementSibling'], [0.1, () => `closest <${this.css()}/>`], [0.05, 'closest'], [0.05, 'find '],
    ]);
  }

  style(morphs = 1) {
    return this.dice.weighted([
      [3, 'innerHTML'], [3, 'outerHTML'], [2, 'beforeend'], [1.5, 'afterbegin'], [1.5, 'beforebegin'], [1.5, 'afterend'], [0.8, 'append'],
      [0.8, 'prepend'], [0.8, 'before'], [0.8, 'after'], [1, 'textContent'], [1, 'delete'], [0.5, 'none'], [3 * morphs, 'innerMorph'],
      [3 * morphs, 'outerMorph'], [1.5, 'outerSync'], [0.15, 'innerHtml'], [0.15, 'morph'], [0.1, 'OuterMorph'], [0.1, 'true'], [0.05, 'innerSync'],
    ]);
  }

  modifier() {
    const { dice } = this;
    return dice.weighted([
      [2, () => `swap:${dice.of(['10ms', '20ms', '30', '100ms', '1s', '0', 'x', '0.02s'])}`],
      [2, () => `settle:${dice.of(['10ms', '20ms', '30', '100ms', '1s', '0', 'x', '0s'])}`],
      [2, () => `target:${this.target()}`], [1.5, () => `strip:${dice.of(['true', 'false'])}`], [0.5, 'strip'], [0.5, 'scroll:top'], [0.3, 'show:bottom'],
      [0.3, 'focus-scroll:true'], [0.3, 'transition:false'], [0.7, () => `swapEmpty:${dice.of(['true', 'false'])}`],
      [0.4, 'ignoreTitle:true'], [0.2, 'foo:bar'], [0.1, 'swapEmpty'], [0.1, () => `style:${this.style()}`], [0.1, 'settle:'], [0.1, 'swap: 20ms'],
    ]);
  }

  /** A target inside of a swap: no space may be in it unless it is quoted. */
  target() {
    const wanted = this.extended();
    return /[\s,]/.test(wanted) ? this.dice.of([`'${wanted}'`, `<${wanted}/>`, wanted, `"${wanted}"`]) : wanted;
  }

  swap(morphs = 1) {
    const { dice } = this;
    const modifiers = dice.chance(0.35) ? dice.several(1, 3, () => this.modifier()) : [];
    return dice.weighted([
      [20, () => [this.style(morphs), ...modifiers].join(dice.chance(0.9) ? ' ' : ', ')], [1.5, () => [...modifiers, this.modifier()].join(' ')],
      [0.5, () => [...modifiers, this.style(morphs)].join(' ')], [0.2, () => ` ${this.style(morphs)}  `], [0.1, ''], [0.1, '{"style": "append"}'],
    ]);
  }

  /** `hx-vals`, `hx-headers`: HCON, JSON or JavaScript. */
  values() {
    const { dice } = this, name = () => dice.weighted([[6, () => this.fieldName() || 'e'], [1, 'a.b.c'], [1, 'ws.x']]);
    const hcon = () => `${dice.chance(0.2) ? `"${name()}"` : name().replace(/[ []/g, '')}:${dice.of(['1', 'two', "'a b'", '"x,y"', 'true', 'null', '1.50', '[1,2]', '{"z":1}', '<b c/>', '-0', '1e3', '', ' 5'])}`;
    const json = () => JSON.stringify(Object.fromEntries(dice.several(1, 3, () => [name(), dice.of([1, 'v', true, null, [1, 'x'], { b: 2, a: 1 }, 1.5, 'it'])])));
    return dice.weighted([
      [4, () => dice.several(1, 3, hcon).join(dice.of([' ', ', ', ',']))], [4, json], [0.5, 'plain'], [0.3, '{bad json}'], [0.2, '{}'], [0.3, '"q":"blue","n":3'],
      [1.5, () => `js:{${name().replace(/[^a-z0-9_]/gi, '') || 'z'}: ${dice.of(['1', "'s'", '[1, 2]', 'null', 'undefined', 'event.type', 'this.id', '1 + 1', 'new Date(0)', 'nope()'])}}`],
      [0.3, "js:q: 'bare', z: 2"], [0.2, "javascript:{q: this.tagName}"],
    ]);
  }

  trigger(connects) {
    const { dice } = this;
    const event = () => dice.weighted([[4, 'click'], [2, 'change'], [1.5, 'submit'], [3, 'ping'], [1, 'pong'], [connects ? 4 : 0.8, 'load'], [0.3, 'every 30ms'], [0.2, 'keyup'], [0.1, 'input']]);
    const filter = () => dice.chance(0.12) ? dice.of(['[true]', '[false]', '[!ctrlKey]', "[target.id=='b']", '[nope.x]', '[1, 0]', "[this.id]"]) : '';
    const modifier = () => dice.of(['once', 'changed', 'delay:20ms', 'delay:100ms', 'throttle:50ms', 'from:body', 'from:document', 'from:closest form', `from:${this.idSelector()}`, 'from:outside',
      'from:self', 'target:.card', `target:${this.idSelector()}`, 'prevent', 'stop', 'halt', 'consume', 'capture', 'passive', 'delay:10ms', 'queue:last', 'from:window', "from:'find input'", 'from:(.card)']);
    const one = () => [event() + filter(), ...(dice.chance(0.45) ? dice.several(1, 2, modifier) : [])].join(' ');
    return dice.several(1, dice.chance(0.25) ? 3 : 1, one).join(', ');
  }

  address() {
    return this.dice.weighted([
      [8, '/ws'], [2, '/a'], [2, '/b'], [1, 'rel'], [0.7, '../up'], [0.7, './here'], [0.7, '?q=1'], [0.7, '//other.test/x'], [0.7, 'ws://push.test/x'], [0.7, 'wss://push.test:9000/x'],
      [0.5, 'http://push.test/x'], [0.5, 'https://push.test/x'], [0.3, '/a#frag'], [0.3, 'ws:/x'], [0.3, 'WS://push.test/x'], [0.3, ' /ws'], [0.3, '/ws '], [0.3, '/a b'],
      [0.3, '/é'], [0.3, '/a%20b'], [0.3, ''], [0.3, '/ws?x=1&y=<'], [0.2, 'ws://'], [0.2, '/\\x'], [0.2, 'ws://u:p@push.test/x'], [0.2, 'ws://push.test:80/x'], [0.2, 'javascript:1'],
      [0.2, '/a\tb'], [0.2, 'ws://push.test:99999/'], [0.2, '/..//x/./y'], [0.2, 'HTTP://push.test/x'], [0.1, 'ws://[::1]/x'], [0.1, 'connect:/x'], [0.1, '#x'],
    ]);
  }
}
