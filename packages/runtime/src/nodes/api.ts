import { type ApiNode, DragomanError } from '@dragoman/core';
import { callApi } from '../call/call-api.ts';
import { compileRequestParts } from '../call/render-request.ts';
import type { CompileContext } from '../compile/compiled-bot.ts';
import type { Behaviour } from './behaviour.ts';

export const apiBehaviour = (node: ApiNode, context: CompileContext): Behaviour => {
  const integration = context.integrations.get(node.integration);
  if (!integration)
    throw new DragomanError(`there is no integration ${JSON.stringify(node.integration)}.`, { code: 'validation', source: 'runtime' });
  const own = node.headers || node.query || node.body ? compileRequestParts(node) : undefined;
  return { prepare: (turn, compiled) => callApi(turn, compiled, integration, own) };
};
