import { patternProblem, type TriggerInput } from '@dragoman/core';
import type { Dialog } from './dialogs.ts';
import type { ImportReport } from './import-context.ts';
import { platformPart } from './platform-part.ts';

/** What starts a dialog: the patterns and the intent of its first interaction. */
export const triggersOf = ({ steps }: Dialog, report: ImportReport): readonly TriggerInput[] => {
  const [first, ...others] = steps;
  for (const { value, name, pointer } of others) {
    const field = value.intentId ? 'intentId' : 'pattern';
    if (field === 'pattern' && (value.pattern ?? []).length === 0) continue;
    const reason = `${JSON.stringify(name)} is not the first interaction of its dialog, so what it waits for starts nothing.`;
    const fix = 'Move it to the first place, or into a dialog of its own.';
    report({ code: 'misplaced-starter', severity: 'warning', platformPlace: `${pointer}/${field}`, reason, fix });
  }
  if (first === undefined) return [];
  const { pattern: patterns = [], intentId } = first.value;
  const byText = patterns.map((pattern, index): TriggerInput => {
    const problem = patternProblem(pattern);
    if (problem === undefined) return { kind: 'text', pattern };
    const trigger = platformPart(pattern);
    const reason = `This pattern cannot be used. ${problem}`;
    report({ code: 'unreadable-pattern', severity: 'warning', at: trigger, platformPlace: `${first.pointer}/pattern/${index}`, reason });
    return trigger;
  });
  return intentId ? [...byText, { kind: 'intent', intent: intentId }] : byText;
};
