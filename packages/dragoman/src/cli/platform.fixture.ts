/** A plugin with the adapter of a small platform: scripts of lines to say and to ask. It knows nothing but text. */
export const slatePlugin = `
import { definePlatformAdapter, definePlugin, delimited, jsonArtifact, neutralSemantics } from '@dragoman/core';

const isText = (value) => typeof value === 'string';
const validate = (value) => {
  const wrong = (value.lines ?? []).findIndex((line) => !isText(line.id) || !(isText(line.say) || isText(line.ask)));
  return wrong === -1 ? { value } : { issues: [{ message: 'A line has an id, and says or asks something.', path: ['lines', wrong] }] };
};
const slate = { '~standard': { version: 1, vendor: 'slate', validate } };

export const adapter = definePlatformAdapter({
  id: 'slate',
  displayName: 'Slate',
  capabilities: {
    nodes: ['message', 'question'],
    questionFields: ['variable'],
    triggers: [],
    flows: ['fallback'],
    channels: { sms: { text: { length: 160 } } },
  },
  artifact: jsonArtifact(slate, { marks: { slate: 1 } }),
  semantics: neutralSemantics,
  dialects: { template: delimited('{{', '}}') },
  toPlatform: (bot, { print }) => ({
    slate: 1,
    lines: bot.nodes.map((node) => ({
      id: bot.key(node),
      ...(node.kind === 'message' ? { say: print(node.text) } : { ask: print(node.text), into: node.variable ?? '' }),
      ...(node.marker !== undefined && { note: node.marker }),
    })),
  }),
  fromPlatform: ({ lines }, { read, id }) => ({
    flows: [
      {
        id: 'main',
        kind: 'fallback',
        nodes: lines.map((entry, index) => {
          const base = { id: id('node', { key: entry.id, pointer: '/lines/' + index }), name: entry.id };
          return entry.ask === undefined
            ? { ...base, kind: 'message', text: read(entry.say ?? '') }
            : { ...base, kind: 'question', text: read(entry.ask), ...(entry.into && { variable: entry.into }) };
        }),
      },
    ],
  }),
  companions: ({ lines }) => [{ extension: '.md', text: lines.map(({ say, ask }) => '- ' + (say ?? ask) + '\\n').join('') }],
});

export const slate_ = definePlugin({ name: 'slate', adapters: [adapter] });
`;

/** A document of that platform, with a field its adapter does not know. */
export const slateDocument = `{
    "slate": 1,
    "colour": "green",
    "lines": [
        { "id": "hello", "say": "Good morning." },
        { "id": "who", "ask": "Who are you?", "into": "name", "voice": "alto" },
        { "id": "bye", "say": "Goodbye, {{name}}." }
    ]
}
`;
