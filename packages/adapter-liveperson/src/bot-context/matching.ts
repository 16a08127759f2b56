/**
 * `evaluateOptions` and `getHoursType`.
 *
 * An option is meant by its letter (`a`, `A)`), by its label or by the whole of it; one that does not say its letter has
 * that of its position. Assumed: upper and lower case and blanks around do not matter, and what fits nothing is null.
 *
 * Hours are `TYPE~h:mm~h:mm`, for a day (`MON|…`) or a date (`12.24.2026|…`); a later entry wins. Assumed: days are named
 * by three letters or in full, and outside of all hours the type is the empty text.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-manage-conversation-flow.html
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-get-set-session-data.html
 */
export const preludeMatching = `
function fold(text) { return textOf(text).trim().toLowerCase(); }
botContext.evaluateOptions = function evaluateOptions(text, options) {
  var wanted = fold(text).replace(/\\)$/, "");
  if (!isArray(options) || wanted === "") return null;
  for (var i = 0; i < options.length; i++) {
    var parts = /^\\s*([A-Za-z0-9]{1,3})\\)\\s*([\\s\\S]*)$/.exec(textOf(options[i]));
    var letter = parts === null ? Text.fromCharCode(97 + i) : parts[1].toLowerCase();
    var label = fold(parts === null ? options[i] : parts[2]);
    if (wanted === letter || wanted === label || fold(text) === fold(options[i])) return options[i];
  }
  return null;
};
var days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
function minutesOf(clock) {
  var parts = /^(\\d{1,2}):(\\d{2})$/.exec(clock.trim());
  return parts === null ? NaN : Count(parts[1]) * 60 + Count(parts[2]);
}
function two(count) { return (count < 10 ? "0" : "") + count; }
botContext.getHoursType = function getHoursType(table, zone) {
  var offset = host.read("utcOffsetMinutes", textOf(zone));
  if (typeof offset !== "number") throw new Wrong(textOf(zone) + " is no time zone");
  var local = new Date(host.nowMs() + offset * 60000), minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  var date = two(local.getUTCMonth() + 1) + "." + two(local.getUTCDate()) + "." + local.getUTCFullYear();
  var found = "", list = isArray(table) ? table : [table];
  for (var i = 0; i < list.length; i++) {
    var halves = textOf(list[i]).split("|"), when = halves.length > 1 ? halves[0].trim().toUpperCase() : null;
    var parts = halves[halves.length - 1].split("~");
    if (when !== null && when !== date && when.slice(0, 3) !== days[local.getUTCDay()]) continue;
    if (parts.length === 3 && minute >= minutesOf(parts[1]) && minute < minutesOf(parts[2])) found = parts[0].trim();
  }
  return found;
};
`;
