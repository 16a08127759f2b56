import { readdirSync, readFileSync } from 'node:fs';
import { strayChange } from '@dragoman/conformance';
import { type Bot, exportBot, importBot } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from '../src/adapter.ts';
import type { LivePersonExport } from '../src/wire/export.ts';
import { elementEdits, structureEdits } from './edits.fixture.ts';

const adapter = createLivePersonAdapter();
const subject = { create: () => createLivePersonAdapter(), plugins: [] };
const fixtures = new URL('./fixtures/', import.meta.url);
const documents = readdirSync(fixtures)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, text: readFileSync(new URL(name, fixtures), 'utf8') }));

/** A bot without what import makes of names and documents: ids of options, the origin. */
const plain = ({ origins: _, ...bot }: Bot): unknown => ({
  ...bot,
  flows: bot.flows.map((flow) => ({
    ...flow,
    nodes: flow.nodes.map((node) => {
      const options = [...JSON.stringify(node).matchAll(/"id":"([^"]*)","label"/g)].map(([, id]) => id);
      const numbered = (text: string): string => (options.includes(text) ? `option ${options.indexOf(text)}` : text);
      return JSON.parse(JSON.stringify(node), (key, value: unknown) =>
        (key === 'id' || key === 'option') && typeof value === 'string' ? numbered(value) : value,
      ) as unknown;
    }),
  })),
});

describe.each(documents)('$name', ({ text }) => {
  const { value: bot, platformPlaceOf } = importBot(adapter, text);
  const edits = elementEdits(bot);
  const structure = structureEdits(bot);
  const pick = (count: number) => fc.nat(Math.max(0, count - 1));

  test('comes back byte for byte', () => {
    expect(exportBot(adapter, bot).text).toBe(text);
  });

  test('comes back byte for byte in any layout', () => {
    fc.assert(
      fc.property(fc.constantFrom(undefined, 1, 2, 4, '\t'), fc.constantFrom('', '\n'), (indent, end) => {
        const laidOut = JSON.stringify(JSON.parse(text), null, indent) + end;
        expect(exportBot(adapter, importBot(adapter, laidOut).value).text).toBe(laidOut);
      }),
      { numRuns: 10 },
    );
  });

  test.skipIf(edits.length === 0)('says every edit of an element, which is read again as it was made', () => {
    fc.assert(
      fc.property(pick(edits.length), (index) => {
        const edited = edits[index]?.apply(bot) ?? bot;
        const back = importBot(adapter, exportBot(adapter, edited).text).value;
        expect(plain(back), edits[index]?.what).toEqual(plain(edited));
      }),
      { numRuns: 60 },
    );
  });

  test.skipIf(edits.length < 2)('changes by an edit only what the element is printed as', () => {
    fc.assert(
      fc.property(pick(edits.length), pick(edits.length), (first, second) => {
        const [one, other] = [edits[first], edits[second]];
        if (one === undefined || other === undefined || one.what === other.what) return;
        expect(strayChange(subject, bot, text, one, other)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  test.skipIf(structure.length === 0)('changes by a new, a missing or a renamed interaction only its neighbours and what names it', () => {
    fc.assert(
      fc.property(pick(structure.length), (index) => {
        const edited = structure[index]?.apply(bot) ?? bot;
        const near = new Set(nearby(bot, edited).map((place) => `${platformPlaceOf(place)}`));
        const before = elements(JSON.parse(text));
        const written = elements(exportBot(adapter, edited).value as LivePersonExport);
        const after = new Map(written.toReversed().map(({ id, said }) => [id, said]));
        const changed = before.filter(({ id, pointer, said }) => after.has(id) && after.get(id) !== said && !near.has(pointer));
        expect(changed, structure[index]?.what).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

/** The elements of a document, as text. Of those that share an id, the first, which links mean. */
const elements = (document: LivePersonExport): readonly { readonly id: string; readonly pointer: string; readonly said: string }[] => {
  const all = (['conversationMessage', 'responder', 'groups'] as const).flatMap((list) =>
    ((document[list] ?? []) as readonly unknown[]).flatMap((element, index) => {
      const id: unknown = Reflect.get(Object(element), 'id');
      return typeof id === 'string' ? [{ id: `${list} ${id}`, pointer: `/${list}/${index}`, said: JSON.stringify(element) }] : [];
    }),
  );
  return all.filter(({ id }, index) => all.findIndex((one) => one.id === id) === index);
};

/** Where the nodes of a bot stand that an edit touches: what it changes, what stands beside that, and what names it. */
const nearby = (before: Bot, after: Bot): readonly string[] => {
  const all = (bot: Bot) => new Map(bot.flows.flatMap(({ nodes }) => nodes.map((node) => [node.id, node] as const)));
  const [were, are] = [all(before), all(after)];
  const touched = new Set([...were.keys(), ...are.keys()].filter((id) => were.get(id) !== are.get(id)));
  const beside = new Set(
    [...before.flows, ...after.flows].flatMap(({ nodes }) =>
      nodes.flatMap((node, index) => (touched.has(node.id) ? [nodes[index - 1], node, nodes[index + 1]] : [])).map((one) => one?.id),
    ),
  );
  return before.flows.flatMap(({ nodes }, flow) =>
    nodes.flatMap((node, index) => {
      const names = [...touched].some((id) => JSON.stringify(node).includes(JSON.stringify(id)));
      return beside.has(node.id) || names ? [`/flows/${flow}/nodes/${index}`] : [];
    }),
  );
};
