import type { ElementKind, PlatformAdapter } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import { isJsonObject, type Json } from '../json.ts';
import { formatPointer, parsePointer } from '../values/json-pointer.ts';
import type { ElementKeys } from './element-ids.ts';

/** What is needed to find a place in the document that a bot was imported from. */
export interface ImportedPlaces {
  readonly adapter: Pick<PlatformAdapter, 'placeInside'>;
  readonly artifact: unknown;
  readonly bot: Bot;
  readonly keys: ElementKeys;
}

/** Where in the platform's document something stands: the part itself where the adapter knows it, else the element it is in. */
export const platformPlace = ({ adapter, artifact, bot, keys }: ImportedPlaces, place: string): string | undefined => {
  const [list, index, inner, innerIndex, ...rest] = parsePointer(place);
  const inside = (kind: ElementKind | 'bot', pointer: string, path: readonly string[]): string | undefined => {
    if (path.length === 0 || adapter.placeInside === undefined) return undefined;
    const fragment = valueAt(artifact as Json, pointer);
    const steps = existing(adapter.placeInside(kind, path, fragment) ?? [], fragment);
    return steps.length === 0 ? undefined : pointer + formatPointer(steps);
  };
  const of = (kind: ElementKind, element: { readonly id: string } | undefined, path: readonly string[]): string | undefined => {
    const pointer = element && keys.pointerOf(kind, element.id);
    return pointer === undefined ? undefined : (inside(kind, pointer, path) ?? pointer);
  };
  const after = [inner, innerIndex, ...rest].filter((step) => step !== undefined);
  if (list === 'integrations') return of('integration', bot.integrations[Number(index)], after);
  if (list === 'credentials') return of('credential', bot.credentials[Number(index)], after);
  if (list !== 'flows') return inside('bot', '', parsePointer(place));
  const flow = bot.flows[Number(index)];
  const node = inner === 'nodes' ? of('node', flow?.nodes[Number(innerIndex)], rest) : undefined;
  return node ?? of('flow', flow, after);
};

/** As far as they lead to something: what a field is by default stands nowhere. */
const existing = (steps: readonly (string | number)[], fragment: Json): readonly (string | number)[] => {
  let value: Json | undefined = fragment;
  const missing = steps.findIndex((step) => {
    value = stepInto(value, String(step));
    return value === undefined;
  });
  return missing === -1 ? steps : steps.slice(0, missing);
};

const stepInto = (value: Json | undefined, step: string): Json | undefined => {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(step)];
  return value !== undefined && isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};

const valueAt = (document: Json, pointer: string): Json =>
  parsePointer(pointer).reduce<Json>((value, step) => stepInto(value, step) ?? null, document);
