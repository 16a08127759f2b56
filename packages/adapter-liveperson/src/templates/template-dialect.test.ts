import { parseTemplate, printTemplate, type Reference, type Segment, type TemplatePart, type TemplateTree } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { variableReference } from './read-placeholder.ts';
import { livePersonTemplates } from './template-dialect.ts';

const neutral = (text: string): string => printTemplate(livePersonTemplates.parse(text).tree);
const vendor = (template: string): string => livePersonTemplates.print(parseTemplate(template).tree);

describe('placeholders', () => {
  test.each([
    ['{$botContext.city}', '{{city}}'],
    ['{$botContext.slot.size}', '{{var["slot.size"]}}'],
    ['{$botContext.sign up date}', '{{var["sign up date"]}}'],
    ['{$botContext.user}', '{{var.user}}'],
    ['{$botContext.{$botContext.which}}', '{{var[{{which}}]}}'],
    ['{$env.HOST}', '{{env.HOST}}'],
    ['{order.status}', '{{order.status}}'],
    ['{Parcel Look-up.Due date}', '{{var["Parcel Look-up"]["Due date"]}}'],
    ['{user.name}', '{{var.user.name}}'],
    ['{$.api_order}', '{{order.$body}}'],
    ['{$.api_order.items[0].title}', '{{order.$body.items[0].title}}'],
    ['{$.api_order[2].due date}', '{{order.$body[2]["due date"]}}'],
    ["{$.api_order['a.b'].c}", '{{order.$body["a.b"].c}}'],
    ['{$.api_desk.waits.{$botContext.skill}.average}', '{{desk.$body.waits[{{skill}}].average}}'],
    ['{$botContext.api_orderStatus}', '{{order.$status}}'],
    ['{$userMessage}', '{{user.text}}'],
    ['{$quickReplyPayload}', '{{user.payload}}'],
    ['{$conversationId}', '{{session.id}}'],
    ['{$location.city}', '{{location.city}}'],
    ['{$firstname}', '{{$firstname}}'],
    ['{$user.name}', '{{user.name}}'],
    ['{$item.title}', '{{item.title}}'],
  ])('%s is %s, both ways', (theirs, ours) => {
    expect(neutral(theirs)).toBe(ours);
    expect(vendor(ours)).toBe(theirs);
  });

  test.each([
    ['{$query}', '{$userMessage}'],
    ['{$.api_desk.waits[{$botContext.skill}]}', '{$.api_desk.waits.{$botContext.skill}}'],
    ['{$.api_order["due"]}', '{$.api_order.due}'],
    ['{order.$status}', '{$botContext.api_orderStatus}'],
  ])('%s comes back as its synonym %s', (text, printed) => {
    expect(livePersonTemplates.print(livePersonTemplates.parse(text).tree)).toBe(printed);
  });

  test('a text of the vendor never reads a secret', () => {
    expect(neutral('{$secret.KEY} {secret.KEY} {$botContext.secret}')).toBe('{{$secret.KEY}} {{var.secret.KEY}} {{var.secret}}');
  });
});

describe('text', () => {
  test.each([
    '{"order": {"id": "x", "lines": [{"sku": 1}, {}]}}',
    'a { b } c',
    '{}',
    '{$5 off}',
    'function () { return order.status; }',
    '.card{margin:1.5em}',
    '{1.5}',
    '{{',
    '{ $botContext.city }',
  ])('%s holds no placeholder, and nothing is wrong with it', (text) => {
    expect(livePersonTemplates.parse(text)).toEqual({ tree: [{ kind: 'text', text }], problems: [] });
    expect(livePersonTemplates.print([{ kind: 'text', text }])).toBe(text);
  });

  test('placeholders in JSON are found where they stand', () => {
    expect(neutral('{"a":{"b":"{$botContext.x}","c":{order.total}}}')).toBe('{"a":{"b":"{{x}}","c":{{order.total}}}}');
  });

  test.each([
    ['Hello {$botContext.city', '{$botContext.city is no placeholder. Expected "}", found the end.'],
    ['{$botContext.}', '{$botContext.} is no placeholder. Expected the name of a variable, found "}".'],
    ['{$.order.id}', '{$.order.id} is no placeholder. A path into a result begins with "api_" and the name of its response data variable.'],
    [
      '{$.api_order.rows[i].id}',
      '{$.api_order.rows[i].id} is no placeholder. Only custom data fields take a value from every element of a list.',
    ],
    [`{$botContext.${'long'.repeat(20)}`, '{$botContext.longlonglonglonglonglonglon… is no placeholder. Expected "}", found the end.'],
  ])('%s stays text, and the problem names it', (text, problem) => {
    expect(livePersonTemplates.parse(text)).toEqual({ tree: [{ kind: 'text', text }], problems: [problem] });
    expect(livePersonTemplates.print([{ kind: 'text', text }])).toBe(text);
  });

  test('a text that reads like a placeholder gets its brace from a variable', () => {
    expect(vendor('Write {$botContext.city}, {{city}}')).toBe(
      'Write {$botContext.dragoman.openBrace}$botContext.city}, {$botContext.city}',
    );
  });

  test('a path that a text and a placeholder would make together is none', () => {
    const tree: TemplateTree = [text('{$.api_order.'), placeholder('key'), text('.due}')];
    expect(livePersonTemplates.parse(livePersonTemplates.print(tree)).tree).toEqual(tree);
  });
});

