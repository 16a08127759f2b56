import type { Bot } from '@dragoman/core';

/** Whether a bot was imported from LivePerson: what its limits and its advice are for. */
export const isLivePersonBot = ({ origins }: Bot): boolean => origins?.liveperson !== undefined;
