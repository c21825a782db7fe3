// Pages: sockets, senders, forms, lists and tables, with attributes of htmx 4 on them.

import { element } from './markup.mjs';
import { Words } from './words.mjs';

const URLS = ['http://app.test:8000/room/7?x=1', 'http://app.test:8000/apps/chat/', 'https://shop.test/live/index.html', 'http://app.test/', 'http://app.test:8000/a b/é?q#frag'];

export class Pages {
  constructor(dice, category) {
    this.dice = dice;
    this.category = category;
    this.words = new Words(dice);
    this.meta = ':';
    this.prefix = 'data-hx-';
  }

  /** Everything that a page is made of. */
  page() {
    const { dice } = this;
    const { head, scripts } = this.config();
    const libs = dice.chance(this.category === 'swap-extensions' ? 0.8 : 0.02) ? dice.of([['idiomorph'], ['morphdom'], ['idiomorph', 'morphdom']]) : [];
    const url = dice.chance(this.category === 'connect-url' ? 0.7 : 0.1) ? dice.of(URLS) : URLS[0];
    let kids = [...this.flow(0, 1), this.socket(), ...this.flow(0, 2)];
    if (dice.chance(0.15)) kids.push(this.socket());
    if (dice.chance(0.3)) kids = [element(dice.of(['main', 'section', 'div']), this.inherited(), kids)];
    return { head, scripts, libs, url, top: { tag: null, attrs: [], kids } };
  }

  config() {
    const { dice, words } = this, scripts = [];
    let head = '';
    const meta = content => { head += `<meta name="htmx-config" content='${content}'>`; };
    if (dice.chance(this.category === 'reconnect' ? 0.4 : 0.15)) {
      meta(dice.weighted([
        [2, () => { this.meta = '-'; return '{"metaCharacter":"-"}'; }], [1, () => { this.meta = '-'; return 'metaCharacter:-'; }],
        [1, '{"implicitInheritance":true}'], [2, () => `defaultSwap:${words.style()}`], [0.5, '{"defaultSwap":"beforeend settle:20ms"}'],
        [0.7, () => { this.prefix = 'x-'; return 'prefix:x-'; }], [0.4, () => { this.prefix = ''; return '{"prefix":""}'; }], [0.5, 'defaultSettleDelay:20'], [0.5, 'defaultSettleDelay:0'],
        [0.5, 'allowEmptySwapAfterOOB:true'], [0.5, '{"morphIgnore":["data-htmx-powered","class"]}'], [0.5, 'morphSkip:.on'], [0.5, 'morphSkipChildren:.card'],
        [0.5, () => `morphScanLimit:${dice.of([0, 1, 2])}`], [0.4, 'history:false'], [0.3, 'extensions:ws'], [0.2, 'extensions:other'],
        [this.category === 'reconnect' ? 12 : 1, () => `{"ws":${JSON.stringify(this.connectionConfig())}}`], [0.2, '{broken'], [0.3, 'ws.reconnectDelay:1s'],
      ]));
    }
    if (dice.chance(0.06)) scripts.push(dice.of([
      "htmx.config.defaultSwap = 'beforeend'", "htmx.config.implicitInheritance = true", "htmx.config.ws = {reconnectDelay: '2s', reconnectJitter: 0}",
      'htmx.config.ws.reconnectMaxAttempts = 2', 'htmx.config.morphScanLimit = 1', "htmx.config.defaultSettleDelay = 0", 'Object.assign(htmx.config.ws, {reconnectCodes: [1000]})',
    ]));
    return { head, scripts };
  }

  connectionConfig() {
    const { dice } = this;
    const all = { reconnect: [true, false], reconnectCodes: [[1000, 1006], [], [4000], '1006'], reconnectDelay: [100, '1s', '2m', 'x', 0, '250ms'], reconnectMaxDelay: [1000, '1s', 10],
      reconnectMaxAttempts: [1, 2, 0, '2'], reconnectJitter: [0, 1, 0.5, 2, '0.3'], pauseOnBackground: [true, false], maxOutgoingMessagesQueueSize: [0, 1, 2, '2'] };
    return Object.fromEntries(dice.shuffled(Object.keys(all)).slice(0, dice.between(1, 3)).map(key => [key, dice.of(all[key])]));
  }

