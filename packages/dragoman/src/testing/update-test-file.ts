import { readFile, writeFile } from 'node:fs/promises';
import { isMap, isScalar, isSeq, type Node, parseDocument, Scalar, type YAMLMap } from 'yaml';
import type { BotMessage } from './bot-message.ts';
import { messageProblem } from './message-expectation.ts';
import { readStep } from './read-step.ts';
import type { StepInput } from './test-file-schema.ts';

export interface UpdatedCase {
  readonly name: string;
  /** What the bot said after each act; what it said before the first is the first entry. */
  readonly exchanges: readonly (readonly BotMessage[])[];
}

/**
 * Writes what bots said into the talks of a test file. What happens stays as it is, and so do comments, spelling and the
 * expectations that still hold, expressions among them.
 */
export const updateTestFile = async (path: string, cases: readonly UpdatedCase[]): Promise<void> => {
  // Every scalar is a text, so that all of them keep their spelling.
  const document = parseDocument(await readFile(path, 'utf8'), { schema: 'failsafe' });
  for (const { name, exchanges } of cases) {
    const talk = document.getIn(['cases', name, 'talk'], true);
    if (isSeq<Node>(talk)) talk.items = [...updatedSteps(talk.items, exchanges, (value) => document.createNode(value))];
  }
  await writeFile(path, document.toString({ lineWidth: 0 }));
};

const updatedSteps = (
  steps: readonly Node[],
  exchanges: UpdatedCase['exchanges'],
  createNode: (value: unknown) => Node,
): readonly Node[] => {
  const updated: Node[] = [];
  let old: Node[] = [];
  let exchange = 0;
  for (const step of steps) {
    if (!isAct(step)) {
      old.push(step);
      continue;
    }
    updated.push(...expectationsOf(exchanges[exchange] ?? [], old, createNode), step);
    old = [];
    exchange += 1;
  }
  return [...updated, ...expectationsOf(exchanges[exchange] ?? [], old, createNode)];
};

const keyOf = (step: Node): string | undefined => (isMap(step) ? String((step as YAMLMap).items[0]?.key) : undefined);

const isAct = (step: Node): boolean => acts.has(keyOf(step) ?? '');

const acts: ReadonlySet<string> = new Set(['user', 'choose', 'wait', 'callback']);

const expectationsOf = (said: readonly BotMessage[], old: readonly Node[], createNode: (value: unknown) => Node): readonly Node[] => {
  const absent = old.filter((step) => keyOf(step) === 'absent');
  if (old.some((step) => isScalar(step) && step.value === 'anything')) return old;
  const messages = old.filter((step) => !absent.includes(step));
  return [...said.map((message, index) => keptOrNew(message, messages[index], createNode)), ...absent];
};

const keptOrNew = (message: BotMessage, old: Node | undefined, createNode: (value: unknown) => Node): Node => {
  if (old !== undefined && isFitting(message, old)) return old;
  if (message.kind === 'end') return new Scalar('end');
  if (message.kind === 'handoff') return createNode({ handoff: message.queue ?? '' });
  const labels = message.options?.map(({ label }) => label) ?? [];
  return createNode({ bot: labels.length === 0 ? message.text : { text: message.text, options: labels } });
};

const isFitting = (message: BotMessage, old: Node): boolean => {
  const value = old.toJSON() as StepInput;
  try {
    const step = readStep(value, value as never, '');
    return step.kind === 'bot' && messageProblem(step.message, message) === undefined;
  } catch {
    return false;
  }
};
