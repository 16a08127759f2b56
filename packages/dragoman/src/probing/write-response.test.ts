import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeResponse } from './write-response.ts';

const yaml = (response: string) => `# first
integrations:
  - id: a
    response: {variable: a}
  - id: b
${response}
    method: GET # last
`;
const layouts = [
  yaml('    response:\n      variable: b # why\n      # and this\n      fields: []'),
  yaml('    response: { variable: b, sample: [1, 2], fields: [] } # why'),
  yaml('    response:\n      variable: b\n      sample:\n        old: 1\n      # behind\n      fields:\n      - {name: x, path: $.x}'),
  yaml('    response: {\n      variable: b,\n      fields: []\n    }'),
  JSON.stringify(
    {
      integrations: [
        { id: 'a', response: { variable: 'a' } },
        { id: 'b', response: { variable: 'b' }, x: 1 },
      ],
    },
    null,
    '\t',
  ),
  JSON.stringify({
    integrations: [
      { id: 'a', response: { variable: 'a' } },
      { id: 'b', response: { variable: 'b', schema: {} }, x: 1 },
    ],
  }),
];

test.each(layouts.map((text, index) => [index + 1, text] as const))(
  'layout %i: what is written is read again, and nothing else changes',
  (_number, text) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('\n', '\r\n'), (value, newline) => {
        const source = text.replaceAll('\n', newline);
        const sample = JSON.parse(JSON.stringify(value));
        const schema = { type: 'object', properties: { a: { type: 'string' } } };
        const written = writeResponse(source, 1, { sample, schema }) ?? '';
        const before = parse(source);
        before.integrations[1].response = { ...before.integrations[1].response, sample, schema };
        expect(parse(written)).toEqual(before);
        for (const comment of source.match(/#.*/g) ?? []) expect(written).toContain(comment);
        expect(writeResponse(written, 1, { sample, schema })).toBe(written);
      }),
    );
  },
);

test.each([
  ['there is no such integration', 'integrations: []'],
  ['it is empty', 'integrations: [{}, { response: {} }]'],
  ['it stands elsewhere', 'x: &r { variable: a }\nintegrations:\n  - {}\n  - { response: *r }'],
])('nothing is written where %s', (_title, source) => {
  expect(writeResponse(source, 1, { sample: 1 })).toBeUndefined();
});