  /** An attribute of htmx, spelt with the page's meta character, now and then with its prefix. */
  hx(name, value, modifiers = '') {
    const { dice } = this;
    const spelt = (name + modifiers).replaceAll(':', dice.chance(0.97) ? this.meta : ':');
    return [dice.chance(0.95) ? spelt : spelt.replace('hx-', this.prefix || 'data-hx-'), value];
  }

  reach() { return this.dice.weighted([[6, ''], [3, ':inherited'], [1, ':append'], [1, ':inherited:append']]); }

  inherited() {
    const { dice } = this;
    return dice.several(1, 2, () => {
      const [name, value] = this.hxAttribute();
      return this.hx(name, value, this.reach());
    }).concat(dice.chance(0.3) ? [['id', this.words.id()]] : []);
  }

  hxAttribute() {
    const { words, dice } = this;
    return dice.weighted([
      [3, () => ['hx-target', words.extended()]], [3, () => ['hx-swap', words.swap()]], [1, () => ['hx-select', words.css()]],
      [1, () => ['hx-select-oob', this.selectOob()]], [3, () => ['hx-vals', words.values()]], [2, () => ['hx-include', words.extended()]],
      [0.7, () => ['hx-headers', words.values()]], [0.7, () => ['hx-config', this.hxConfig()]], [0.5, () => ['hx-trigger', words.trigger(false)]],
      [0.2, () => ['hx-sync', 'this:drop']], [0.2, () => ['hx-validate', 'true']], [0.1, () => ['hx-confirm', 'sure?']], [0.15, () => ['hx-disable', 'this']],
    ]);
  }

  selectOob() {
    const { dice, words } = this;
    return dice.several(1, 2, () => words.css() + dice.weighted([[3, ''], [3, () => `:${words.swap(0.5)}`], [1, () => `:${words.style()}:${words.css()}`]])).join(dice.of([',', ', ']));
  }

  hxConfig() {
    const { dice } = this;
    return dice.weighted([
      [3, () => JSON.stringify({ ws: this.connectionConfig() })], [2, () => `ws.reconnectDelay:${dice.of(['100', '1s', '"2s"'])}`], [1, 'ws.reconnect:false'],
      [1, () => `ws.reconnectJitter:0 ws.reconnectMaxAttempts:${dice.of([1, 2])}`], [0.5, 'ws.reconnectCodes:[1000,1006]'], [0.2, '{broken'], [0.5, 'headers.X-A:1'], [0.2, 'timeout:5s'],
    ]);
  }

  socket(depth = 0) {
    const { dice, words, category } = this;
    const attrs = [];
    if (dice.chance(0.9)) attrs.push(['id', depth || dice.chance(0.2) ? words.newId() : 'live']);
    const address = dice.chance(category === 'connect-url' ? 0.9 : 0.1) ? words.address() : dice.of(['/ws', '/live', '/ws']);
    attrs.push(dice.weighted([[20, () => this.hx('hx-ws:connect', address)], [1.5, ['ws-connect', address]], [0.3, ['hx-ws-connect', address]], [0.2, ['hx-ws', `connect:${address}`]]]));
    for (const [share, name, value] of [[0.4, 'hx-target', () => words.extended()], [0.4, 'hx-swap', () => words.swap()], [0.1, 'hx-select', () => words.css()],
      [0.1, 'hx-select-oob', () => this.selectOob()], [category === 'reconnect' ? 0.5 : 0.05, 'hx-config', () => this.hxConfig()], [category === 'connect-url' ? 0.3 : 0.06, 'hx-trigger', () => words.trigger(true)],
      [0.1, 'hx-vals', () => words.values()], [0.07, 'hx-include', () => words.extended()]])
      if (dice.chance(share)) attrs.push(this.hx(name, value(), dice.chance(0.85) ? '' : this.reach()));
    if (dice.chance(0.06)) attrs.push(this.hx('hx-ws:send', ''));
    if (dice.chance(0.03)) attrs.push(['hx-ignore', '']);
    if (dice.chance(0.1)) attrs.push(['class', words.className()]);
    const tag = dice.weighted([[6, 'div'], [2, 'section'], [1, 'main'], [1, 'form'], [0.5, 'ul'], [0.3, 'table'], [0.2, 'x-room'], [0.1, 'body']]);
    const kids = tag === 'ul' ? dice.several(1, 3, () => this.item()) : tag === 'table' ? [this.body()] : this.flow(2, 4, depth);
    if (tag !== 'ul' && tag !== 'table') {
      if (!depth && dice.chance(this.sends ? 1 : 0.5)) kids.push(this.sender(depth + 1));
      if (dice.chance(0.15)) kids.push(this.sender(depth + 1));
    }
    return element(tag, attrs, dice.shuffled(kids));
  }

