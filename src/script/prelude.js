// What a page's code finds around it: a window, a document and elements over a snapshot of the page, Date and random
// numbers as they are told. What is not here needs a browser, and says so by name.
(host, browserNames) => {
  'use strict';
  const plainFunction = Function, AsyncFunction = (async () => {}).constructor;
  const stringify = JSON.stringify, realKeys = Object.keys, realOwn = Object.prototype.hasOwnProperty;
  const define = (object, name, value) =>
    Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });

  class NeedsBrowser extends Error {}
  const needs = (what) => { host.needs(String(what)); throw new NeedsBrowser(what); };
  const text = (value) => `${value}`;

  // ---- lists of elements

  const collection = (name, nodes, named) => {
    const list = Object.create(collections[name].prototype);
    nodes.forEach((node, i) => { list[i] = node; });
    define(list, 'length', nodes.length);
    if (!named) return list;
    return new Proxy(list, {
      get: (list, key) => (typeof key === 'string' && !(key in list) && list.namedItem(key)) || list[key],
    });
  };
  class List {
    item(i) { return this[i] ?? null; }
    [Symbol.iterator]() { return Array.prototype[Symbol.iterator].call(this); }
  }
  class NodeList extends List {
    forEach(f, self) { Array.prototype.forEach.call(this, f, self); }
    keys() { return Array.prototype.keys.call(this); }
    values() { return Array.prototype.values.call(this); }
    entries() { return Array.prototype.entries.call(this); }
  }
  class RadioNodeList extends NodeList {
    get value() { return [...this].find((node) => node.type === 'radio' && node.checked)?.value ?? ''; }
  }
  class HTMLCollection extends List {
    namedItem(name) { return [...this].find((node) => node.id === name || node.getAttribute('name') === name) ?? null; }
  }
  class HTMLFormControlsCollection extends HTMLCollection {
    namedItem(name) { return named([...this].filter((node) => node.id === name || node.getAttribute('name') === name)); }
  }
  const collections = { NodeList, RadioNodeList, HTMLCollection, HTMLFormControlsCollection };
  const named = (nodes) => (nodes.length > 1 ? collection('RadioNodeList', nodes) : nodes[0] ?? null);

  // ---- elements

  const handles = new WeakMap(), cache = new Map();
  const of = (node) => handles.get(node) ?? -1;
  const ask = (node, what, argument = '') => host.ask(node, what, text(argument));
  const one = (handle) => (handle === null || handle === undefined ? null : wrap(handle));
  const many = (ids) => ids.map(wrap);
  const query = (node, selector) => collection('NodeList', many(ask(node, 'queryAll', selector)));
  const queries = (node) => ({
    querySelector: (selector) => one(ask(node, 'query', selector)),
    querySelectorAll: (selector) => query(node, selector),
    getElementsByTagName: (name) => collection('HTMLCollection', many(ask(node, 'byTag', name)), true),
    getElementsByClassName: (names) => collection('HTMLCollection', many(ask(node, 'byClass', names)), true),
    addEventListener: () => host.leaves(),
    removeEventListener: () => {},
  });

  const attribute = (node, name) => ask(node, 'attribute', name);
  const reflected = { id: 'id', className: 'class', name: 'name', title: 'title', lang: 'lang', accept: 'accept',
    placeholder: 'placeholder', pattern: 'pattern', min: 'min', max: 'max', step: 'step', htmlFor: 'for', rel: 'rel',
    target: 'target', content: 'content', httpEquiv: 'http-equiv', alt: 'alt', media: 'media', slot: 'slot',
    scope: 'scope', headers: 'headers', cite: 'cite', hreflang: 'hreflang', download: 'download', srcset: 'srcset' };
  const owners = { name: /^(a|button|embed|fieldset|form|frame|iframe|img|input|map|meta|object|output|param|select|slot|textarea)$/,
    accept: /^input$/, placeholder: /^(input|textarea)$/, pattern: /^input$/, min: /^(input)$/, max: /^(input)$/, step: /^input$/,
    htmlFor: /^label$/, rel: /^(a|area|form|link)$/, target: /^(a|area|base|form|link)$/, content: /^meta$/, httpEquiv: /^meta$/,
    alt: /^(area|img|input)$/, media: /^(link|meta|source|style)$/, scope: /^th$/, headers: /^t[dh]$/, cite: /^(blockquote|q|ins|del)$/,
    hreflang: /^(a|link)$/, download: /^(a|area)$/, srcset: /^(img|source)$/,
    required: /^(input|select|textarea)$/, readOnly: /^(input|textarea)$/, multiple: /^(input|select)$/, autofocus: /./, hidden: /./,
    disabled: /^(button|fieldset|input|link|optgroup|option|select|style|textarea)$/, noValidate: /^form$/, open: /^(details|dialog)$/,
    defaultChecked: /^input$/, defaultSelected: /^option$/, formNoValidate: /^(button|input)$/, inert: /./ };
  const flags = { required: 'required', readOnly: 'readonly', multiple: 'multiple', autofocus: 'autofocus', hidden: 'hidden',
    disabled: 'disabled', noValidate: 'novalidate', open: 'open', defaultChecked: 'checked', defaultSelected: 'selected',
    formNoValidate: 'formnovalidate', inert: 'inert' };
  const controls = /^(button|fieldset|input|object|output|select|textarea)$/;
  const addresses = { href: /^(a|area|link)$/, src: /^(audio|embed|iframe|img|input|script|source|track|video)$/, action: /^form$/ };
  const dataName = (key) => 'data-' + key.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());
  const dataset = (node) => {
    const values = {};
    for (const [name, value] of ask(node, 'attributes')) {
      if (name.startsWith('data-') && !/[A-Z]/.test(name)) values[name.slice(5).replace(/-([a-z])/g, (_, c) => c.toUpperCase())] = value;
    }
    return new Proxy(values, { set: (_, key) => needs(`dataset.${text(key)} = …`), deleteProperty: (_, key) => needs(`delete dataset.${text(key)}`) });
  };
  const classList = (node) => {
    const tokens = [...new Set((attribute(node, 'class') ?? '').split(/[\t\n\f\r ]+/).filter(Boolean))];
    const list = Object.assign(Object.create(List.prototype), tokens);
    const members = { length: tokens.length, value: attribute(node, 'class') ?? '', contains: (name) => tokens.includes(text(name)),
      forEach: (f, self) => tokens.forEach((token, i) => f.call(self, token, i, list)), toString: () => attribute(node, 'class') ?? '',
      keys: () => tokens.keys(), values: () => tokens.values(), entries: () => tokens.entries() };
    for (const name of ['add', 'remove', 'toggle', 'replace', 'supports']) members[name] = () => needs(`classList.${name}`);
    for (const name in members) define(list, name, members[name]);
    return list;
  };
  const numeric = (node) => (['number', 'range'].includes(ask(node, 'type')) ? Number(ask(node, 'value') || NaN)
    : ['date', 'time', 'month', 'week', 'datetime-local'].includes(ask(node, 'type')) ? needs('element.valueAsNumber') : NaN);

  // what every element has
  const reads = {
    nodeType: () => 1, nodeValue: () => null, namespaceURI: (node) => ask(node, 'namespace'),
    localName: (node) => ask(node, 'tag'),
    tagName: (node) => (ask(node, 'isHtml') ? ask(node, 'tag').toUpperCase() : ask(node, 'tag')),
    nodeName: (node) => reads.tagName(node),
    textContent: (node) => ask(node, 'text'), innerHTML: (node) => ask(node, 'inner'), outerHTML: (node) => ask(node, 'outer'),
    isConnected: (node) => ask(node, 'connected'), ownerDocument: () => document,
    dataset, classList,
    children: (node) => collection('HTMLCollection', many(ask(node, 'children')), true),
    childElementCount: (node) => ask(node, 'children').length,
    firstElementChild: (node) => one(ask(node, 'children')[0]), lastElementChild: (node) => one(ask(node, 'children').at(-1)),
    parentElement: (node) => one(ask(node, 'parent')),
    parentNode: (node) => one(ask(node, 'parent')) ?? (ask(node, 'tag') === 'html' && ask(node, 'connected') ? document : needs('element.parentNode')),
    nextElementSibling: (node) => one(ask(node, 'next')), previousElementSibling: (node) => one(ask(node, 'previous')),
    getAttribute: (node) => (name) => attribute(node, lower(node, name)),
    hasAttribute: (node) => (name) => attribute(node, lower(node, name)) !== null,
    getAttributeNames: (node) => () => ask(node, 'attributes').map(([name]) => name),
    hasAttributes: (node) => () => ask(node, 'attributes').length > 0,
    matches: (node) => (selector) => ask(node, 'matches', selector),
    closest: (node) => (selector) => one(ask(node, 'closest', selector)),
    contains: (node) => (other) => other !== null && other !== undefined && ask(node, 'contains', of(other)),
    isSameNode: (node) => (other) => of(other) === node,
    toString: (node) => () => needs('String(element)'),
  };
  const lower = (node, name) => (ask(node, 'isHtml') ? text(name).toLowerCase() : text(name));
  for (const name of ['querySelector', 'querySelectorAll', 'getElementsByTagName', 'getElementsByClassName', 'addEventListener', 'removeEventListener']) {
    reads[name] = (node) => queries(node)[name];
  }

  // what some elements have: undefined stands for an element without it
  const some = {
    value: (node, tag) => (/^(button|data|input|option|output|select|textarea)$/.test(tag) ? ask(node, 'value')
      : /^(li|meter|param|progress)$/.test(tag) ? needs(`${tag}.value`) : undefined),
    checked: (node, tag) => (tag === 'input' ? ask(node, 'checked') : undefined),
    type: (node, tag) => (controls.test(tag) && tag !== 'object' ? ask(node, 'type')
      : /^(a|embed|li|link|object|ol|script|source|style|ul)$/.test(tag) ? attribute(node, 'type') ?? '' : undefined),
    form: (node, tag) => (controls.test(tag) ? one(ask(node, 'form')) : /^(label|legend|option)$/.test(tag) ? needs(`${tag}.form`) : undefined),
    elements: (node, tag) => (tag === 'form' ? collection('HTMLFormControlsCollection', many(ask(node, 'elements')), true)
      : tag === 'fieldset' ? needs('fieldset.elements') : undefined),
    length: (node, tag) => (tag === 'form' ? ask(node, 'elements').length : tag === 'select' ? ask(node, 'options').length : undefined),
    options: (node, tag) => (tag === 'select' ? collection('HTMLCollection', many(ask(node, 'options')), true)
      : tag === 'datalist' ? needs('datalist.options') : undefined),
    selectedOptions: (node, tag) => (tag === 'select' ? collection('HTMLCollection', many(ask(node, 'selectedOptions')), true) : undefined),
    selectedIndex: (node, tag) => (tag === 'select' ? ask(node, 'options').findIndex((option) => ask(option, 'selected')) : undefined),
    selected: (node, tag) => (tag === 'option' ? ask(node, 'selected') : undefined),
    text: (node, tag) => (tag === 'option' ? ask(node, 'text').trim().replace(/[\t\n\f\r ]+/g, ' ')
      : /^(a|script|title)$/.test(tag) ? ask(node, 'text') : undefined),
    index: (node, tag) => (tag === 'option' ? needs('option.index') : undefined),
    label: (node, tag) => (tag === 'option' ? attribute(node, 'label') || some.text(node, tag) : /^(optgroup|track)$/.test(tag) ? attribute(node, 'label') ?? '' : undefined),
    defaultValue: (node, tag) => (tag === 'input' ? attribute(node, 'value') ?? '' : tag === 'textarea' ? ask(node, 'text') : undefined),
    valueAsNumber: (node, tag) => (tag === 'input' ? numeric(node) : undefined),
    checkValidity: (node, tag) => (/^(button|fieldset|form|input|object|output|select|textarea)$/.test(tag) ? () => ask(node, 'valid') : undefined),
    willValidate: (node, tag) => (controls.test(tag) ? ask(node, 'willValidate') : undefined),
  };
  const read = (node, key) => {
    const tag = ask(node, 'tag');
    if (tag === 'form') {
      const found = named(many(ask(node, 'named', key)));
      if (found !== null) return found;
    }
    if (realOwn.call(reads, key)) return reads[key](node);
    if (realOwn.call(some, key)) return some[key](node, tag);
    if (realOwn.call(flags, key)) return owners[key].test(tag) ? attribute(node, flags[key]) !== null : undefined;
    if (realOwn.call(reflected, key)) return !owners[key] || owners[key].test(tag) ? attribute(node, reflected[key]) ?? '' : undefined;
    if (realOwn.call(addresses, key) && addresses[key].test(tag)) return ask(node, 'address', key);
    if (/^\d+$/.test(key) && tag === 'form') return one(ask(node, 'elements')[key]) ?? undefined;
    if (/^\d+$/.test(key) && tag === 'select') return one(ask(node, 'options')[key]) ?? undefined;
    if (key === 'then' || key === 'nodeName') return undefined;
    return needs(`element.${key}`);
  };
  const elementTraps = {
    get: (target, key) => {
      if (typeof key === 'symbol') return key === Symbol.toPrimitive ? () => needs('String(element)') : target[key];
      return read(target.handle, key);
    },
    has: (target, key) => typeof key === 'string' && (realOwn.call(reads, key) || needs(`${text(key)} in element`)),
    set: (_, key) => needs(`element.${text(key)} = …`),
    deleteProperty: (_, key) => needs(`delete element.${text(key)}`),
    defineProperty: (_, key) => needs(`element.${text(key)} = …`),
    ownKeys: () => needs('Object.keys(element)'),
    getPrototypeOf: () => needs('the prototype of an element'),
    getOwnPropertyDescriptor: (_, key) => needs(`element.${text(key)}`),
  };
  const wrap = (handle) => {
    let node = cache.get(handle);
    if (!node) {
      node = new Proxy({ handle }, elementTraps);
      cache.set(handle, node);
      handles.set(node, handle);
    }
    return node;
  };

  // ---- the document

  const ROOT = 0;
  const documentReads = {
    nodeType: () => 9, nodeName: () => '#document', nodeValue: () => null, textContent: () => null, defaultView: () => window,
    body: () => one(ask(ROOT, 'body')), head: () => one(ask(ROOT, 'head')), documentElement: () => one(ask(ROOT, 'html')),
    title: () => ask(ROOT, 'title'), URL: () => host.href(), documentURI: () => host.href(), location: () => location,
    readyState: () => (host.loading() ? 'loading' : 'complete'), compatMode: () => ask(ROOT, 'mode'),
    characterSet: () => 'UTF-8', contentType: () => 'text/html',
    currentScript: () => one(host.current()), forms: () => collection('HTMLCollection', many(ask(ROOT, 'byTag', 'form')), true),
    children: () => collection('HTMLCollection', many(ask(ROOT, 'children')), true),
    getElementById: () => (id) => one(ask(ROOT, 'byId', id)),
    getElementsByName: () => (name) => collection('NodeList', many(ask(ROOT, 'byName', name))),
    contains: () => (other) => other === document || (of(other) >= 0 && ask(ROOT, 'contains', of(other))),
    hasFocus: () => () => needs('document.hasFocus'),
  };
  for (const name of realKeys(queries(ROOT))) documentReads[name] = () => queries(ROOT)[name];
  const document = new Proxy({}, {
    get: (target, key) => {
      if (typeof key === 'symbol') return target[key];
      if (key === 'then') return undefined;
      return realOwn.call(documentReads, key) ? documentReads[key]() : needs(`document.${key}`);
    },
    has: (_, key) => realOwn.call(documentReads, key) || needs(`${text(key)} in document`),
    set: (_, key) => needs(`document.${text(key)} = …`),
    defineProperty: (_, key) => needs(`document.${text(key)} = …`),
    ownKeys: () => needs('Object.keys(document)'),
  });

  // ---- addresses, forms

  const pairs = (init) => {
    if (init === undefined || init === null) return [];
    if (typeof init === 'object' && typeof init[Symbol.iterator] === 'function') return [...init].map(([name, value]) => [text(name), text(value)]);
    if (typeof init === 'object') return realKeys(init).map((name) => [name, text(init[name])]);
    return host.decode(text(init).replace(/^\?/, ''));
  };
  class Pairs {
    #list;
    constructor(list) { this.#list = list; }
    get(name) { return this.#list.find(([held]) => held === text(name))?.[1] ?? null; }
    getAll(name) { return this.#list.filter(([held]) => held === text(name)).map(([, value]) => value); }
    has(name) { return this.#list.some(([held]) => held === text(name)); }
    append(name, value) { this.#list.push([text(name), text(value)]); }
    delete(name) { this.#list = this.#list.filter(([held]) => held !== text(name)); }
    set(name, value) {
      const at = this.#list.findIndex(([held]) => held === text(name));
      if (at < 0) return this.append(name, value);
      this.#list = this.#list.filter(([held], i) => held !== text(name) || i <= at);
      this.#list[at][1] = text(value);
    }
    forEach(f, self) { for (const [name, value] of this.#list) f.call(self, value, name, this); }
    *entries() { for (const [name, value] of this.#list) yield [name, value]; }
    *keys() { for (const [name] of this.#list) yield name; }
    *values() { for (const [, value] of this.#list) yield value; }
    [Symbol.iterator]() { return this.entries(); }
    get [Symbol.toStringTag]() { return this.constructor.name; }
  }
  class FormData extends Pairs {
    constructor(form, submitter) {
      if (form !== undefined && (of(form) < 0 || ask(of(form), 'tag') !== 'form')) throw new TypeError("parameter 1 is not of type 'HTMLFormElement'");
      const list = form === undefined ? [] : host.entries(of(form), submitter ? of(submitter) : -1);
      super(list.map(([name, value]) => [name, value ?? needs('a File')]));
    }
  }
  class URLSearchParams extends Pairs {
    constructor(init) { super(pairs(init)); }
    get size() { return [...this].length; }
    sort() { needs('URLSearchParams.sort'); }
    toString() { return host.encode([...this]); }
  }
  const addressParts = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
  class URL {
    #parts;
    constructor(address, base) {
      this.#parts = host.parse(text(address), base === undefined ? '' : text(base));
      if (!this.#parts) throw new TypeError(`Failed to construct 'URL': Invalid URL`);
    }
    get searchParams() { return new URLSearchParams(this.search); }
    toString() { return this.href; }
    toJSON() { return this.href; }
    static part(url, name) { return url.#parts[name]; }
  }
  const partOf = URL.part;
  delete URL.part;
  for (const name of addressParts) {
    Object.defineProperty(URL.prototype, name, { get() { return partOf(this, name); }, set() { needs(`url.${name} = …`); }, configurable: true, enumerable: true });
  }
  const location = new Proxy({}, {
    get: (target, key) => {
      if (key === 'toString' || key === Symbol.toPrimitive) return () => host.href();
      if (typeof key === 'symbol' || key === 'then') return target[key];
      return addressParts.includes(key) && !/^(username|password)$/.test(key) ? host.parse(host.href(), '')[key] : needs(`location.${key}`);
    },
    set: (_, key) => needs(`location.${text(key)} = …`),
    ownKeys: () => needs('Object.keys(location)'),
  });

  // ---- htmx itself

  const htmx = (() => {
    const extended = (selector) => /^(closest|find|findAll|next|previous|global|host|root|body|document|window|this)\b/.test(selector.trim()) || selector.includes('<');
    const within = (a, b) => {
      const [start, selector] = b === undefined ? [document, a] : [a, b];
      if (of(start) < 0 && start !== document || extended(text(selector))) needs('htmx.find');
      return [start, selector];
    };
    // htmx 4.0.1 #findAllExt: from an element, or from the document
    const all = (a, b) => {
      const start = b === undefined ? document : (typeof a === 'string' ? all(a)[0] : a) ?? document.body;
      return ask(start === document ? ROOT : of(start), 'extended', b === undefined ? a : b).map((found) => (found === ROOT ? document : wrap(found)));
    };
    const four = () => known.version.startsWith('4');
    const known = {
      find: (a, b) => { if (four()) return all(a, b)[0]; const [start, selector] = within(a, b); return start.querySelector(selector); },
      findAll: (a, b) => { if (four()) return all(a, b); const [start, selector] = within(a, b); return start.querySelectorAll(selector); },
      closest: (node, selector) => (typeof node === 'string' ? document.querySelector(node) : node)?.closest(selector),
      parseInterval: (written) => {
        if (written === undefined || typeof written === 'number') return written;
        const [, n, unit] = /^([\d.]+)(ms|s|m)?$/.exec(text(written)) ?? [];
        const value = parseFloat(n) * ({ ms: 1, s: 1000, m: 60000 }[unit] ?? 1);
        return Number.isNaN(value) ? undefined : value;
      },
      config: {}, version: '', logger: null,
    };
    for (const name of ['on', 'off', 'onLoad', 'defineExtension', 'removeExtension', 'registerExtension', 'logAll', 'logNone', 'process', 'trigger', 'ajax',
      'addClass', 'removeClass', 'toggleClass', 'takeClass', 'remove', 'swap', 'timeout', 'initialize']) {
      known[name] = () => { if (!host.loading()) needs(`htmx.${name}`); host.leaves(); };
    }
    return new Proxy(known, { get: (target, key) => (key in target || typeof key === 'symbol' || key === 'then' ? target[key] : needs(`htmx.${key}`)) });
  })();
  const apiNames = ['registerExtension', 'process', 'initialize', 'swap', 'timeout', 'onLoad', 'on', 'find', 'findAll', 'parseInterval', 'trigger', 'ajax'];
  const api = (self) => Object.fromEntries(apiNames.map((name) => [name,
    /^find/.test(name) ? (a, b) => (b === undefined ? htmx[name](of(self) < 0 ? document : self, a) : htmx[name](a, b)) : (...list) => htmx[name](...list)]));

  // ---- events

  const ofEveryEvent = ['bubbles', 'cancelable', 'composed', 'defaultPrevented', 'eventPhase', 'isTrusted', 'timeStamp', 'returnValue', 'cancelBubble'];
  const ofKeys = ['key', 'code', 'repeat', 'isComposing', 'keyCode', 'charCode', 'location', 'submitter', 'data', 'inputType'];
  const phases = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };
  let event, eventFields;
  const makeEvent = (scope) => {
    const target = one(scope.target), currentTarget = one(scope.currentTarget);
    eventFields = { ...phases, ...scope.properties, type: scope.type, target, srcElement: target, currentTarget };
    if (scope.submitter !== null || scope.type === 'submit') eventFields.submitter = one(scope.submitter);
    for (const name of ['preventDefault', 'stopPropagation', 'stopImmediatePropagation']) eventFields[name] = () => {};
    const missing = (key) => {
      if (typeof key === 'symbol' || key === 'then') return undefined;
      if (ofKeys.includes(key) && realKeys(scope.properties).length && !/^key/.test(scope.type)) return undefined;
      return scope.complete && !ofEveryEvent.includes(key) && key !== 'composedPath' ? undefined : needs(`event.${key}`);
    };
    return new Proxy(eventFields, {
      get: (fields, key) => (realOwn.call(fields, key) ? fields[key] : missing(key)),
      has: (fields, key) => realOwn.call(fields, key) || (missing(key), false),
      set: (_, key) => needs(`event.${text(key)} = …`),
      ownKeys: () => needs('Object.keys(event)'),
    });
  };

  // ---- the window

  const eventNames = new Set(['altKey', 'ctrlKey', 'metaKey', 'shiftKey', 'key', 'code', 'button', 'buttons', 'detail', 'target', 'type', 'repeat', 'data',
    'which', 'keyCode', 'charCode', 'currentTarget', 'srcElement', 'submitter', 'relatedTarget', 'clientX', 'clientY', 'pageX', 'pageY', 'isTrusted', 'inputType', 'isComposing']);
  const missing = (key) => {
    if (browserNames.has(key)) return needs(key);
    const found = many(ask(ROOT, 'global', key));
    if (found.length > 1) return collection('HTMLCollection', found, true);
    if (found.length === 1) return found[0];
    return host.complete() || eventNames.has(key) || key === 'then' ? undefined : needs(key);
  };
  const window = new Proxy(globalThis, {
    get: (target, key) => (typeof key === 'symbol' || Reflect.has(target, key) ? Reflect.get(target, key) : missing(key)),
    set: (target, key, value) => Reflect.set(target, key, value),
    has: (target, key) => Reflect.has(target, key) || missing(key) !== undefined,
    defineProperty: (target, key, descriptor) => Reflect.defineProperty(target, key, descriptor),
  });
  for (const [name, value] of Object.entries({ window, self: window, frames: window, document, FormData, URLSearchParams, URL, NodeList, HTMLCollection, RadioNodeList,
    addEventListener: () => host.leaves(), removeEventListener: () => {}, queueMicrotask: (f) => { Promise.resolve().then(() => f()); },
    clearTimeout: () => {}, clearInterval: () => {} })) define(globalThis, name, value);
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) define(globalThis, name, () => { host.leaves(); return 1; });
  const console = {};
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group', 'groupCollapsed', 'groupEnd', 'time', 'timeEnd', 'assert', 'count']) console[name] = () => {};
  define(globalThis, 'console', console);
  for (const [name, get, set] of [['location', () => location, () => needs('location = …')], ['event', () => event, () => {}],
    ['origin', () => location.origin, () => {}]]) Object.defineProperty(globalThis, name, { get, set, configurable: true, enumerable: false });
  Math.random = () => host.random();
  const RealDate = Date;
  RealDate.now = () => Math.trunc(host.now());
  const ToldDate = new Proxy(RealDate, {
    construct: (target, list, made) => Reflect.construct(target, list.length ? list : [RealDate.now()], made === ToldDate ? target : made),
    apply: () => needs('Date()'),
  });
  RealDate.prototype.constructor = ToldDate;
  define(globalThis, 'Date', ToldDate);
  for (const [prototype, label, names] of [[RealDate.prototype, 'Date', ['toString', 'toTimeString', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']],
    [Number.prototype, 'Number', ['toLocaleString']], [BigInt.prototype, 'BigInt', ['toLocaleString']], [Array.prototype, 'Array', ['toLocaleString']],
    [String.prototype, 'String', ['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase']]]) {
    for (const name of names) define(prototype, name, () => needs(`${label}.${name}`));
  }
  // loops inside of the engine that its clock does not stop
  const most = 1e6;
  for (const name of ['at', 'concat', 'copyWithin', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flat', 'flatMap', 'forEach', 'includes',
    'indexOf', 'join', 'lastIndexOf', 'map', 'reduce', 'reduceRight', 'reverse', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'toString', 'unshift', 'shift', 'with']) {
    const real = Array.prototype[name];
    if (!real) continue;
    define(Array.prototype, name, { [name](...list) {
      if (this !== null && this !== undefined && this.length > most) { host.limit(); throw new RangeError('the list is too long'); }
      return Reflect.apply(real, this, list);
    } }[name]);
  }

  // names in the code that the window has in a browser: what they are, or that they need one
  const declare = (code) => {
    for (const name of new Set(code.match(/[A-Za-z_$][\w$]*/g) ?? [])) {
      const held = Object.getOwnPropertyDescriptor(globalThis, name);
      if (held) continue;
      if (browserNames.has(name)) {
        Object.defineProperty(globalThis, name, { get: () => needs(name), set: (value) => define(globalThis, name, value), configurable: true, enumerable: false });
      } else if (ask(ROOT, 'global', name).length) {
        Object.defineProperty(globalThis, name, { get: () => missing(name), set: (value) => define(globalThis, name, value), configurable: true, enumerable: false });
      }
    }
  };

  const setUp = (scope) => {
    eventFields = {};
    event = scope.event ? makeEvent(scope.event) : undefined;
  };
  const run = (code, scope) => {
    declare(code);
    setUp(scope);
    const self = scope.self === null ? window : wrap(scope.self);
    if (scope.names === 'plain') return plainFunction(`return (${code})`).call(self);
    const names = { ...api(self), ...(scope.names === 'filter' ? eventFields : {}) };
    for (const name in names) if (!/^[a-z]+$/i.test(name)) delete names[name];
    const made = scope.names === 'filter' ? plainFunction : AsyncFunction;
    return made(...realKeys(names), `return (${code})`).call(self, ...Object.values(names));
  };
  const json = (value, replace) => { const written = stringify(value, replace); return written === undefined ? null : written; };
  const members = (walk, replace) => (object) => {
    if (object === null || object === undefined) return walk === 'keys' ? realKeys(object) : [];
    const names = [];
    if (walk === 'owned') { for (const name in object) if (object.hasOwnProperty(name)) names.push(name); }
    else names.push(...realKeys(Object(object)));
    return names.map((name) => {
      const value = object[name];
      const kind = value === null || value === undefined ? 'nullish' : typeof value === 'function' ? 'function' : 'other';
      return [name, kind, json(value, replace)];
    });
  };
  const describe = (thrown) => (thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : typeof thrown === 'object' ? 'an object was thrown' : text(thrown));
  const finish = (code, written, then, holder = { done: false }) => {
    const scope = JSON.parse(written), value = run(code, scope);
    if (scope.names === 'api') value.then((value) => { holder.value = stringify(then(value)) ?? null; holder.done = true; }, (thrown) => { holder.thrown = describe(thrown); holder.done = true; })
      .catch((thrown) => { holder.thrown = describe(thrown); holder.done = true; });
    else { holder.value = stringify(then(value)) ?? null; holder.done = true; }
    return holder;
  };
  return {
    evaluate: (code, scope) => finish(code, scope, (value) => value),
    members: (code, walk, scope) => finish(code, scope, members(walk)),
    call: (code, argument, scope) => {
      declare(code);
      setUp(JSON.parse(scope));
      return Number(plainFunction(`return (${code}\n)`)()(argument));
    },
    prepare: (code, scope) => { declare(code); setUp(JSON.parse(scope)); },
    htmx: (present, version, config) => {
      if (version !== '') { htmx.config = JSON.parse(config); htmx.version = version; }
      if (present) define(globalThis, 'htmx', htmx); else delete globalThis.htmx;
    },
    config: () => stringify(members('assigned', (_, value) => (value === Infinity ? Number.MAX_VALUE : value))(htmx.config)),
    describe,
  };
}
