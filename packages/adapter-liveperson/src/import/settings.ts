import type { Draft } from '@dragoman/core';
import type { LivePersonBotSettings } from '../wire/export.ts';
import type { ImportReport } from './import-context.ts';

/** What an export says of the bot itself. */
export const settingsOf = (
  { id, name, botAttributes, sessionLength = 0 }: LivePersonBotSettings,
  report: ImportReport,
): Pick<Draft, 'id' | 'name' | 'semantics'> => {
  const errorText = botAttributes?.DEFAULT_ERROR_MESSAGE ?? '';
  if (sessionLength !== 0) {
    const reason = `The unit of the session length ${sessionLength} is not documented, so sessions last as long as they do by default.`;
    report({ code: 'session-length', severity: 'warning', platformPlace: '/bot/sessionLength', reason });
  }
  return { ...(id && { id }), ...(name && { name }), ...(errorText !== '' && { semantics: { errorText } }) };
};