  get sends() { return ['send', 'trigger', 'reconnect'].includes(this.category); }

  /** Attributes that any element may have. */
  common(idShare = 0.6) {
    const { dice, words } = this, attrs = [];
    if (dice.chance(idShare)) attrs.push(['id', words.newId()]);
    if (dice.chance(0.3)) attrs.push(['class', dice.chance(0.7) ? words.className() : `${words.className()} ${words.className()}`]);
    if (dice.chance(0.08)) attrs.push(dice.of([['title', 'T'], ['data-k', String(dice.between(1, 3))], ['style', 'color: red'], ['hidden', ''], ['lang', 'de'], ['width', '3']]));
    if (dice.chance(0.04)) attrs.push(['hx-preserve', dice.chance(0.5) ? '' : 'true']);
    if (dice.chance(0.02)) attrs.push(dice.of([['hx-ignore', ''], ['hx-morph-skip', ''], ['hx-morph-skip-children', ''], ['data-hx-ignore', ''], ['data-hx-preserve', '']]));
    if (dice.chance(0.04)) { const [name, value] = this.hxAttribute(); attrs.push(this.hx(name, value, this.reach())); }
    return attrs;
  }

  flow(low, high, depth = 0) { return this.dice.several(low, high, () => this.node(depth + 1)); }

  node(depth = 0) {
    const { dice, words } = this;
    const deeper = () => (depth > 3 ? [words.text()] : this.flow(1, 3, depth));
    return dice.weighted([
      [2, () => words.text()], [4, () => element('p', this.common(), [this.inline()])], [4, () => element('div', this.common(), deeper())],
      [3, () => element('ul', this.common(), dice.several(1, 4, () => this.item()))], [1.5, () => element('table', this.common(0.3), [this.body()])],
      [1, () => element(dice.of(['span', 'b', 'i', 'em']), this.common(), [this.inline()])], [this.sends ? 4 : 1.2, () => this.form(depth)],
      [this.sends ? 3 : 1, () => this.control()], [this.sends ? 4 : 0.6, () => this.sender(depth)], [0.5, () => element('section', this.common(), deeper())],
      [0.3, () => element('svg', this.common(), [element('g', this.common(), [element('circle', [['r', '1']], [])])])], [0.3, () => element('template', this.common(), deeper())],
      [0.2, () => element('details', [...this.common(), ...(dice.chance(0.5) ? [['open', '']] : [])], [element('summary', [], ['s']), words.text()])],
      [0.2, () => element('x-chip', this.common(), [words.text()])], [0.15, () => element('script', [['type', 'application/json'], ...this.common(0.3)], ['{"a":1}'])],
      [0.2, () => element('br')], [0.2, () => element('img', [...this.common(), ['alt', 'i']])], [0.15, '<!-- c -->'], [0.15, () => element('fieldset', this.common(), deeper())],
      [depth > 1 ? 0.25 : 0.1, () => (depth < 4 ? this.socket(depth) : 'deep')], [0.1, () => element('a', [...this.common(), ['href', '#x']], ['link'])],
      [0.1, () => element('dl', this.common(), [element('dt', [], ['k']), element('dd', this.common(), ['v'])])], [0.05, () => element('iframe', this.common())],
      [0.05, () => element('style', [], ['p{}'])], [0.05, () => element('noscript', [], ['<p>n</p>'])], [0.05, () => element('pre', this.common(), ['\n\nx'])],
    ]);
  }

  inline() {
    const { dice, words } = this;
    return dice.weighted([[5, () => words.text()], [1, () => element(dice.of(['b', 'i', 'span', 'a']), this.common(0.3), [words.text()])]]);
  }

  item() { return element('li', this.common(0.5), [this.inline(), ...(this.dice.chance(0.15) ? [this.control()] : [])]); }

  body() {
    const { dice } = this;
    const row = () => element('tr', this.common(0.4), dice.several(1, 2, () => element('td', this.common(0.15), [this.inline()])));
    return element('tbody', this.common(0.3), dice.several(1, 3, row));
  }

