import type { ElementKind } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import { parsePointer } from '../values/json-pointer.ts';
import type { ElementKeys } from './element-ids.ts';

/** Where in the platform's document the element stands that a place of the bot is in. */
export const platformPlace = (bot: Bot, { pointerOf }: ElementKeys, place: string): string | undefined => {
  const [list, index, inner, innerIndex] = parsePointer(place);
  const of = (kind: ElementKind, element: { readonly id: string } | undefined): string | undefined =>
    element && pointerOf(kind, element.id);
  if (list === 'integrations') return of('integration', bot.integrations[Number(index)]);
  if (list === 'credentials') return of('credential', bot.credentials[Number(index)]);
  if (list !== 'flows') return undefined;
  const flow = bot.flows[Number(index)];
  return (inner === 'nodes' ? of('node', flow?.nodes[Number(innerIndex)]) : undefined) ?? of('flow', flow);
};
