/** The codes of what is found when markers are read, each with a sentence of what it means. */
export const restoreCodes = {
  'group-changed': 'What was generated for an element was changed since, so it stays as it stands there.',
  'plugin-missing': 'What was generated for a node of a plugin’s kind stays as it is, because the plugin is not at hand.',
  'marker-unreadable': 'A marker is damaged or says what is no part of a bot, so what it stands at is taken as it is.',
} as const;