const text = (content: string): TemplatePart => ({ kind: 'text', text: content });
const placeholder = (name: string): TemplatePart => ({ kind: 'placeholder', reference: { root: name, segments: [] } });

const hostile = fc.string({
  unit: fc.constantFrom(
    '{',
    '}',
    '{$',
    '$',
    '.',
    '[',
    ']',
    "'",
    '"',
    '\\',
    'botContext',
    'api_',
    'Status',
    'i',
    '0',
    ' ',
    'a',
    '{a.b}',
    '{$.api_a',
    '\n',
    'é',
  ),
});
const name = fc.oneof(
  fc.constantFrom('order', '$body', '$status', '$firstname', 'user', 'api_aStatus', '$user', 'dragoman.openBrace', '', 'a b', '-'),
  hostile,
  fc.string({ unit: 'binary' }),
);

const reference: fc.Arbitrary<Reference> = fc.letrec<{ reference: Reference; segment: Segment }>((tie) => ({
  reference: fc.oneof(
    fc.record({ name, path: fc.array(tie('segment'), { maxLength: 3 }) }).map(({ name, path }) => variableReference(name, path)),
    fc
      .record({
        root: fc.constantFrom('user', 'env', 'session', 'location', 'item', 'var'),
        segments: fc.array(tie('segment'), { maxLength: 3 }),
      })
      .map(({ root, segments: [first, ...rest] }) =>
        root === 'var' && first && 'name' in first
          ? variableReference(first.name, rest)
          : { root, segments: first ? [first, ...rest] : [] },
      ),
  ),
  segment: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.record({ name }),
    fc.record({ index: fc.nat() }),
    fc.record({ computed: tie('reference') }),
  ),
})).reference;

const templateTree: fc.Arbitrary<TemplateTree> = fc
  .array(
    fc.oneof(
      fc
        .oneof(hostile, fc.string({ unit: 'binary' }))
        .filter((content) => content !== '')
        .map(text),
      reference.map((found): TemplatePart => ({ kind: 'placeholder', reference: found })),
    ),
  )
  .map((parts) => parts.filter((part, index) => part.kind === 'placeholder' || parts[index - 1]?.kind !== 'text'));

describe('laws', () => {
  test('what is printed reads as what it was', () => {
    fc.assert(
      fc.property(templateTree, (tree) => {
        expect(livePersonTemplates.parse(livePersonTemplates.print(tree)).tree).toEqual(tree);
      }),
      { numRuns: 2_000 },
    );
  });

  test('any text reads, and once it was printed it is printed the same again', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (content) => {
        const { tree } = livePersonTemplates.parse(content);
        const printed = livePersonTemplates.print(tree);
        expect(livePersonTemplates.parse(printed).tree).toEqual(tree);
        expect(livePersonTemplates.print(livePersonTemplates.parse(printed).tree)).toBe(printed);
      }),
      { numRuns: 2_000 },
    );
  });

  const plainText = fc.string({ unit: fc.constantFrom('a', ' ', '{', '}', '"', ':', '{$', '.') });
  const written = fc.constantFrom(
    '{$botContext.a b}',
    '{a.{$botContext.b}}',
    '{$env.X}',
    '{order.due}',
    '{$.api_o.a[0].{$botContext.k}}',
    '{$userMessage}',
    '{$lang}',
  );
  test('what is read is printed as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(plainText, written)), (parts) => {
        const content = parts.join('');
        expect(livePersonTemplates.print(livePersonTemplates.parse(content).tree)).toBe(content);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['{', '{$', '{$botContext.', '{$.api_a.', '{$.api_a.{a.b}', '{a.', "{['a", '{["\\', '{$.api_a[', '{$x.{a.b}.', '}', 'a'])(
    'reading and printing take time in proportion to a text of %s',
    (unit) => {
      const content = unit.repeat(200_000 / unit.length);
      const startedMs = performance.now();
      livePersonTemplates.print(livePersonTemplates.parse(content).tree);
      livePersonTemplates.print([text(content)]);
      expect(performance.now() - startedMs).toBeLessThan(2_000);
    },
  );
});
