import type { PlatformAdapter } from '@dragoman/core';
import type { CanonicalBot } from '../canonical-bot.ts';
import { type Sample, sampleBot, say } from './sample.ts';

/** Names that need escaping, are long, or are the same once they are slugs: links must still find their elements. */
export const nameSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const node = (id: string, name: string, text: string) => ({ ...say(capabilities, id, text), name });
  const named = (title: string, names: readonly [string, string, string]): Sample => ({
    title,
    bot: sampleBot(
      adapter,
      [{ ...node('first', names[0], 'One.'), next: 'third' }, node('second', names[1], 'Two.'), node('third', names[2], 'Three.')],
      { flow: { name: names[0] } },
    ),
    probe: linksOf,
  });
  return [
    named('names that need escaping', ['Say "hi" / ~ <b> & {{x}}', 'back\\slash\nnew line', '#%?: 漢字 👋']),
    named('long names', ['a'.repeat(300), `${'a'.repeat(300)}b`, `${'a'.repeat(300)}c`]),
    named('names with the same slug', ['Ask it', 'ask-it', 'ASK  IT!']),
    named('names that are words of targets', ['next', 'repeat', 'end']),
  ];
};

const linksOf = ({ flows }: CanonicalBot): unknown =>
  flows.map(({ nodes }) => nodes.map(({ content, text, onward }) => ({ said: content ?? text ?? null, onward: onward ?? null })));
