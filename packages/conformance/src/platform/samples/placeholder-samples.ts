import type { PlatformAdapter } from '@dragoman/core';
import { integrationFor } from './integration-for.ts';
import { type Sample, sampleBot, say } from './sample.ts';

/** Placeholders in each place a template can stand, beside what looks like one in any dialect and is none. */
export const placeholderSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const { nodes, request, methods } = capabilities;
  const texts: readonly Sample[] = awkwardTexts.map((text) => ({
    title: `text ${JSON.stringify(text)}`,
    bot: sampleBot(adapter, [say(capabilities, 'last', text)]),
    probe: (bot) => bot.flows.map((flow) => flow.nodes.map(({ content, text: asked }) => content ?? asked ?? null)),
  }));
  if (!nodes.includes('api')) return texts;
  const method = methods.find((word) => word === 'POST' || word === 'PUT' || word === 'PATCH');
  const call = (title: string, field: string, more: object): Sample => ({
    title,
    bot: sampleBot(adapter, [{ id: 'first', kind: 'api', integration: 'call' }, say(capabilities, 'last', 'Done.')], {
      integrations: [integrationFor(capabilities, more)],
    }),
    probe: ({ integrations }) => integrations.map((integration) => integration[field]),
  });
  return [
    ...texts,
    call('placeholder in the URL', 'url', { url: 'https://api.example/{{region}}/orders/{{answer}}' }),
    ...(request.includes('query') ? [call('placeholder in the query', 'query', { query: [{ name: 'q', value: 'a&b={{answer}}#' }] })] : []),
    ...(request.includes('headers')
      ? [call('placeholder in a header', 'headers', { headers: [{ name: 'x-note', value: '"{{answer}}", {{region}}' }] })]
      : []),
    ...(request.includes('json') && method
      ? [call('placeholder in a JSON body', 'body', { method, body: { json: '{"quoted":"a \\"{{answer}}\\"","bare":{{answer}}}' } })]
      : []),
    ...(request.includes('text') && method
      ? [call('placeholder in a text body', 'body', { method, body: { text: '{{answer}}\n{{region}}' } })]
      : []),
  ];
};

const awkwardTexts = [
  '{{answer}}',
  '{{answer}}{{region}}',
  'A {{var["two words"]}} name',
  'Literal {{"{{"}} and }}',
  '{answer} \u0024{answer} <answer> <<answer>> [[answer]] %answer% #{answer} $answer @answer',
  'Quotes " \' ` and \\ and \n a line, a \t tab, é, 漢字, 👋',
];
