import type { ConversationKey, Input, OutboundOption } from '@dragoman/core';
import type { Desk, Happening } from '../desk/open-desk.ts';
import type { Customer, Expected } from './scene.ts';
import { told } from './told.ts';

export interface ScriptedCustomer extends Customer {
  note(happening: Happening): void;
  /** What was told and never asked about. */
  leftOver(): readonly string[];
}

interface HeardTurn {
  readonly cause: Input['kind'];
  readonly lines: readonly string[];
}

const patienceMs = 5_000;

/** A customer who listens to everything and reports what is not as the script has it. */
export const createScriptedCustomer = (
  desk: Pick<Desk, 'take'>,
  key: ConversationKey,
  onMismatch: (mismatch: string) => void,
): ScriptedCustomer => {
  const turns: HeardTurn[] = [];
  let lines: string[] = [];
  let options: readonly OutboundOption[] = [];
  let messages = 0;
  let turnDone = Promise.withResolvers<void>();

  const next = (wanted: Input['kind']): HeardTurn | undefined => {
    const index = turns.findIndex(({ cause }) => cause === wanted);
    return index === -1 ? undefined : turns.splice(index, 1)[0];
  };
  const check = (cause: string, heard: readonly string[], expected: readonly Expected[]): void => {
    if (heard.length === expected.length && expected.every((line, index) => fits(line, heard[index] ?? ''))) return;
    onMismatch(`${cause}\n    expected: ${expected.join(' / ') || 'nothing'}\n    told:     ${heard.join(' / ') || 'nothing'}`);
  };
  const turn = async (cause: string, input: Input, expected: readonly Expected[]): Promise<void> => {
    await desk.take(key, input);
    check(cause, next(input.kind)?.lines ?? [], expected);
  };
  const message = (text: string, more: Partial<Extract<Input, { kind: 'message' }>> = {}): Input => {
    messages += 1;
    return { kind: 'message', id: `${messages}`, text, ...more };
  };

  return {
    note(happening) {
      if (happening.kind === 'effect') {
        const line = told(happening.effect);
        if (line !== undefined) lines.push(line);
        if (happening.effect.kind === 'message') options = optionsOf(happening.effect.message) ?? options;
      }
      if (happening.kind !== 'done') return;
      turns.push({ cause: happening.cause, lines });
      lines = [];
      turnDone.resolve();
      turnDone = Promise.withResolvers();
    },
    leftOver: () => turns.flatMap((heard) => heard.lines),

    says: (text, ...expected) => turn(`“${text}”`, message(text), expected),
    means: (intent, text, ...expected) => turn(`“${text}”`, message(text, { intents: [{ name: intent }] }), expected),
    async taps(label, ...expected) {
      const option = options.find((candidate) => candidate.label === label);
      if (option === undefined) {
        onMismatch(`There is no option “${label}” to tap, only: ${options.map((candidate) => candidate.label).join(' | ') || 'none'}`);
        return;
      }
      await turn(`[${label}]`, message(label, { option: option.id }), expected);
    },
    async hears(...expected) {
      const signal = AbortSignal.timeout(patienceMs);
      const timedOut = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      for (;;) {
        const heard = next('callback');
        if (heard !== undefined || signal.aborted) {
          check('(a callback)', heard?.lines ?? [], expected);
          return;
        }
        await Promise.race([turnDone.promise, timedOut]);
      }
    },
    isHandedBack: (reason, ...expected) => turn(`(handed back: ${reason})`, { kind: 'handoff-end', reason }, expected),
  };
};

const fits = (expected: Expected, line: string): boolean => (typeof expected === 'string' ? expected === line : expected.test(line));

type Message = Extract<Extract<Happening, { kind: 'effect' }>['effect'], { kind: 'message' }>['message'];

const optionsOf = (message: Message): readonly OutboundOption[] | undefined => {
  if (message.kind === 'options') return message.options;
  return message.kind === 'cards' ? message.cards.flatMap(({ options }) => options) : undefined;
};
