  // ---- errors: what the engine itself says of one is not what a browser says

  const RealError = Error, RealSyntaxError = SyntaxError;
  const said = new WeakMap(), written = new WeakSet();
  let writing = 0;
  const stack = new Proxy({}, Object.fromEntries(['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor']
    .map((trap) => [trap, () => needs('error.stack')])));
  RealError.prepareStackTrace = (error) => {
    if (!(error instanceof RealError) || written.has(error) || said.has(error)) return stack;
    if (writing > 0) { written.add(error); return stack; }
    const words = text(error.message);
    said.set(error, words);
    host.says(words);
    Object.defineProperty(error, 'message', { get: () => needs('error.message'), set: (value) => define(error, 'message', value), configurable: true, enumerable: false });
    return stack;
  };
  delete RealError.prepareStackTrace;
  delete RealError.stackTraceLimit;
  define(RealError, 'stackTraceLimit', 10);
  const told = (Real) => {
    const wrote = (make) => { writing += 1; try { return make(); } finally { writing -= 1; } };
    const Told = new Proxy(Real, {
      construct: (target, list, made) => wrote(() => Reflect.construct(target, list, made === Told ? target : made)),
      apply: (target, self, list) => wrote(() => Reflect.apply(target, self, list)),
    });
    define(Real.prototype, 'constructor', Told);
    define(globalThis, Real.name, Told);
    if (Real !== RealError) Object.setPrototypeOf(Real, Error);
  };
  [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError].forEach(told);
  if (globalThis.SuppressedError) told(globalThis.SuppressedError);
  const describe = (thrown) => {
    try {
      if (thrown instanceof RealError) return `${thrown.name}: ${said.get(thrown) ?? thrown.message}`.toWellFormed();
      return thrown !== null && typeof thrown === 'object' ? 'an object was thrown' : String(thrown).toWellFormed();
    } catch { return 'an object was thrown'; }
  };

