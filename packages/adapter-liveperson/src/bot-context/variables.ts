import type { LivePersonPolicies } from '../policies.ts';

/**
 * Variables, and what a call of an integration leaves: `api_<RDV>` is an object whose `jsonData` is JSON of
 * `{ "api_<RDV>": body }`, the same object each time, and to store it again replaces the result. Values that are no lists
 * and no objects are text; an unset variable is null.
 *
 * What a search in a knowledge base found is that JSON itself, as text: the object is that text as well.
 *
 * Assumed: `.count` of a field that is no list is 1, or 0 where nothing was found.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-get-set-session-data.html
 * @see https://developers.liveperson.com/conversation-builder-integrations-integration-basics.html
 */
export const preludeVariables = ({ statusWithoutResponse }: Pick<LivePersonPolicies, 'statusWithoutResponse'>): string => `
var written = bare(null), results = bare(null);
function variable(name) {
  if (name in written) return written[name];
  var value = host.read("variables", name);
  return value === undefined ? null : value;
}
function responseOf(name) {
  var value = host.read("variables", name);
  return typeof value === "object" && value !== null && has(value, "$outcome") ? value : null;
}
function resultOf(name) {
  if (name in results) return results[name];
  var response = responseOf(name);
  if (response === null) return undefined;
  if (!has(response, "$body")) return (results[name] = null);
  var body = host.text("variables", name, "$body");
  var result = { jsonData: "{" + stringify("api_" + name) + ":" + body + "}" };
  define(result, "toString", { value: function () { return this.jsonData; } });
  return (results[name] = result);
}
function statusOf(name) {
  var response = responseOf(name);
  if (response === null) return undefined;
  return has(response, "$status") ? response.$status : Count(${JSON.stringify(statusWithoutResponse)});
}
function countOf(value) {
  if (value === undefined || value === null) return 0;
  return isArray(value) ? value.length : 1;
}
// The longest name of a response that the name begins with wins.
function fieldOf(name) {
  for (var dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    var response = responseOf(name.slice(0, dot));
    if (response === null) continue;
    var field = name.slice(dot + 1);
    if (has(response, field)) return response[field];
    var computed = computedField(name.slice(0, dot), field), counted = field.slice(0, -6);
    if (computed !== undefined || !/\\.count$/.test(field)) return computed === undefined ? null : computed;
    return countOf(has(response, counted) ? response[counted] : computedField(name.slice(0, dot), counted));
  }
  return undefined;
}
function isOfCall(name) {
  return name.slice(0, 4) === "api_";
}
function fromCall(name) {
  if (isOfCall(name)) {
    var result = resultOf(name.slice(4));
    if (result !== undefined) return result;
    if (name.slice(-6) === "Status") {
      var code = statusOf(name.slice(4, -6));
      if (code !== undefined) return code;
    }
  }
  return fieldOf(name);
}
botContext.getBotVariable = function getBotVariable(name) {
  var said = textOf(name), value = variable(said);
  if (value !== null || said in written) return value;
  var found = fromCall(said);
  return found === undefined ? null : found;
};
// What JSON.stringify has just made is JSON, and need not be read to know it.
var lastJson;
define(JSON, "stringify", {
  writable: true,
  configurable: true,
  value: function (value, replacer, space) { return (lastJson = stringify(value, replacer, space)); }
});
function isWrapped(text, key) {
  if (text === lastJson && text.lastIndexOf("{" + stringify(key) + ":", 0) === 0) return true;
  try {
    var wrapped = parse(text);
  } catch (error) {
    return false;
  }
  return wrapped !== null && typeof wrapped === "object" && has(wrapped, key);
}
function storedResult(name, value) {
  var text = textOf(typeof value === "string" ? value : value.jsonData);
  if (responseOf(name) === null || !isWrapped(text, "api_" + name)) return false;
  host.emit({ kind: "result", variable: name, body: host.json(text, "api_" + name) });
  if (typeof value === "object") results[name] = value;
  return true;
}
botContext.setBotVariable = function setBotVariable(name, value, forSession, forEver) {
  var said = nameOf(textOf(name), "the name of a variable");
  if (isOfCall(said) && value !== null && value !== undefined && storedResult(said.slice(4), value)) return;
  var stored = value === undefined ? null : typeof value === "object" ? value : typeof value === "function" ? null : Text(value);
  written[said] = stored;
  host.emit({ kind: "set", name: said, value: stored, scope: forEver === true ? "contact" : forSession === true ? "session" : "turn" });
};
botContext.getEnvVariable = function getEnvVariable(name) {
  var value = host.read("env", textOf(name));
  return value === undefined ? null : value;
};
botContext.isApiExecutionSuccessful = function isApiExecutionSuccessful() {
  var call = host.read("lastCall");
  return call !== null && call.ok === true;
};
botContext.getApiStatusCode = function getApiStatusCode() {
  var call = host.read("lastCall");
  if (call === null) return null;
  return has(call, "status") ? Text(call.status) : ${JSON.stringify(statusWithoutResponse)};
};
`;
