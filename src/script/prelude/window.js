  // ---- the window

  const eventNames = new Set(['altKey', 'ctrlKey', 'metaKey', 'shiftKey', 'key', 'code', 'button', 'buttons', 'detail', 'target', 'type', 'repeat', 'data',
    'which', 'keyCode', 'charCode', 'currentTarget', 'srcElement', 'submitter', 'relatedTarget', 'clientX', 'clientY', 'pageX', 'pageY', 'isTrusted', 'inputType', 'isComposing']);
  const missing = (key) => {
    if (host.isBrowserName(key)) return needs(key);
    const found = many(ask(ROOT, 'global', key));
    if (found.length > 1) return collection('HTMLCollection', found, true);
    if (found.length === 1) return found[0];
    return host.complete() || eventNames.has(key) || key === 'then' ? undefined : needs(key);
  };
  const window = new Proxy(globalThis, {
    get: (target, key) => (key === Symbol.toStringTag ? 'Window' : typeof key === 'symbol' || Reflect.has(target, key) ? Reflect.get(target, key) : missing(key)),
    set: (target, key, value) => Reflect.set(target, key, value),
    has: (target, key) => Reflect.has(target, key) || missing(key) !== undefined,
    ownKeys: () => needs('Object.keys(window)'),
    defineProperty: (target, key, descriptor) => Reflect.defineProperty(target, key, descriptor),
  });
  for (const [name, value] of Object.entries({ window, globalThis: window, self: window, frames: window, document, FormData, URLSearchParams, URL, NodeList, HTMLCollection, RadioNodeList,
    addEventListener: () => host.leaves(), removeEventListener: () => {}, queueMicrotask: (f) => { Promise.resolve().then(() => f()); },
    clearTimeout: () => {}, clearInterval: () => {} })) define(globalThis, name, value);
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) define(globalThis, name, () => { host.leaves(); return 1; });
  const console = { [Symbol.toStringTag]: 'console' };
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
    [Number.prototype, 'Number', ['toLocaleString']], [BigInt.prototype, 'BigInt', ['toLocaleString']], [Array.prototype, 'Array', ['toLocaleString']], [Object.getPrototypeOf(Uint8Array.prototype), 'TypedArray', ['toLocaleString']],
    [String.prototype, 'String', ['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase']]]) {
    for (const name of names) define(prototype, name, () => needs(`${label}.${name}`));
  }
  for (const name of ['$1', '$2', '$3', '$4', '$5', '$6', '$7', '$8', '$9', '$_', '$&', '$+', '$`', "$'", 'input', 'lastMatch', 'lastParen', 'leftContext', 'rightContext']) {
    Object.defineProperty(RegExp, name, { get: () => needs(`RegExp.${name}`), set: () => {}, configurable: true, enumerable: false });
  }
  // what a browser does not have, or has otherwise: no garbage is collected at the same time
  for (const name of ['performance', 'InternalError', 'DOMException', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer']) delete globalThis[name];

  // names that the window has in a browser: of elements, and of what needs one
  const declared = new Map();
  const declare = (code, lasting) => {
    for (const name of host.browserNames(code)) {
      if (Object.getOwnPropertyDescriptor(globalThis, name)) continue;
      Object.defineProperty(globalThis, name, { get: () => needs(name), set: (value) => define(globalThis, name, value), configurable: true, enumerable: false });
    }
    const found = new Set(host.named(code, lasting));
    for (const [name, get] of declared) {
      if (found.has(name)) continue;
      if (Object.getOwnPropertyDescriptor(globalThis, name)?.get === get) delete globalThis[name];
      declared.delete(name);
    }
    for (const name of found) {
      if (Object.getOwnPropertyDescriptor(globalThis, name)) continue;
      const get = () => missing(name);
      Object.defineProperty(globalThis, name, { get, set: (value) => define(globalThis, name, value), configurable: true, enumerable: false });
      declared.set(name, get);
    }
  };
