  // ---- addresses, forms

  const pairs = (init) => {
    if (init === undefined || init === null) return [];
    if (typeof init === 'object' && typeof init[Symbol.iterator] === 'function') return [...init].map((given) => {
      const pair = [...given];
      if (pair.length !== 2) throw new TypeError("Failed to construct 'URLSearchParams': Sequence initializer must only contain pair elements");
      return pair.map(text);
    });
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
      if (submitter !== undefined && submitter !== null) {
        const at = of(submitter);
        if (at < 0 || !/^(submit|image)$/.test(some.type(at, ask(at, 'tag')))) throw new TypeError('The specified element is not a submit button.');
        if (ask(at, 'form') !== of(form)) needs('new FormData with the submitter of another form');
      }
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
    get [Symbol.toStringTag]() { return 'URL'; }
    toString() { return this.href; }
    toJSON() { return this.href; }
    static part(url, name) { return url.#parts[name]; }
    static canParse(address, base) { return URL.parse(address, base) !== null; }
    static parse(address, base) { try { return new URL(address, base); } catch { return null; } }
    static createObjectURL() { needs('URL.createObjectURL'); }
    static revokeObjectURL() { needs('URL.revokeObjectURL'); }
  }
  const partOf = URL.part;
  delete URL.part;
  for (const name of addressParts) {
    Object.defineProperty(URL.prototype, name, { get() { return partOf(this, name); }, set() { needs(`url.${name} = …`); }, configurable: true, enumerable: true });
  }
  const location = new Proxy({}, {
    get: (target, key) => {
      if (key === 'toString' || key === Symbol.toPrimitive) return () => host.href();
      if (key === Symbol.toStringTag) return 'Location';
      if (typeof key === 'symbol' || key === 'then') return target[key];
      return addressParts.includes(key) && !/^(username|password)$/.test(key) ? host.parse(host.href(), '')[key] : needs(`location.${key}`);
    },
    set: (_, key) => needs(`location.${text(key)} = …`),
    ownKeys: () => needs('Object.keys(location)'),
  });

