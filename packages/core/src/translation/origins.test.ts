import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { delimited } from '../adapter/delimited.ts';
import { jsonArtifact } from '../adapter/json-artifact.ts';
import { definePlatformAdapter } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import type { MessageNode } from '../document/node.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { json } from '../origin/json.fixture.ts';
import { exportBot } from './export-bot.ts';
import { importBot } from './import-bot.ts';

/** A platform of lines to say. Its schema drops every field that it does not know, as schemas do. */
const slate = definePlatformAdapter({
  id: 'slate',
  displayName: 'Slate',
  capabilities: { nodes: ['message'], triggers: [] },
  artifact: jsonArtifact(z.object({ slate: z.literal(1), lines: z.array(z.object({ id: z.string(), say: z.string() })) })),
  semantics: neutralSemantics,
  dialects: { template: delimited('<<', '>>') },
  toPlatform: (bot, { print }) => ({ slate: 1 as const, lines: bot.nodes.map((node) => ({ id: bot.key(node), say: print(node.text) })) }),
  fromPlatform: ({ lines }, { read, id }) => ({
    flows: [
      {
        id: 'main',
        nodes: lines.map((line, index) => ({
          id: id('node', { key: line.id, pointer: `/lines/${index}` }),
          kind: 'message' as const,
          text: read(line.say),
        })),
      },
    ],
  }),
});

const bare = definePlatformAdapter({ ...slate, id: 'bare', displayName: 'Bare' });

const message = (id: string, text: string): MessageNode => ({
  id,
  name: id,
  kind: 'message',
  routes: [],
  content: [{ kind: 'text', text }],
});

const withNodes = (bot: Bot, edit: (nodes: readonly MessageNode[]) => readonly MessageNode[]): Bot => ({
  ...bot,
  flows: bot.flows.map((flow) => ({ ...flow, nodes: edit(flow.nodes as readonly MessageNode[]) })),
});

/** A document as a vendor may write it: fields nobody knows, escapes, any spaces. Each line comes with its own text. */
interface VendorDocument {
  readonly text: string;
  readonly lines: readonly { readonly id: string; readonly say: string; readonly fragment: string }[];
}

