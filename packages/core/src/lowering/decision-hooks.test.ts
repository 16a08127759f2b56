import { describe, expect, test } from 'vitest';
import { type CapabilitiesInput, completeCapabilities } from '../adapter/capabilities.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { BotInput, RouteInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { lowerBot } from './lower-bot.ts';
import { provenanceOf } from './provenance.ts';

/** A platform that tells success from failure and runs scripts. */
const capabilities: CapabilitiesInput = {
  nodes: ['message', 'api', 'script'],
  targets: ['end-flow'],
  outcomes: ['success', 'failure'],
  hooks: ['after'],
  scripts: ['es5'],
  methods: ['GET'],
  reads: ['$status'],
};

const lower = (routes: readonly RouteInput[], more: CapabilitiesInput = capabilities, semantics: Partial<Semantics> = {}) => {
  const say = (id: string) => ({ id, kind: 'message', text: id, next: { end: 'flow' } }) as const;
  const input: BotInput = {
    id: 'desk',
    semantics,
    integrations: [{ id: 'call', method: 'GET', url: 'https://a.example/', response: { variable: 'order' } }],
    flows: [{ id: 'main', nodes: [{ id: 'go', kind: 'api', integration: 'call', routes } as never, say('a'), say('b'), say('c')] }],
  };
  const bot = normaliseBot(input);
  const provenance = provenanceOf(bot);
  const findings: string[] = [];
  const lowered = lowerBot(bot, {
    adapter: 'acme',
    capabilities: completeCapabilities(more),
    semantics: { ...neutralSemantics, ...semantics },
    nodeKinds: [],
    provenance,
    report: ({ code, at, loss = 'none' }) => void findings.push(`${code} ${provenance.placeOf(at)} ${loss}`),
  });
  const [api, ...others] = lowered.flows[0]?.nodes ?? [];
  const ways = api?.routes.map(({ when, to }) => [Object.values(when ?? {})[0], typeof to === 'object' && 'node' in to ? to.node : to]);
  return { ways, source: api?.hooks?.after?.source.split('\n').filter((line) => /^(if|else|\}| {2}if)/.test(line)), others, findings };
};

const go = '/flows/0/nodes/0/routes';

describe('the script behind a call', () => {
  test('goes where a status leads, and the routes lead where the rest goes', () => {
    const { ways, source, others, findings } = lower([
      { when: 404, to: 'a' },
      { when: '5xx', to: 'b' },
      { when: 'other', to: 'c' },
    ]);
    expect(ways).toEqual([
      ['success', 'c'],
      ['failure', 'c'],
    ]);
    expect(source?.filter((line) => line !== '}')).toEqual([
      'if (status("order") === 404) goto("a");',
      'else if (Math.floor(status("order") / 100) === 5) goto("b");',
    ]);
    expect(others.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(findings).toEqual([]);
  });

  test('takes all calls without a response as what they are likeliest, and says what goes elsewhere', () => {
    const { source, findings } = lower([
      { when: 'timeout', to: 'a' },
      { when: 'error', to: 'b' },
      { when: 'max-connection', to: 'a' },
      { when: 'other', to: 'c' },
    ]);
    expect(source).toContain('if (status("order") == null) goto("a");');
    expect(findings).toEqual([`outcome-not-distinguished ${go}/1 degraded`]);
  });

  test('asks for the outcome where a condition does not say it', () => {
    const { source } = lower([
      { when: 'failure', if: { left: 'kind', op: 'equals', right: 'x' }, to: 'a' },
      { when: 'other', to: 'c' },
    ]);
    expect(source?.at(-3)).toMatch(/^if \(!\(Math\.floor\(status\("order"\) \/ 100\) === 2\)\) \{$/);
    expect(source?.at(-2)).toMatch(/goto\("a"\);$/);
  });

  test('leads to other ends through a script that does nothing', () => {
    const { source, others } = lower([
      { when: 404, to: { end: 'flow' } },
      { when: 'other', to: 'c' },
    ]);
    expect(source).toContain('if (status("order") === 404) goto("go to");');
    expect(others).toContainEqual(expect.objectContaining({ name: 'go to', kind: 'script', source: '', next: { end: 'flow' } }));
  });

  test('is none where a platform has no such script', () => {
    const { source, others } = lower(
      [
        { when: 404, to: 'a' },
        { when: 'other', to: 'c' },
      ],
      { ...capabilities, hooks: [] },
    );
    expect(source).toBeUndefined();
    expect(others.some(({ kind }) => kind === 'script')).toBe(true);
  });
});
