import { type Bot, optionsOf, type Plugin } from '@dragoman/core';
import { createDragoman } from 'dragoman';

export interface Walk {
  /** Which of what can be said at each turn is said. */
  readonly choices: readonly number[];
  /** How every call ends. */
  readonly answers: 'found' | 'none';
  readonly plugins: readonly Plugin[];
}

/**
 * Holds a conversation with a bot: says what its triggers wait for and its routes compare with, taps what is shown, and
 * says what nobody waits for. What went wrong, as texts: turns that failed.
 */
export const walkThrough = async (bot: Bot, { choices, answers, plugins }: Walk): Promise<readonly string[]> => {
  const wrong: string[] = [];
  const stub = Object.fromEntries(bot.integrations.map(({ id }) => [id, answers === 'found' ? 200 : ('error' as const)]));
  await using dragoman = disposing(createDragoman({ plugins, offline: true, stub }));
  const talk = dragoman.dragoman.converse(bot, {
    seed: 'walk',
    onEvent: (event) => {
      if (event.event === 'turn-end' && event.failed === true) wrong.push(JSON.stringify(event));
    },
  });
  const openings = textsOf(bot);
  for (const choice of choices) {
    const shown = talk.conversation.frames.at(-1)?.waiting?.rendered.flatMap(optionsOf) ?? [];
    const taps = shown.map(
      ({ id, label }) =>
        () =>
          talk.say(label, { option: id }),
    );
    const said = [...openings, 'something nobody waits for', '1'].map((text) => () => talk.say(text));
    const ways = [...taps, ...said];
    await ways[choice % ways.length]?.();
  }
  return wrong;
};

const textsOf = (bot: Bot): readonly string[] =>
  bot.flows.flatMap(({ triggers }) =>
    triggers.flatMap((trigger) => {
      if ('equals' in trigger) return [trigger.equals];
      return 'pattern' in trigger ? [(trigger.pattern.split('|')[0] ?? '').replaceAll(/[*()]/g, '')] : [];
    }),
  );

const disposing = (dragoman: ReturnType<typeof createDragoman>) => ({ dragoman, [Symbol.asyncDispose]: () => dragoman.dispose() });
