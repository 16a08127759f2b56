import type { ContentInput, NodeInput, OptionAction, PlatformAdapter } from '@dragoman/core';
import { fieldOf, type Sample, sampleBot, say } from './sample.ts';

/** A bot for each thing a consumer can be shown. */
export const contentSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { id, capabilities } = adapter;
  const { nodes, media, card, rich, choice, contents } = capabilities;
  const last = say(capabilities, 'last', 'The end.');
  const sample = (title: string, first: NodeInput, field: string): Sample => ({
    title,
    bot: sampleBot(adapter, [first, last]),
    probe: fieldOf(first.kind, field),
  });
  const message = (title: string, ...content: readonly ContentInput[]): Sample =>
    sample(title, { id: 'first', kind: 'message', content }, 'content');
  const actions: { readonly [A in OptionAction['kind']]?: OptionAction } = {
    reply: { kind: 'reply' },
    url: { kind: 'url', url: 'https://shop.example/{{answer}}' },
    phone: { kind: 'phone', number: '+31201234567' },
    location: { kind: 'location' },
  };
  return [
    ...(nodes.includes('message')
      ? [
          ...media.map((type) => message(`media ${type}`, { kind: 'media', type, url: 'https://shop.example/{{answer}}' })),
          ...(card === false
            ? []
            : [
                message('card', { kind: 'card', title: 'One', ...(card.subtitleLength !== 0 && { subtitle: 'First' }), options: ['Take'] }),
              ]),
          ...(rich ? [message('rich', { kind: 'rich', platform: id, json: '{"type":"text","text":"{{answer}}"}' })] : []),
          ...((contents.count ?? 2) > 1 ? [message('two contents', 'One.', 'Two.')] : []),
        ]
      : []),
    ...(nodes.includes('choice') && choice !== false
      ? [
          ...choice.actions.flatMap((kind) => {
            const action = actions[kind];
            if (action === undefined) return [];
            return [
              sample(
                `option ${kind}`,
                { id: 'first', kind: 'choice', text: 'Which?', options: ['One', { label: 'Two', action }] },
                'options',
              ),
            ];
          }),
          ...(choice.descriptionLength === 0
            ? []
            : [
                sample(
                  'option description',
                  { id: 'first', kind: 'choice', text: 'Which?', options: [{ label: 'One', description: 'First' }] },
                  'options',
                ),
              ]),
        ]
      : []),
  ];
};
