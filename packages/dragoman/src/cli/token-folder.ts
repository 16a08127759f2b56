import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './setting-options.ts';

/** Where the tokens of credentials are kept for this user: not in the bot's folder, where they could be committed. */
export const tokenFolder = ({ XDG_STATE_HOME, LOCALAPPDATA, HOME }: Environment): string =>
  join(XDG_STATE_HOME || LOCALAPPDATA || join(HOME || homedir(), '.local', 'state'), 'dragoman', 'tokens');
