import type { PlatformAdapter } from '@dragoman/core';
import type { CanonicalBot } from '../canonical-bot.ts';
import { type Sample, sampleBot, say, triggerOf } from './sample.ts';

/** A bot for each thing that starts a flow, and each kind of flow. */
export const flowSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const { triggers, reach, flows, routes } = capabilities;
  const nodes = [say(capabilities, 'first', 'Hello.')];
  const sample = (title: string, flow: NonNullable<Parameters<typeof sampleBot>[2]>['flow'] & object): Sample => ({
    title,
    bot: sampleBot(adapter, nodes, { flow }),
    probe: flowsOf,
  });
  const [first] = triggers;
  return [
    ...triggers.map((kind) => sample(`trigger ${kind}`, { triggers: [triggerOf(kind)] })),
    ...(first === undefined ? [] : reach.map((word) => sample(`reach ${word}`, { triggers: [{ ...triggerOf(first), reach: word }] }))),
    ...(triggers.includes('pattern') && routes.includes('exclude')
      ? [sample('exclude of a trigger', { triggers: [{ kind: 'text', pattern: '*begin*', exclude: ['*never*'] }] })]
      : []),
    ...(flows.includes('fallback')
      ? [
          {
            title: 'fallback flow',
            bot: sampleBot(adapter, nodes, {
              flows: [{ id: 'lost', name: 'Lost', kind: 'fallback', nodes: [say(capabilities, 'sorry', 'Pardon?')] }],
            }),
            probe: flowsOf,
          },
        ]
      : []),
  ];
};

const flowsOf = ({ flows }: CanonicalBot): unknown => flows.map(({ kind, triggers }) => ({ kind, triggers }));

/** A bot for each thing a variable may be, and each script of the bot itself. */
export const variableSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const { scopes, variableFields, botScripts, scripts, nodes } = capabilities;
  const asks = nodes.includes('question') && capabilities.questionFields.includes('variable');
  const body = [
    ...(asks ? [{ id: 'ask', kind: 'question', text: 'Who?', variable: 'answer' } as const] : []),
    say(capabilities, 'last', 'Hello, {{answer}}.'),
  ];
  const sample = (title: string, variable: object): Sample => ({
    title,
    bot: sampleBot(adapter, body, { variables: [{ name: 'answer', ...variable }] }),
    probe: ({ variables }) => variables,
  });
  const [dialect] = scripts;
  return [
    ...scopes.map((scope) => sample(`scope ${scope}`, { scope })),
    ...variableFields.map((field) => sample(`variable ${field}`, fieldValues[field])),
    ...(dialect === undefined
      ? []
      : botScripts.map((script) => ({
          title: `script ${script}`,
          bot: sampleBot(adapter, body, { scripts: { [script]: { dialect, source: 'var known = 1;' } } }),
          probe: (bot: CanonicalBot) => bot.scripts,
        }))),
  ];
};

const fieldValues = { initial: { initial: 'nobody' }, type: { type: 'number' }, sensitive: { sensitive: true } } as const;
