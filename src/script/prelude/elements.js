  // ---- elements

  const handles = new WeakMap(), cache = new Map();
  const of = (node) => handles.get(node) ?? -1;
  // the nodes that code still holds, and their numbers; others are forgotten
  const kept = () => {
    for (const [handle, ref] of cache) if (ref.deref() === undefined) cache.delete(handle);
    return [...cache.keys()];
  };
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
    headers: 'headers', hreflang: 'hreflang', download: 'download', srcset: 'srcset' };
  const owners = { name: /^(a|button|details|embed|fieldset|form|frame|iframe|img|input|map|meta|object|output|param|select|slot|textarea)$/,
    accept: /^input$/, placeholder: /^(input|textarea)$/, pattern: /^input$/, min: /^(input)$/, max: /^(input)$/, step: /^input$/,
    htmlFor: /^label$/, rel: /^(a|area|form|link)$/, target: /^(a|area|base|form|link)$/, content: /^meta$/, httpEquiv: /^meta$/,
    alt: /^(area|img|input)$/, media: /^(link|meta|source|style)$/, headers: /^t[dh]$/,
    hreflang: /^(a|link)$/, download: /^(a|area)$/, srcset: /^(img|source)$/,
    required: /^(input|select|textarea)$/, readOnly: /^(input|textarea)$/, multiple: /^(input|select)$/, autofocus: /./, hidden: /./,
    disabled: /^(button|fieldset|input|link|optgroup|option|select|style|textarea)$/, noValidate: /^form$/, open: /^(details|dialog)$/,
    defaultChecked: /^input$/, defaultSelected: /^option$/, formNoValidate: /^(button|input)$/, inert: /./ };
  // what others have by these names, and not as their attribute says
  const unlike = { htmlFor: /^(output|script)$/, min: /^meter$/, max: /^(meter|progress)$/, content: /^template$/, disabled: /^(link|style)$/, text: /^body$/, defaultValue: /^output$/, scope: /^t[dh]$/ };
  const flags = { required: 'required', readOnly: 'readonly', multiple: 'multiple', autofocus: 'autofocus', hidden: 'hidden',
    disabled: 'disabled', noValidate: 'novalidate', open: 'open', defaultChecked: 'checked', defaultSelected: 'selected',
    formNoValidate: 'formnovalidate', inert: 'inert' };
  const controls = /^(button|fieldset|input|object|output|select|textarea)$/;
  const addresses = { href: /^(a|area|link)$/, src: /^(audio|embed|iframe|img|input|script|source|track|video)$/, action: /^form$/,
    formAction: /^(button|input)$/, cite: /^(blockquote|del|ins|q)$/ };
  const dataName = (key) => 'data-' + key.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());
  const dataset = (node) => {
    const values = {};
    for (const [name, value] of ask(node, 'attributes')) {
      if (name.startsWith('data-') && !/[A-Z]/.test(name)) values[name.slice(5).replace(/-([a-z])/g, (_, c) => c.toUpperCase())] = value;
    }
    return new Proxy(values, { get: (held, key) => (key === Symbol.toStringTag ? 'DOMStringMap' : held[key]), set: (_, key) => needs(`dataset.${text(key)} = …`), deleteProperty: (_, key) => needs(`delete dataset.${text(key)}`) });
  };
  const classList = (node) => {
    const tokens = [...new Set((attribute(node, 'class') ?? '').split(/[\t\n\f\r ]+/).filter(Boolean))];
    const list = Object.assign(Object.create(DOMTokenList.prototype), tokens);
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
    options: (node, tag) => (tag === 'select' ? collection('HTMLOptionsCollection', many(ask(node, 'options')), true)
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
    if ((realOwn.call(unlike, key) && unlike[key].test(tag)) || (key === 'hidden' && attribute(node, 'hidden')?.toLowerCase() === 'until-found')) return needs(`${tag}.${key}`);
    if (key !== 'id' && !ask(node, 'isHtml')) return needs(`element.${key}`);
    if (realOwn.call(some, key)) return some[key](node, tag);
    if (realOwn.call(flags, key)) return owners[key].test(tag) ? attribute(node, flags[key]) !== null : undefined;
    if (realOwn.call(reflected, key)) return !owners[key] || owners[key].test(tag) ? attribute(node, reflected[key]) ?? '' : undefined;
    if (realOwn.call(addresses, key) && addresses[key].test(tag)) return ask(node, 'address', key.toLowerCase());
    if (/^\d+$/.test(key) && tag === 'form') return one(ask(node, 'elements')[key]) ?? undefined;
    if (/^\d+$/.test(key) && tag === 'select') return one(ask(node, 'options')[key]) ?? undefined;
    if (key === 'then' || key === 'nodeName') return undefined;
    return needs(`element.${key}`);
  };
  const elementTraps = {
    get: (target, key) => {
      if (typeof key === 'symbol') return key === Symbol.toPrimitive ? () => needs('String(element)') : key === Symbol.toStringTag ? needs('Object.prototype.toString.call(element)') : target[key];
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
    let node = cache.get(handle)?.deref();
    if (!node) {
      node = new Proxy({ handle }, elementTraps);
      cache.set(handle, new RealWeakRef(node));
      handles.set(node, handle);
    }
    return node;
  };

