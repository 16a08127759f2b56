import type { CallOptions, RenderedRequest } from '@dragoman/core';

/** Who calls, for what is counted by integration: ids are unique in a bot only. */
export const callerOf = ({ integration }: Pick<RenderedRequest, 'integration'>, { bot }: Pick<CallOptions, 'bot'>): string =>
  bot === undefined ? integration.id : `${bot}\n${integration.id}`;
