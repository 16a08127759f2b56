/**
 * A `java.util.HashMap` as scripts see one: its methods, and `map[key]`. What walks through it is a list, as `for each`
 * wants it.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-manage-the-context-session-store.html
 */
export const preludeHashMap = `
function HashMap(entries) {
  var names = keysOf(entries || {});
  for (var i = 0; i < names.length; i++) this[names[i]] = entries[names[i]];
}
function method(name, act) {
  define(HashMap.prototype, name, { value: act, writable: true, configurable: true, enumerable: false });
}
function own(map, key) {
  return has(map, key) ? map[key] : null;
}
method("keySet", function keySet() { return keysOf(this); });
method("values", function values() {
  var map = this;
  return keysOf(map).map(function (key) { return map[key]; });
});
method("entrySet", function entrySet() {
  var map = this;
  return keysOf(map).map(function (key) {
    return { getKey: function () { return key; }, getValue: function () { return map[key]; } };
  });
});
method("get", function get(key) { return own(this, key); });
method("getOrDefault", function getOrDefault(key, value) { return has(this, key) ? this[key] : value; });
method("put", function put(key, value) {
  var before = own(this, key);
  this[key] = value;
  return before;
});
method("remove", function remove(key) {
  var before = own(this, key);
  delete this[key];
  return before;
});
method("containsKey", function containsKey(key) { return has(this, key); });
method("size", function size() { return keysOf(this).length; });
method("isEmpty", function isEmpty() { return keysOf(this).length === 0; });
method("toString", function toString() {
  var map = this;
  return "{" + keysOf(map).map(function (key) { return key + "=" + textOf(map[key]); }).join(", ") + "}";
});
`;
