import type { OptionInput, RouteInput } from '@dragoman/core';
import type { NodeOf } from '../wire/node.ts';
import { createUnique, type KeyedNode } from './keyed-workflows.ts';
import type { NodeReading } from './node-of.ts';

/** A menu, with and without a variable. */
export const choiceFields = (
  node: NodeOf<'Menu'> | NodeOf<'Multiple Choice Input'>,
  { pointer }: KeyedNode,
  reading: NodeReading,
): object => {
  const { report } = reading.context;
  const unique = createUnique();
  const options = node.options.map(({ id, label }, index): OptionInput => {
    const own = unique(id);
    const place = `${pointer}/options/${index}`;
    if (own !== id) {
      const reason = `There is another option ${JSON.stringify(id)} above; its result is that one's.`;
      report({ code: 'duplicate-id', severity: 'warning', platformPlace: `${place}/id`, reason, fix: 'Give each its own id.' });
    }
    return { id: own, label: reading.text(label, `${place}/label`) };
  });
  const known = new Set(node.options.map(({ id }) => id));
  const routes = (node.results ?? []).flatMap(({ option, name, text, goTo }, index): readonly RouteInput[] => {
    const to = reading.target(goTo) ?? 'next';
    if (option !== undefined) {
      if (known.has(option)) return [{ when: { option }, to }];
      const platformPlace = `${pointer}/results/${index}/option`;
      const reason = `There is no option ${JSON.stringify(option)}, so this result is never taken.`;
      report({ code: 'unknown-option', severity: 'warning', platformPlace, reason, fix: 'Add the option, or name another one.' });
      return [];
    }
    if (name === 'is') return text === undefined ? [] : [{ when: { equals: text }, to }];
    return name === 'default' ? [{ when: { outcome: 'no-match' }, to }] : [{ to }];
  });
  const variable = 'variable' in node && typeof node.variable === 'string' && { variable: node.variable };
  return { kind: 'choice', text: reading.text(node.menuText, `${pointer}/menuText`), ...variable, options, routes };
};
