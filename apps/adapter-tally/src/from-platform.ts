import {
  type Draft,
  type DraftNode,
  type FromPlatformContext,
  type Json,
  type PredicateInput,
  patternProblem,
  type TargetInput,
  type TriggerInput,
} from '@dragoman/core';
import { createCalls } from './calls.ts';
import type { TallyCode } from './codes.ts';
import { type KeyedStep, keyedScenes } from './keyed-scenes.ts';
import { mapTexts } from './map-texts.ts';
import { operandFromTally } from './operands.ts';
import { isKnownStep, type TallyCase, type TallyScene, type TallyScript } from './wire.ts';

type Read = (text: string) => string;

/** Reads a Tally document as a bot. What it does not understand is carried, and reported. */
export const botFromTally = (script: TallyScript, context: FromPlatformContext<TallyCode>): Draft => {
  const scenes = keyedScenes(script, context);
  const nodeIds = new Map(scenes.flatMap(({ steps }) => steps.map(({ key, id }) => [key, id])));
  const flowIds = new Map(scenes.map(({ key, id }) => [key, id]));
  const calls = createCalls(context);

  const target = (go: string): TargetInput => {
    if (go === 'next') return 'next';
    if (go === 'end') return { end: 'flow' };
    const node = nodeIds.get(go);
    if (node !== undefined) return { node };
    const flow = flowIds.get(go);
    return flow === undefined ? { unresolved: go } : { flow };
  };

  const nodeOf = ({ step, id, name, pointer }: KeyedStep): DraftNode => {
    const read: Read = (text) => context.read(text, { platformPlace: pointer });
    const { go, note } = step;
    const base = { id, name, ...(go !== undefined && { next: target(go) }), ...(note?.startsWith('dragoman:') && { marker: note }) };

    if (!isKnownStep(step)) {
      const { id: _id, title: _title, go: _go, note: _note, ...raw } = step;
      const node: DraftNode = { ...base, kind: 'platform', adapter: 'tally', raw: raw as Json };
      const reason = `A step that does ${JSON.stringify(step.do)} means nothing here; it is carried as it is.`;
      context.report({ code: 'unknown-step', severity: 'warning', at: node, platformPlace: pointer, reason });
      return node;
    }
    switch (step.do) {
      case 'say':
        return { ...base, kind: 'message', text: read(step.text) };
      case 'ask': {
        const routes = (step.answers ?? []).map(({ is, go }) => ({ ...(is !== undefined && { when: { equals: is } }), to: target(go) }));
        return { ...base, kind: 'question', text: read(step.text), ...(step.into !== undefined && { variable: step.into }), routes };
      }
      case 'fetch': {
        const ok = step.ok === undefined ? [] : [{ when: 'success', to: target(step.ok) }];
        const fail = step.fail === undefined ? [] : [{ when: 'failure', to: target(step.fail) }];
        return { ...base, kind: 'api', integration: calls.add(step, pointer, read), routes: [...ok, ...fail] };
      }
      case 'set':
        return { ...base, kind: 'assign', set: step.values.map(({ into, value }) => ({ variable: into, value: mapTexts(value, read) })) };
      case 'check':
        return { ...base, kind: 'condition', routes: step.cases.map((test) => ({ ...predicateOf(test, read), to: target(test.go) })) };
      case 'end':
        return { ...base, kind: 'end', ...(step.all && { conversation: true }) };
    }
  };

  return {
    ...(script.name !== undefined && { name: script.name }),
    flows: scenes.map(({ scene, id, name, steps }) => ({
      id,
      name,
      kind: scene.otherwise ? 'fallback' : 'standard',
      triggers: triggersOf(scene, context),
      nodes: steps.map(nodeOf),
    })),
    integrations: calls.integrations,
  };
};

const predicateOf = ({ value, is }: TallyCase, read: Read): { readonly if?: PredicateInput } => {
  if (value === undefined) return {};
  const left = operandFromTally(value, read);
  return { if: is === undefined ? { left, op: 'is-set' } : { left, op: 'equals', right: operandFromTally(is, read) } };
};

const triggersOf = (
  { words = [], phrases = [], greets = false }: TallyScene,
  { report }: FromPlatformContext<TallyCode>,
): readonly TriggerInput[] => [
  ...(greets ? [{ kind: 'event', event: 'session-start' } as const] : []),
  ...words.map((word): TriggerInput => ({ kind: 'text', equals: word })),
  ...phrases.map((phrase): TriggerInput => {
    const problem = patternProblem(phrase);
    if (problem === undefined) return { kind: 'text', pattern: phrase };
    const trigger: TriggerInput = { kind: 'platform', adapter: 'tally', raw: phrase };
    report({ code: 'unknown-phrase', severity: 'warning', at: trigger, reason: `This phrase cannot be read. ${problem}` });
    return trigger;
  }),
];