const unknown = fc.dictionary(
  fc.string().filter((name) => !['id', 'say', 'slate', 'lines', '__proto__', 'constructor', 'prototype'].includes(name)),
  json.filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value))),
  { maxKeys: 2 },
);
const fields = (value: { readonly [name: string]: Json }, colon: string): readonly string[] =>
  Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}${colon}${JSON.stringify(field)}`);

const vendorDocument: fc.Arbitrary<VendorDocument> = fc
  .record({
    ids: fc.uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 2 }),
    extras: fc.array(unknown, { minLength: 6, maxLength: 6 }),
    around: unknown,
    gap: fc.constantFrom('', ' ', '\n', '\r\n\t', '\n    '),
    colon: fc.constantFrom(':', ': ', ' : '),
    mark: fc.constantFrom('', '\uFEFF'),
    one: fc.constantFrom('1', '1.0', '1e0'),
  })
  .map(({ ids, extras, around, gap, colon, mark, one }) => {
    const lines = ids.map((id, index) => {
      const say = `\\u0053ay ${id}\\/`;
      const extra = fields(extras[index] ?? {}, colon);
      return {
        id,
        say,
        fragment: `{${gap}${[...extra.slice(1), `"id"${colon}"${id}"`, ...extra.slice(0, 1), `"say"${colon}"${say}"`].join(`,${gap}`)}${gap}}`,
      };
    });
    const list = `[${gap}${lines.map(({ fragment }) => fragment).join(`,${gap}`)}${gap}]`;
    return {
      lines,
      text: `${mark}{${gap}${[`"slate"${colon}${one}`, ...fields(around, colon), `"lines"${colon}${list}`].join(`,${gap}`)}${gap}}${gap}`,
    };
  });

const parsed = (text: string) =>
  JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly lines: readonly { readonly id: string; readonly say: string }[] };

/** What stands between the lines of a document. */
const framesOf = ({ text, lines }: VendorDocument): string =>
  lines.reduce((left, { fragment }) => left.replace(fragment, () => ''), text).replaceAll(/[\s,]/g, '');

describe('a bot that was imported', () => {
  test('is exported as the document it came from, letter by letter', () => {
    fc.assert(
      fc.property(vendorDocument, ({ text }) => {
        const { value, diagnostics } = importBot(slate, text);
        expect(diagnostics).toEqual([]);
        const exported = exportBot(slate, value);
        expect(exported.text).toBe(text);
        expect(exported.diagnostics).toEqual([]);
        expect(exported.value).toEqual(parsed(text));
      }),
    );
  });

  test('changes in its document what was changed in it, and not a letter more', () => {
    fc.assert(
      fc.property(vendorDocument, fc.nat(), ({ text, lines }, pick) => {
        const { value } = importBot(slate, text);
        const at = pick % lines.length;
        const { say = '', fragment = '' } = lines[at] ?? {};
        const edited = withNodes(value, (nodes) => nodes.map((node, index) => (index === at ? message(node.id, 'New {{name}}.') : node)));
        expect(exportBot(slate, edited).text).toBe(text.replace(fragment, () => fragment.replace(say, 'New <<name>>.')));
      }),
    );
  });

  test('keeps every other line as it is when lines come, go and move', () => {
    type Edit = (nodes: readonly MessageNode[], at: number) => readonly MessageNode[];
    const edits = fc.constantFrom<Edit>(
      (nodes, at) => nodes.toSpliced(at, 1),
      (nodes, at) => nodes.toSpliced(at, 0, message('new', 'New.')),
      (nodes, at) => [...nodes.slice(at), ...nodes.slice(0, at)],
      (nodes, at) => [...nodes.toSpliced(at, 1).reverse(), message('new', 'New.')],
    );
    fc.assert(
      fc.property(vendorDocument, edits, fc.nat(), (document, edit, pick) => {
        const { value } = importBot(slate, document.text);
        const edited = withNodes(value, (nodes) => edit(nodes, pick % nodes.length));
        const { text } = exportBot(slate, edited);

        const ids = edited.flows.flatMap(({ nodes }) => nodes.map(({ id }) => id));
        expect(parsed(text).lines.map(({ id }) => id)).toEqual(ids);
        const kept = document.lines.filter(({ id }) => ids.includes(id));
        for (const { fragment } of kept) expect(text).toContain(fragment);
        const added = ids.includes('new') ? [{ id: 'new', say: 'New.', fragment: /\{[^{}]*"new"[^{}]*\}/.exec(text)?.[0] ?? '' }] : [];
        expect(framesOf({ text, lines: [...kept, ...added] })).toBe(framesOf(document));
      }),
    );
  });

  test('is what its document says after it was edited', () => {
    fc.assert(
      fc.property(vendorDocument, fc.nat(), ({ text }, pick) => {
        const { value } = importBot(slate, text);
        const edited = withNodes(value, (nodes) => nodes.toSpliced(pick % nodes.length, 1, message('new', 'New.')).toReversed());
        const { origins: _, ...again } = importBot(slate, exportBot(slate, edited).text).value;
        const { origins: __, ...bot } = edited;
        expect(again).toEqual(bot);
      }),
    );
  });

  test('says nothing of its document to another platform', () => {
    const { value } = importBot(slate, '{"slate":1,"secret":"s","lines":[{"id":"a","say":"A"}]}');
    expect(exportBot(bare, value).value).toEqual({ slate: 1, lines: [{ id: 'a', say: 'A' }] });
  });

  test('is printed anew, and says so once, when its document is elsewhere', () => {
    const { value } = importBot(slate, { slate: 1, lines: [{ id: 'a', say: 'A', voice: 'alto' }] });
    const apart: Bot = { ...value, origins: { slate: { file: 'a.origin.json', sha256: '0'.repeat(64) } } };
    const { value: artifact, diagnostics } = exportBot(slate, apart);
    expect(artifact).toEqual({ slate: 1, lines: [{ id: 'a', say: 'A' }] });
    expect(diagnostics).toMatchObject([{ code: 'origin-missing', severity: 'warning', loss: 'assumed' }]);
  });

  test.each(['', 'slate', '[]', '{"slate":2}'])('is printed anew when what should be its document is none: %j', (source) => {
    const { value } = importBot(slate, { slate: 1, lines: [{ id: 'a', say: 'A' }] });
    const { text, diagnostics } = exportBot(slate, { ...value, origins: { slate: { source } } });
    expect(JSON.parse(text)).toEqual({ slate: 1, lines: [{ id: 'a', say: 'A' }] });
    expect(diagnostics).toMatchObject([{ code: 'origin-missing', severity: 'warning' }]);
  });

  test('may come from a document of any length', () => {
    const text = JSON.stringify({
      slate: 1,
      lines: Array.from({ length: 2_000 }, (_, index) => ({ id: `l${index}`, say: 'x'.repeat(600), voice: 'alto' })),
    });
    expect(text.length).toBeGreaterThan(1_000_000);
    const { value } = importBot(slate, text);
    const edited = withNodes(value, (nodes) => nodes.map((node, index) => (index === 9 ? message(node.id, 'y') : node)));
    expect(exportBot(slate, edited).text).toBe(text.replace(`"l9","say":"${'x'.repeat(600)}"`, '"l9","say":"y"'));
  });
});
