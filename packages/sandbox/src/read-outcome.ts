import {
  deepestJson,
  isJsonObject,
  isTooDeep,
  type Json,
  type JsonObject,
  type ScriptEffect,
  type ScriptMiss,
  type ScriptResult,
} from '@dragoman/core';
import * as z from 'zod';
import type { GuestEnd, GuestOutcome, HeldText } from './guest-outcome.ts';
import { readFailure, type ScriptTexts } from './read-failure.ts';

/**
 * Reads what came out of a sandbox. A script may have changed everything there, so nothing is believed: what is not the
 * outcome of a run ends it as failed.
 */
export const readOutcome = ({ outcome: said, texts: held }: GuestEnd, texts: ScriptTexts): ScriptResult => {
  if (isTooDeep(said)) return tooDeep;
  const outcome = parse(said);
  if (outcome?.kind === 'failed') return readFailure(outcome, texts);
  if (outcome?.kind === 'miss') return { kind: 'miss', miss: outcome.miss };
  if (outcome?.kind !== 'done') return unreadable('it spoiled what tells how it ended');
  const effects: ScriptEffect[] = [];
  for (const effect of outcome.effects) {
    const read = effectSchema.safeParse(effect);
    if (!read.success) return unreadable(`it asked for something that is not known or not complete (${kindOf(effect)})`);
    effects.push(read.data as ScriptEffect);
  }
  // Only now: a schema has nothing to say of JSON, and what it hands on lives longer than it is needed.
  for (const [index, place] of outcome.held.entries()) {
    const text = held[index] ?? '';
    if (isTooDeep(text)) return tooDeep;
    if (!putBack(effects[place.effect], place, text)) return unreadable('a text that it handed over as JSON is none');
  }
  return { kind: 'done', effects };
};

/** A value that was read from JSON is JSON; one that JSON could not say is null. */
const json = z
  .unknown()
  .optional()
  .transform((value): Json => (value === undefined ? null : (value as Json)));
const text = z.string();
const scope = z.enum(['turn', 'flow', 'session', 'contact']);

const effectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), name: text, value: json, scope: scope.exactOptional() }),
  z.object({ kind: z.literal('result'), variable: text, body: json }),
  z.object({ kind: z.literal('send'), text }),
  z.object({ kind: z.literal('private-send'), text }),
  z.object({
    kind: z.literal('quick-replies'),
    text: text.exactOptional(),
    options: z.array(z.object({ label: text, value: text.exactOptional() })),
  }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('goto'), name: text }),
  z.object({ kind: z.literal('delay'), delayMs: z.number().nonnegative() }),
  z.object({ kind: z.literal('text-split'), split: z.boolean() }),
  z.object({ kind: z.literal('event'), name: text, data: z.unknown().exactOptional() }),
  z.object({ kind: z.literal('log'), text }),
  z.object({ kind: z.literal('resume'), resume: z.enum(['repeat', 'silent', 'drop']) }),
  z.object({ kind: z.literal('platform'), adapter: text, raw: json }),
]);

const outcomeSchema: z.ZodType<GuestOutcome> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('done'),
    effects: z.array(z.unknown()),
    held: z.array(z.object({ effect: z.number(), field: text, path: z.array(text) })),
  }),
  z.object({
    kind: z.literal('miss'),
    miss: z.object({ name: text, arguments: z.array(z.unknown()) }).transform((miss) => miss as ScriptMiss),
  }),
  z.object({
    kind: z.literal('failed'),
    problem: z.enum(['throw', 'deadline', 'memory', 'output']),
    name: text,
    message: text,
    stack: text,
  }),
]);

const parse = (said: string): GuestOutcome | undefined => {
  try {
    return outcomeSchema.safeParse(JSON.parse(said)).data;
  } catch {
    return undefined;
  }
};

const putBack = (effect: ScriptEffect | undefined, { field, path }: HeldText, said: string): boolean => {
  if (effect === undefined || jsonFields.get(effect.kind) !== field) return false;
  try {
    const value = path.reduce<Json | undefined>((inner, name) => (isJsonObject(inner) ? own(inner, name) : undefined), JSON.parse(said));
    Object.assign(effect, { [field]: value ?? null });
    return true;
  } catch {
    return false;
  }
};

/** The fields that hold any JSON, by the kind of their effect. */
const jsonFields: ReadonlyMap<ScriptEffect['kind'], string> = new Map([
  ['set', 'value'],
  ['result', 'body'],
  ['event', 'data'],
  ['platform', 'raw'],
]);

const own = (value: JsonObject, name: string): Json | undefined => (Object.hasOwn(value, name) ? value[name] : undefined);

const kindOf = (effect: unknown): string => {
  const kind = typeof effect === 'object' && effect !== null ? Reflect.get(effect, 'kind') : undefined;
  return effectSchema.options.some(({ shape }) => shape.kind.value === kind) ? String(kind) : 'of no kind';
};

const tooDeep: ScriptResult = {
  kind: 'failed',
  problem: 'output',
  message: `what it asked for is nested more than ${deepestJson} levels deep`,
};

const unreadable = (message: string): ScriptResult => ({ kind: 'failed', problem: 'throw', message });
