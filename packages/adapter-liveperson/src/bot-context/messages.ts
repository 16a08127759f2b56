/**
 * What scripts say, log, and where they go. `BLANK_MESSAGE` says nothing. At most ten quick replies go with a message.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-send-messages.html
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-manage-conversation-flow.html
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-log-debug.html
 */
export const preludeMessages = `
var added = null;
function say(text) {
  var said = textOf(text);
  if (said !== "" && said !== "BLANK_MESSAGE") host.emit({ kind: "send", text: said });
}
function sayAll(texts) {
  if (!isArray(texts)) return say(texts);
  for (var i = 0; i < texts.length; i++) say(texts[i]);
}
function replyOf(said) {
  var parts = textOf(said).split("~");
  return parts.length < 2 ? { label: parts[0] } : { label: parts[0], value: parts.slice(1).join("~") };
}
function addTo(options, replies) {
  var list = isArray(replies) ? replies : [replies];
  for (var i = 0; i < list.length && options.length < 10; i++) options.push(replyOf(list[i]));
}
botContext.sendMessage = function sendMessage(text) { say(text); };
botContext.sendMessages = function sendMessages(texts) { sayAll(texts); };
botContext.sendMessageWithQuickReplies = function sendMessageWithQuickReplies(text, replies) {
  var options = [];
  addTo(options, replies);
  host.emit({ kind: "quick-replies", text: textOf(text), options: options });
};
botContext.addQuickReplies = function addQuickReplies(replies) {
  if (added === null) {
    added = [];
    host.emit({ kind: "quick-replies", options: added });
  }
  addTo(added, replies);
};
botContext.addQuickReples = botContext.addQuickReplies;
botContext.sendImmediateReply = function sendImmediateReply(texts) {
  sayAll(texts);
  host.emit({ kind: "stop" });
  host.end();
};
botContext.sendPrivateMessage = function sendPrivateMessage(text) { host.emit({ kind: "private-send", text: textOf(text) }); };

botContext.setTriggerNextMessage = function setTriggerNextMessage(name) {
  host.emit({ kind: "goto", name: nameOf(textOf(name), "where setTriggerNextMessage leads") });
};
botContext.setMessageDelay = function setMessageDelay(milliseconds) {
  var delayMs = Count(milliseconds);
  if (!(delayMs >= 0 && delayMs < 1e9)) throw new Wrong("setMessageDelay takes milliseconds");
  host.emit({ kind: "delay", delayMs: delayMs });
};
botContext.setAllowMaxTextResponse = function setAllowMaxTextResponse(isAllowed) {
  host.emit({ kind: "text-split", split: !(isAllowed === true || isAllowed === "true") });
};

botContext.printDebugMessage = function printDebugMessage(text) { host.emit({ kind: "log", text: textOf(text) }); };
botContext.logCustomEvent = function logCustomEvent(message, name, detail) {
  var data = { message: textOf(message) };
  if (detail !== undefined) data.detail = textOf(detail);
  host.emit({ kind: "event", name: textOf(name) || "custom", data: data });
};
botContext.logEscalationEvent = function logEscalationEvent() {
  var said = [];
  for (var i = 0; i < arguments.length; i++) said[i] = textOf(arguments[i]);
  host.emit({ kind: "event", name: "escalation", data: { said: said } });
};
`;
