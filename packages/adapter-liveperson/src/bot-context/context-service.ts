/**
 * The Conversation Context Service: namespaces of values for all, for the consumer and for the conversation, which expire
 * when their namespace says so. They are kept in variables whose names begin with `$context`.
 *
 * Assumed: a namespace that nobody registered works and never expires; and what is for all is for the consumer here, as a
 * conversation can see no further.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-manage-the-conversation-context-service.html
 */
export const preludeContextService = `
var stores = bare(null), spaces = null;
var reaches = { __proto__: null, global: "contact", user: "contact", conversation: "session" };
function copyOf(value) {
  var copy = {};
  if (typeof value !== "object" || value === null) return copy;
  var names = keysOf(value);
  for (var i = 0; i < names.length; i++) define(copy, names[i], { value: value[names[i]], writable: true, configurable: true, enumerable: true });
  return copy;
}
function keep(name, scope, value) { host.emit({ kind: "set", name: name, value: value, scope: scope }); }
function lifetimes() {
  if (spaces === null) spaces = copyOf(host.read("variables", "$context.namespaces"));
  return spaces;
}
function storeName(reach, space) { return "$context." + reach + "." + nameOf(textOf(space), "the namespace"); }
function storeOf(reach, space) {
  var name = storeName(reach, space);
  if (!(name in stores)) stores[name] = copyOf(host.read("variables", name));
  return stores[name];
}
function isAlive(entry) { return !has(entry, "untilMs") || entry.untilMs > host.nowMs(); }
function setIn(reach, space, property, value) {
  var store = storeOf(reach, space), seconds = lifetimes()[textOf(space)], entry = { value: value === undefined ? null : value };
  if (typeof seconds === "number") entry.untilMs = host.nowMs() + seconds * 1000;
  define(store, nameOf(textOf(property), "the property"), { value: entry, writable: true, configurable: true, enumerable: true });
  keep(storeName(reach, space), reaches[reach], store);
  return true;
}
function getFrom(reach, space, property) {
  var store = storeOf(reach, space), name = textOf(property);
  return has(store, name) && isAlive(store[name]) ? store[name].value : null;
}
function allFrom(reach, space) {
  var store = storeOf(reach, space), all = {}, names = keysOf(store);
  for (var i = 0; i < names.length; i++) {
    if (isAlive(store[names[i]])) define(all, names[i], { value: store[names[i]].value, writable: true, configurable: true, enumerable: true });
  }
  return new HashMap(all);
}
function deleteFrom(reach, space, property) {
  var store = storeOf(reach, space), name = textOf(property), was = has(store, name);
  delete store[name];
  keep(storeName(reach, space), reaches[reach], store);
  return was;
}
function clear(reach, space) {
  var name = storeName(reach, space);
  stores[name] = {};
  keep(name, reaches[reach], stores[name]);
  return true;
}
botContext.isContextApiEnabled = function isContextApiEnabled() { return true; };
botContext.registerContextNamespace = function registerContextNamespace(space, seconds) {
  var known = lifetimes(), name = nameOf(textOf(space), "the namespace");
  define(known, name, { value: seconds === undefined ? null : Count(seconds), writable: true, configurable: true, enumerable: true });
  keep("$context.namespaces", "contact", known);
  return true;
};
botContext.deleteContextNamespace = function deleteContextNamespace(space) {
  var known = lifetimes();
  delete known[textOf(space)];
  keep("$context.namespaces", "contact", known);
  for (var reach in reaches) clear(reach, space);
  return true;
};
botContext.setGlobalContextData = function setGlobalContextData(space, property, value) { return setIn("global", space, property, value); };
botContext.getGlobalContextData = function getGlobalContextData(space, property) { return getFrom("global", space, property); };
botContext.deleteGlobalContextData = function deleteGlobalContextData(space, property) { return deleteFrom("global", space, property); };
botContext.setContextDataForUser = function setContextDataForUser(space, property, value) { return setIn("user", space, property, value); };
botContext.getContextDataForUser = function getContextDataForUser(space, property) {
  return property === undefined ? allFrom("user", space) : getFrom("user", space, property);
};
botContext.deleteContextDataForUser = function deleteContextDataForUser(space, property) { return deleteFrom("user", space, property); };
botContext.deleteAllContextDataForUser = function deleteAllContextDataForUser(space) { return clear("user", space); };
botContext.setContextDataForConversation = function setContextDataForConversation(space, property, value) {
  return setIn("conversation", space, property, value);
};
botContext.getContextDataForConversation = function getContextDataForConversation(space, property) {
  return property === undefined ? allFrom("conversation", space) : getFrom("conversation", space, property);
};
botContext.deleteContextDataForConversation = function deleteContextDataForConversation(space, property) {
  return deleteFrom("conversation", space, property);
};
botContext.deleteAllContextDataForConversation = function deleteAllContextDataForConversation(space) { return clear("conversation", space); };
`;
