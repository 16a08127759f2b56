/** Scripts that mean harm, by what they do. */
export const hostileScripts: { readonly [what: string]: string } = {
  'endless loop': 'for (;;) {}',
  'catastrophic regex': `/^(a+)+$/.test(${JSON.stringify(`${'a'.repeat(50)}!`)})`,
  'string growth': 'var list = [], s = "x"; for (;;) { s = s.length > 1e6 ? "x" : s + s; list.push(s + list.length); }',
  'typed arrays': 'var list = []; for (;;) list.push(new Uint8Array(1e6));',
  'typed arrays, caught': 'var list = []; for (;;) try { list.push(new Uint8Array(1e6)); } catch (e) {}',
  'array of holes as text': 'new Array(1e9) + ""',
  'endless microtasks': 'function again() { return Promise.resolve().then(again); } again();',
  'deep recursion': '(function f() { return f() + 1; })()',
  'nested JSON': 'JSON.parse(new Array(2e6).join("["))',
  'endless toJSON': 'set("a", { toJSON: function () { for (;;) {} } });',
  'flood of effects': 'for (;;) send("x");',
  'constructor escape': '(function () {}).constructor("return process")().exit()',
};
