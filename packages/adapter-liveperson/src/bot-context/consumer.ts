/**
 * The consumer, their last message, and what only the platform's cloud knows: that a developer gives by name (`channel`,
 * `customerInfo`, `personalInfo`, `engagementAttributes`, …), else it is null.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-get-user-data.html
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-get-set-session-data.html
 */
export const preludeConsumer = `
function message() {
  var said = host.read("user");
  return said === undefined || said === null ? {} : said;
}
function said(field) {
  var value = message()[field];
  return value === undefined ? null : value;
}
function optionPayload() {
  var payload = said("payload");
  return payload === null ? said("text") : payload;
}
botContext.getCurrentUserMessage = function getCurrentUserMessage() { return textOf(said("text")); };
botContext.getQuickReplyPayload = function getQuickReplyPayload() { return optionPayload(); };
botContext.getButtonPayload = function getButtonPayload() { return optionPayload(); };
botContext.getFileCaption = function getFileCaption() {
  var media = said("media");
  return media === null || !media.caption ? "__EMPTYTEXT__" : media.caption;
};
botContext.getFileType = function getFileType() {
  var media = said("media");
  return media === null ? null : media.type;
};
botContext.getUserLocation = function getUserLocation() {
  var place = host.read("variables", "$location");
  if (place === null) return null;
  return {
    getCityName: function () { return place.name === undefined ? null : place.name; },
    getLatitude: function () { return place.latitude; },
    getLongitude: function () { return place.longitude; }
  };
};
botContext.getDialogStarterIntent = function getDialogStarterIntent() {
  var intent = host.read("variables", "$intent");
  return intent === null ? givenText("dialogStarterIntent") : intent;
};
botContext.getNamedEntities = function getNamedEntities(entity) {
  var found = given("namedEntities", textOf(entity));
  if (!isArray(found)) return null;
  return found.map(function (item) {
    var phrase = typeof item === "object" && item !== null ? item.phrase : item;
    var data = typeof item === "object" && item !== null && has(item, "dataValue") ? item.dataValue : null;
    return { getPhrase: function () { return phrase; }, getDataValue: function () { return data; } };
  });
};
botContext.getConversationId = function getConversationId() {
  var session = host.read("session");
  return session === null ? null : session.id;
};
botContext.getChatBotId = function getChatBotId() { return givenText("chatBotId"); };
botContext.getLPAccountId = function getLPAccountId() { return givenText("accountId"); };
botContext.getUserChannel = function getUserChannel() { return givenText("channel"); };
botContext.getChannel = botContext.getUserChannel;
botContext.getUserPlatformId = function getUserPlatformId() { return givenText("userPlatformId"); };
botContext.getLPCustomerInfo = function getLPCustomerInfo() {
  // Nothing is what the platform gives of a consumer it does not know.
  var info = given("customerInfo");
  return info === null ? undefined : info;
};
botContext.getLPUserPersonalInfo = function getLPUserPersonalInfo() { return given("personalInfo"); };
botContext.getLPEngagementAttribute = function getLPEngagementAttribute(key) {
  var value = given("engagementAttributes", textOf(key));
  return value === null ? null : textOf(value);
};
botContext.getMetadata = function getMetadata(type) { return given("metadata", textOf(type)); };
botContext.getDisambiguatedIntentName = function getDisambiguatedIntentName() { return givenText("disambiguatedIntentName"); };
botContext.getDisambiguatedIntentId = function getDisambiguatedIntentId() { return givenText("disambiguatedIntentId"); };
botContext.getNlpResponse = function getNlpResponse() { return given("nlpResponse"); };
botContext.getSentiment = function getSentiment() { return givenText("sentiment"); };
botContext.getWebViewVariable = function getWebViewVariable(name) {
  var value = given("webViewVariables", textOf(name));
  return value === null ? null : textOf(value);
};
botContext.getWebViewVariables = function getWebViewVariables() { return new HashMap(given("webViewVariables")); };
botContext.askMaven = function askMaven() {
  var advice = given("maven");
  return advice === null ? null : typeof advice === "string" ? advice : stringify(advice);
};
function handOver(name) {
  return function () {
    var args = [];
    for (var i = 0; i < arguments.length; i++) args[i] = textOf(arguments[i]);
    host.emit({ kind: "platform", adapter: "liveperson", raw: { call: name, arguments: args } });
  };
}
botContext.setBotTransferIntentbyDomain = handOver("setBotTransferIntentbyDomain");
botContext.setBotTransferIntentId = handOver("setBotTransferIntentId");
botContext.setBotTransferUserMessage = handOver("setBotTransferUserMessage");
`;
