import type { Comparison, Route } from '@dragoman/core';
import { keyBeside } from '../keys.ts';
import { operandTemplate, printComparison } from '../scripts/comparison.ts';
import { clickatellTemplates } from '../templates/template-dialect.ts';
import type { ClickatellNode } from '../wire/node.ts';
import { goToOf, onwardOf } from './go-to-of.ts';
import type { NodeOfKind, Printing } from './printing.ts';

interface Head {
  readonly id: string;
  readonly name?: string;
  readonly neutral?: string;
}

/** A condition is a Switch Case where one value is compared with texts; else a Calculate for each of its routes, NO to the next. */
export const conditionSteps = (node: NodeOfKind<'condition'>, head: Head, printing: Printing): readonly ClickatellNode[] => {
  const { bot } = printing;
  const last = node.routes.findIndex((route) => route.if === undefined);
  const tests = (last === -1 ? node.routes : node.routes.slice(0, last)) as readonly (Route & { readonly if: Comparison })[];
  // A route for whatever is left is one output, where the node goes on another: import tells them apart.
  const rest = node.routes[last];
  const otherwise = rest && (onwardOf({ next: rest.to }, bot).goTo ?? { next: true as const });
  const onward = otherwise === undefined ? onwardOf(node, bot) : {};
  const compared = tests.map((route) => caseOf(route.if));
  const [first] = compared;
  if (first !== undefined && compared.every((one) => one?.variable === first.variable)) {
    return [
      {
        ...head,
        type: 'Switch Case',
        variable: printing.text(first.variable),
        cases: tests.map(({ to }, index) => ({ value: compared[index]?.value ?? '', ...goToOf(to, bot) })),
        ...(otherwise && { default: otherwise }),
        ...onward,
      },
    ];
  }
  if (tests.length === 0)
    return [{ ...head, type: 'Switch Case', variable: '', cases: [], ...(otherwise && { default: otherwise }), ...onward }];
  const keys = tests.map((_, index) => (index === 0 ? head.id : keyBeside(head.id, printing.taken)));
  // Behind the first of several, what is listed next is another of them.
  return tests.map(({ if: test, to }, index): ClickatellNode => {
    const further = keys[index + 1];
    const yes = goToOf(to, bot).goTo;
    const isInside = further !== undefined && to === 'next';
    const following = isInside ? followingOf(node, printing) : yes;
    const no = further === undefined ? otherwise : { step: further };
    const isLast = further === undefined;
    return {
      ...(index === 0 ? head : { id: keys[index] ?? head.id, partOf: head.id }),
      type: 'Calculate',
      comparison: printComparison(test, printing.vendor),
      ...(following !== undefined ? { yes: following } : isLast && 'goTo' in onward && { yes: { next: true as const } }),
      ...(no !== undefined && { no }),
      ...(isLast && onward),
    };
  });
};

const followingOf = (node: NodeOfKind<'condition'>, { bot }: Printing) => goToOf(bot.follow(node, 'next'), bot).goTo;

/** A comparison with a text, as a case of Switch Case. */
const caseOf = ({ left, op, right }: Comparison): { readonly variable: string; readonly value: string } | undefined => {
  const variable = operandTemplate(left);
  if (op !== 'equals' || variable === undefined || right === undefined || !('literal' in right) || typeof right.literal !== 'string')
    return undefined;
  return { variable, value: clickatellTemplates.print([{ kind: 'text', text: right.literal }].filter(({ text }) => text !== '') as never) };
};