  control() {
    const { dice, words } = this;
    const attrs = this.common(0.5).filter(([name]) => name !== 'hx-preserve');
    if (dice.chance(0.9)) attrs.push(['name', words.fieldName()]);
    if (dice.chance(0.06)) attrs.push(['disabled', '']);
    if (dice.chance(0.05)) attrs.push(['form', words.id()]);
    if (dice.chance(0.04)) attrs.push(['required', '']);
    if (dice.chance(0.02)) attrs.push(['autofocus', '']);
    const valued = dice.chance(0.8) ? [['value', words.value()]] : [];
    const options = () => dice.several(0, 3, () => element('option', [...(dice.chance(0.6) ? [['value', words.value()]] : []), ...(dice.chance(0.3) ? [['selected', '']] : []), ...(dice.chance(0.1) ? [['disabled', '']] : [])], [words.text()]));
    return dice.weighted([
      [5, () => element('input', [...attrs, ...valued])], [1, () => element('input', [['type', dice.of(['hidden', 'number', 'date', 'color', 'range', 'email', 'url', 'search', 'password', 'time', 'tel', 'month'])], ...attrs, ...valued])],
      [2, () => element('input', [['type', 'checkbox'], ...attrs, ...valued, ...(dice.chance(0.5) ? [['checked', '']] : [])])],
      [1.5, () => element('input', [['type', 'radio'], ...attrs, ...valued, ...(dice.chance(0.5) ? [['checked', '']] : [])])],
      [0.4, () => element('input', [['type', 'file'], ...attrs])], [1.5, () => element('textarea', attrs, [dice.of(['', 't', '\nx', 'a\r\nb'])])],
      [2, () => element('select', [...attrs, ...(dice.chance(0.35) ? [['multiple', '']] : [])], dice.chance(0.15) ? [element('optgroup', dice.chance(0.3) ? [['disabled', '']] : [], options())] : options())],
      [1.5, () => element('button', [...attrs, ...valued, ...(dice.chance(0.4) ? [['type', dice.of(['button', 'submit', 'reset'])]] : [])], ['B'])],
      [0.7, () => element('input', [['type', dice.of(['submit', 'button', 'reset', 'image'])], ...attrs, ...valued])], [0.2, () => element('output', attrs, ['out'])],
    ]);
  }

  form(depth) {
    const { dice } = this;
    const kids = dice.several(1, 4, () => dice.weighted([[5, () => this.control()], [1, () => element('fieldset', [...this.common(0.3), ...(dice.chance(0.4) ? [['disabled', '']] : [])],
      [...(dice.chance(0.3) ? [element('legend', [], [this.control()])] : []), ...dice.several(1, 2, () => this.control())])], [0.7, () => this.node(depth + 2)], [0.5, () => this.sender(depth + 2)]]));
    return element('form', this.common(0.8), kids);
  }

  sender(depth) {
    const { dice, words } = this;
    const made = dice.weighted([[5, () => this.form(depth)], [3, () => this.control()], [1.5, () => element('div', this.common(0.8), this.flow(1, 2, depth))], [0.5, () => element('a', [...this.common(0.8), ['href', '#x']], ['go'])],
      [1, () => element('fieldset', this.common(0.7), dice.several(1, 2, () => this.control()))], [0.2, () => element('x-chip', [...this.common(0.7), ['name', 'chip']], ['c'])]]);
    const attrs = [dice.weighted([[20, () => this.hx('hx-ws:send', '')], [1, ['ws-send', '']], [0.3, ['hx-ws-send', '']]])];
    const extras = this.sends ? 0.25 : 0.1;
    for (const [share, name, value] of [[extras, 'hx-vals', () => words.values()], [extras, 'hx-include', () => words.extended()], [extras, 'hx-target', () => words.extended()],
      [this.category === 'trigger' ? 0.7 : 0.12, 'hx-trigger', () => words.trigger(false)], [0.05, 'hx-headers', () => words.values()], [0.04, 'hx-config', () => this.hxConfig()], [0.03, 'hx-swap', () => words.swap()]])
      if (dice.chance(share)) attrs.push(this.hx(name, value(), dice.chance(0.85) ? '' : this.reach()));
    made.attrs.push(...attrs);
    return made;
  }
}
