import { describe, expect, test } from 'vitest';
import type { NodeInput, RouteInput } from '../../input/bot-input.ts';
import { lowered } from './lowering.fixture.ts';

const pick = (routes: readonly RouteInput[], more: object = {}): NodeInput =>
  ({ id: 'pick', kind: 'choice', text: 'Which?', options: [{ id: 'small', label: 'S' }, 'Large'], routes, ...more }) as NodeInput;

const bot = (node: NodeInput) => ({
  id: 'shop',
  flows: [{ id: 'main', nodes: [node, { id: 'a', kind: 'end' }, { id: 'b', kind: 'end' }] as const }],
});

const a = { node: 'a' } as const;
const b = { node: 'b' } as const;

const routesOf = ({ bot: made }: ReturnType<typeof lowered>): readonly object[] => made.flows[0]?.nodes[0]?.routes ?? [];

describe('names that a platform does not know options by', () => {
  const known = { optionMatch: ['label'] } as const;

  test('are routes to where the option leads', () => {
    const made = lowered(bot(pick([{ when: { option: 'small' }, to: a }])), known);
    expect(made.report).toEqual([]);
    expect(routesOf(made)).toEqual([
      { when: { regex: '(?i)^(?:small|1|1\\.|1\\))$' }, to: a },
      { when: { option: 'small' }, to: a },
      { when: { regex: '(?i)^(?:2|2\\.|2\\))$' }, to: 'next' },
    ]);
  });

  test('are taken by the first route that takes what the option says', () => {
    const made = lowered(
      bot(
        pick([
          { when: { regex: 'S|2' }, to: a },
          { when: { option: 'small' }, to: b },
        ]),
      ),
      known,
    );
    expect(routesOf(made)).toEqual([
      { when: { regex: '(?i)^(?:small|1|1\\.|1\\))$' }, to: a },
      { when: { regex: 'S|2' }, to: a },
      { when: { option: 'small' }, to: b },
    ]);
  });

  test('store the option', () => {
    const made = lowered(bot(pick([], { variable: 'size', options: [{ id: 'small', label: 'S', value: 'x' }] })), known);
    expect(routesOf(made)).toEqual([
      { when: { regex: '(?i)^(?:small|x|1|1\\.|1\\))$' }, set: [{ variable: 'size', value: 'x' }], to: 'next' },
    ]);
  });

  test.each<[string, object]>([
    [
      'one that another option says as well',
      {
        options: [
          { id: 'x', label: 'S' },
          { id: 'large', label: 'Large', value: 'x' },
        ],
      },
    ],
    [
      'one that selects another option there',
      {
        options: [
          { id: 'large', label: 'S' },
          { id: 'l', label: 'Large' },
        ],
      },
    ],
    ['one that a label with a placeholder may say', { options: ['Any', '{{size}}'] }],
    ['where a route may take what a placeholder says', { options: ['Size {{size}}'], routes: [{ when: { pattern: 's*' }, to: a }] }],
    ['a value with a placeholder', { options: [{ id: 'one', label: 'One', value: '{{size}}' }] }],
  ])('%s is reported', (_what, more) => {
    const made = lowered(bot(pick([], more)), known);
    expect([routesOf(made).length < 2, made.report]).toEqual([true, ['option-match flows.main.nodes.pick']]);
  });

  test('are said beside labels with placeholders that say something else', () => {
    const routes: RouteInput[] = [{ when: { equals: 'else' }, to: a }];
    const made = lowered(bot(pick(routes, { options: [{ id: 'one', label: 'Size {{size}}' }] })), known);
    expect(made.report).toEqual([]);
    expect(routesOf(made)).toEqual([
      { when: { equals: 'else' }, to: a },
      { when: { regex: '(?i)^(?:one|1|1\\.|1\\))$' }, to: 'next' },
    ]);
  });
});

describe('a platform that takes a tap for its label, and stores by routes', () => {
  const options = {
    variable: 'size',
    options: [
      { id: 's', label: 'S', value: 'small' },
      { id: 'l', label: 'L', value: 'large' },
    ],
  };
  const storing = { routes: ['set'], reads: ['user'] } as const;

  test('has a route on each option that another route would take', () => {
    const made = lowered(bot(pick([{ when: { pattern: 's*' }, to: a }], options)), { tapText: 'label' }, storing);
    expect(made.report).toEqual([]);
    expect(routesOf(made)).toEqual([
      { when: { option: 's' }, to: a },
      { when: { pattern: 's*' }, to: a },
    ]);
  });

  test('knows an option by its number where a route takes that', () => {
    const made = lowered(bot(pick([{ when: { equals: '2' }, to: a }], options)), { tapText: 'label' }, storing);
    expect(routesOf(made)).toEqual([
      { when: { equals: '2' }, set: [{ variable: 'size', value: 'large' }], to: a },
      { when: { equals: '2' }, to: a },
    ]);
  });

  test('leaves a route alone that an intent takes', () => {
    const made = lowered(bot(pick([{ when: { intent: 'order' }, to: a }], options)), { tapText: 'label' }, storing);
    expect(made.report).toEqual(['tap-text flows.main.nodes.pick.options.s', 'tap-text flows.main.nodes.pick.options.l']);
  });
});

describe('a platform that takes a tap for its label, and stores it itself', () => {
  const options = {
    variable: 'size',
    options: [{ id: 's', label: 'S', value: 'small' }, 'Large'],
  };
  const storing = { questionFields: ['variable'], routes: ['set'] } as const;
  const small = [{ variable: 'size', value: 'small' }];

  test('has a route on each option with a value, which stores that behind it', () => {
    const made = lowered(bot(pick([], options)), { tapText: 'label' }, storing);
    expect(made.report).toEqual([]);
    expect(routesOf(made)).toEqual([{ when: { option: 's' }, set: small, to: 'next' }]);
  });

  test('leaves options the way they lead, and what routes set', () => {
    const set = [{ variable: 'n', value: '{{size}}' }];
    const routes = [{ when: { option: 's' }, to: a, set }, { to: b }];
    expect(routesOf(lowered(bot(pick(routes, options)), { tapText: 'label' }, storing))).toEqual([
      { when: { option: 's' }, set: [...small, ...set], to: a },
      { to: b },
    ]);
    expect(routesOf(lowered(bot(pick([{ to: b }], options)), { tapText: 'label' }, storing))).toEqual([
      { when: { option: 's' }, set: small, to: b },
      { to: b },
    ]);
  });

  test('but not what is only known as the bot runs, nor where nothing can set', () => {
    const open = { ...options, options: [{ id: 's', label: 'S', value: '{{n}}' }] };
    expect(lowered(bot(pick([], open)), { tapText: 'label' }, storing).report).toEqual(['tap-text flows.main.nodes.pick.options.s']);
    const bound = { questionFields: ['variable'] } as const;
    expect(lowered(bot(pick([], options)), { tapText: 'label' }, bound).report).toEqual(['tap-text flows.main.nodes.pick.options.s']);
  });
});
