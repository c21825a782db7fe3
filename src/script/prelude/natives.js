  // ---- loops inside of the engine, which its clock does not stop: those that are too long do not begin

  const apply = Reflect.apply, mostItems = 1e6, mostSteps = 5e8, few = 1000;
  const natives = new WeakSet(), realText = Function.prototype.toString;
  const steps = (count, most) => {
    if (count > most) { host.limit(); throw new RangeError('the list is too long'); }
    if (count > few && host.late()) throw new RangeError('the time is over');
  };
  const guard = (object, name, check) => {
    const real = object[name];
    const guarded = { [name](...list) { check(this, list); return apply(real, this, list); } }[name];
    Object.defineProperty(guarded, 'length', { value: real.length, configurable: true });
    natives.add(guarded);
    define(object, name, guarded);
  };
  const isMethod = (object, name) => name !== 'constructor' && typeof Object.getOwnPropertyDescriptor(object, name).value === 'function';
  const lengthOf = (list) => (list === null || list === undefined ? 0 : list.length);
  const spread = (list) => (list !== null && typeof list === 'object' && (list[Symbol.isConcatSpreadable] ?? Array.isArray(list)) ? list.length : 0);
  const iterators = ['entries', 'keys', 'values', 'push', 'pop', 'toLocaleString', 'subarray'];
  for (const prototype of [Array.prototype, Object.getPrototypeOf(Uint8Array.prototype)]) {
    for (const name of Object.getOwnPropertyNames(prototype).filter((name) => isMethod(prototype, name) && !iterators.includes(name))) {
      guard(prototype, name, name === 'concat' ? (self, list) => [self, ...list].forEach((one) => steps(spread(one), mostItems))
        : (self) => steps(lengthOf(self), mostItems));
    }
  }
  const places = ['at', 'charAt', 'charCodeAt', 'codePointAt', 'toString', 'valueOf', 'localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase'];
  for (const name of Object.getOwnPropertyNames(String.prototype).filter((name) => isMethod(String.prototype, name) && !places.includes(name))) {
    guard(String.prototype, name, (self, [sought]) => {
      if (typeof self !== 'string' && !(self instanceof String)) return;
      if (typeof sought === 'string') steps(self.length * Math.max(sought.length, 1), mostSteps);
      else steps(self.length, sought !== null && typeof sought === 'object' ? mostItems : mostSteps);
    });
  }
  guard(String, 'raw', (_, [strings]) => steps(lengthOf(strings?.raw), mostItems));
  // as Chromium writes it
  define(Function.prototype, 'toString', { toString() {
    const written = natives.has(this) ? '[native code] }' : apply(realText, this, []);
    return /\[native code\]\s*}$/.test(written) ? `function ${this.name}() { [native code] }` : written;
  } }.toString);
  natives.add(Function.prototype.toString);

