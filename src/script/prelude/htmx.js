  // ---- htmx itself

  let findsExtended = false;
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
    const known = {
      find: (a, b) => { if (findsExtended) return all(a, b)[0]; const [start, selector] = within(a, b); return start.querySelector(selector); },
      findAll: (a, b) => { if (findsExtended) return all(a, b); const [start, selector] = within(a, b); return start.querySelectorAll(selector); },
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
    return new Proxy(known, { ownKeys: () => needs('Object.keys(htmx)'), get: (target, key) => (key in target || typeof key === 'symbol' || key === 'then' ? target[key] : needs(`htmx.${key}`)) });
  })();
  const apiNames = ['registerExtension', 'process', 'initialize', 'swap', 'timeout', 'onLoad', 'on', 'find', 'findAll', 'parseInterval', 'trigger', 'ajax'];
  const api = (self) => Object.fromEntries(apiNames.map((name) => [name,
    /^find/.test(name) ? (a, b) => (b === undefined ? htmx[name](of(self) < 0 ? document : self, a) : htmx[name](a, b)) : (...list) => htmx[name](...list)]));

