import { tokenizer } from 'acorn';

/**
 * What scripts in core's own `es5` call, in the order in which a printed script names them, each as it is done with
 * `botContext`. `values` holds what the script read and wrote, `acts` what happens once it has ended
 * well, with values as they are then (`atEnd`).
 */
export const es5Functions = {
  get: `function (name) {
  named(name, "what get reads");
  if (!(name in values)) values[name] = read(name);
  return values[name];
}`,
  set: `function (name, value, scope) {
  named(name, "what set writes to");
  if (scope !== undefined && !/^(turn|flow|session|contact)$/.test(scope)) throw new TypeError("the scope of set is turn, flow, session or contact");
  var later = atEnd(value), life = scope || own(scopes, name) || "session";
  values[name] = value === undefined ? null : value;
  acts.push(function () { botContext.setBotVariable(name, asStored(later.json), life !== "turn", life === "contact"); });
}`,
  send: `function (text) {
  var said = asText(text);
  if (said === "") return;
  texts.push(said);
  acts.push(function () { if (!stopped) botContext.sendMessage(said); });
}`,
  goto: `function (name) {
  named(name, "where goto leads");
  acts.push(function () { botContext.setTriggerNextMessage(name); });
}`,
  stop: `function () {
  stopped = true;
}`,
  delay: `function (milliseconds) {
  if (typeof milliseconds !== "number" || !(milliseconds >= 0 && milliseconds < 1e9)) throw new TypeError("delay takes milliseconds");
  acts.push(function () { botContext.setMessageDelay(milliseconds); });
}`,
  result: `function (variable, body) {
  named(variable, "the variable of result");
  var later = atEnd(body);
  acts.push(function () {
    var wrapped = {}, result = botContext.getBotVariable("api_" + variable) || {};
    wrapped["api_" + variable] = later.json;
    result.jsonData = JSON.stringify(wrapped);
    botContext.setBotVariable("api_" + variable, result, true, false);
  });
}`,
  privateSend: `function (text) {
  var said = asText(text);
  acts.push(function () { botContext.sendPrivateMessage(said); });
}`,
  quickReplies: `function (options, text) {
  if (!Array.isArray(options)) throw new TypeError("quickReplies takes a list of labels, or of { label, value }");
  var said = text === undefined ? undefined : asText(text), replies = [];
  for (var i = 0; i < options.length; i++) {
    var option = options[i], isObject = option !== null && typeof option === "object";
    var label = asText(isObject ? option.label : option);
    replies.push(label + "~" + (isObject && option.value !== undefined ? asText(option.value) : label));
  }
  acts.push(function () {
    if (said === undefined) botContext.addQuickReplies(replies);
    else botContext.sendMessageWithQuickReplies(said, replies);
  });
}`,
  textSplit: `function (on) {
  var whole = !on;
  acts.push(function () { botContext.setAllowMaxTextResponse(whole); });
}`,
  event: `function (name, data) {
  named(name, "the name of event");
  var later = atEnd(data);
  acts.push(function () { botContext.logCustomEvent(botContext.getCurrentUserMessage(), name, asText(later.json)); });
}`,
  log: `function (text) {
  var said = asText(text);
  acts.push(function () { botContext.printDebugMessage(said); });
}`,
  // A dialog that was left is either gone back to, with its last message, or not at all.
  resume: `function (way) {
  if (!/^(repeat|silent|drop)$/.test(way)) throw new TypeError("resume takes repeat, silent or drop");
  acts.push(function () { botContext.setBotVariable("skipPreviousDialog", way === "drop" ? "true" : "false", false, false); });
}`,
  platform: `function () {
  // Meant for another platform.
}`,
} as const;

export type Es5Function = keyof typeof es5Functions;

/** The functions that a script may call. One that is only mentioned counts, too: naming it does no harm. */
export const functionsIn = (source: string): readonly Es5Function[] => {
  const words = new Set(wordsOf(source));
  return (Object.keys(es5Functions) as Es5Function[]).filter((name) => words.has(name));
};

const wordsOf = (source: string): readonly string[] => {
  const found: string[] = [];
  try {
    let isField = false;
    for (const { type, start, end } of tokenizer(source, { ecmaVersion: 5 })) {
      if (!isField && type.label === 'name') found.push(source.slice(start, end));
      isField = type.label === '.';
    }
    return found;
  } catch {
    // What is no script is printed all the same, and named by the check of its syntax.
    return source.match(/[\w$]+/g) ?? [];
  }
};
