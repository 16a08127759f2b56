import { DragomanError, type PlatformAdapter } from '@dragoman/core';

/** Throws `configuration` for a channel that the platform does not have. */
export const checkChannel = ({ capabilities, displayName }: PlatformAdapter, channel: string | undefined): void => {
  if (channel === undefined || Object.hasOwn(capabilities.channels, channel)) return;
  const known = Object.keys(capabilities.channels);
  const fix = known.length === 0 ? 'Leave --channel out.' : `It has ${known.join(', ')}.`;
  throw new DragomanError(`--channel: ${displayName} has no channel "${channel}". ${fix}`, { code: 'configuration' });
};
