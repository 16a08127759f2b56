/** What the other parts of the prelude are made with: text, names, what a developer gave. */
export const preludeBase = `
var stringify = JSON.stringify, parse = JSON.parse, isArray = Array.isArray, Text = String, Count = Number, Wrong = TypeError, keysOf = Object.keys;
var has = Object.hasOwn, define = Object.defineProperty, bare = Object.create;
function nameOf(value, what) {
  if (typeof value !== "string" || value === "") throw new Wrong(what + " is a text that is not empty");
  return value;
}
function textOf(value) {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? stringify(value) : Text(value);
}
function given() {
  var words = ["given"];
  for (var i = 0; i < arguments.length; i++) words[i + 1] = arguments[i];
  var value = host.read.apply(null, words);
  return value === undefined ? null : value;
}
function givenText(name) {
  var value = given(name);
  return value === null ? null : textOf(value);
}
var botContext = {};
`;
