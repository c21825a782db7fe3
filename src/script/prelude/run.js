  // ---- what is called from outside

  const compile = (made, ...list) => {
    try { return made(...list); } catch (error) {
      if (error instanceof RealSyntaxError) host.broken(describe(error));
      throw error;
    }
  };
  const setUp = (scope) => {
    eventFields = {};
    event = scope.event ? makeEvent(scope.event) : undefined;
  };
  const run = (code, scope) => {
    declare(code, false);
    setUp(scope);
    const self = scope.self === null ? window : wrap(scope.self);
    if (scope.names === 'plain') return compile(plainFunction, `return (${code})`).call(self);
    const names = { ...api(self), ...(scope.names === 'filter' ? eventFields : {}) };
    for (const name in names) if (!/^[a-z]+$/i.test(name)) delete names[name];
    const made = scope.names === 'filter' ? plainFunction : AsyncFunction;
    return compile(made, ...realKeys(names), `return (${code})`).call(self, ...Object.values(names));
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
      declare(code, false);
      setUp(JSON.parse(scope));
      return Number(compile(plainFunction, `return (${code}\n)`)()(argument));
    },
    prepare: (code, scope) => { declare(code, true); setUp(JSON.parse(scope)); },
    htmx: (present, version, extended, config) => {
      findsExtended = extended;
      if (version !== '') { htmx.config = JSON.parse(config); htmx.version = version; }
      if (present) define(globalThis, 'htmx', htmx); else delete globalThis.htmx;
    },
    config: () => stringify(members('assigned', (_, value) => (value === Infinity ? Number.MAX_VALUE : value))(htmx.config)),
    describe, kept,
  };
}
