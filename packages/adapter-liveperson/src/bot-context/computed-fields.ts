/**
 * Custom data fields whose path holds placeholders: what these stand for is put in where the field is read, as it is in
 * texts. Such fields stay with the platform, so their paths are read here.
 *
 * @see https://developers.liveperson.com/conversation-builder-integrations-integration-basics.html
 */
export const preludeComputedFields = `
function computedField(name, field) {
  var list = host.read("platformOptions", name, "liveperson", "customDataFields");
  for (var i = 0; isArray(list) && i < list.length; i++) {
    if (list[i].key !== field) continue;
    var path = { text: textOf(list[i].value), at: 0 }, value = placeholderIn(path, 0);
    return path.at === path.text.length && value !== undefined ? value : null;
  }
  return undefined;
}
function taken(path, pattern) {
  var found = pattern.exec(path.text.slice(path.at));
  if (found === null) return undefined;
  path.at += found[0].length;
  return found[1];
}
// The value of the placeholder that begins here; undefined where it is none, or finds nothing.
function placeholderIn(path, depth) {
  var name = taken(path, /^\\{([^{}]*)\\}/);
  if (name !== undefined && name.slice(0, 2) !== "$.") return named(name);
  if (name !== undefined) path.at -= name.length + 2;
  var wrapper = taken(path, /^\\{\\$\\.api_([^.[\\]{}]+)/), response = wrapper === undefined ? null : responseOf(wrapper);
  var value = response === null ? undefined : response.$body;
  for (;;) {
    if (taken(path, /^(\\})/) !== undefined) return value;
    var step = taken(path, /^\\.([^.[\\]{}]+)/);
    if (step === undefined) step = taken(path, /^\\[(\\d+)\\]/);
    if (step === undefined) {
      var opening = taken(path, /^([.[])(?=\\{)/);
      if (opening === undefined || depth > 8) return undefined;
      step = textOf(placeholderIn(path, depth + 1));
      if (opening === "[" && taken(path, /^(\\])/) === undefined) return undefined;
    }
    value = typeof value === "object" && value !== null && has(value, step) ? value[step] : undefined;
  }
}
function named(name) {
  if (name.slice(0, 12) === "$botContext.") return botContext.getBotVariable(name.slice(12));
  if (name.slice(0, 5) === "$env.") return botContext.getEnvVariable(name.slice(5));
  if (name === "$userMessage" || name === "$query") return botContext.getCurrentUserMessage();
  if (name === "$quickReplyPayload") return botContext.getQuickReplyPayload();
  if (name === "$conversationId") return botContext.getConversationId();
  return name.charAt(0) === "$" ? undefined : botContext.getBotVariable(name);
}
`;
