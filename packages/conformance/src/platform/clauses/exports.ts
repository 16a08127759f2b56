import { exportBot, type Json, neutralSemantics, normaliseBot, type TranslationFinding, translationCodes } from '@dragoman/core';
import { clause } from '../../kit/clause.ts';
import { deepFreeze } from '../../kit/deep-freeze.ts';
import { expectSame, expectThat } from '../../kit/expectation.ts';
import { everythingBot } from '../everything-bot.ts';
import { artifactsOf, fitsSchema, type PlatformAdapterSubject } from '../platform-adapter-subject.ts';
import { nodeSamples } from '../samples/node-samples.ts';
import { sampleBot, say } from '../samples/sample.ts';

/** What holds for each bot that is exported. */
export const exportClauses = {
  'exports-any-bot': clause<PlatformAdapterSubject>(async ({ create, plugins }) => {
    const adapter = create();
    const bots = [
      everythingBot,
      { id: 'empty' },
      { id: 'idle', flows: [{ id: 'main', nodes: [] }] },
      ...nodeSamples(adapter).map(({ bot }) => bot),
    ];
    for (const bot of bots) {
      const { value } = exportBot(adapter, bot, { plugins });
      expectSame(await fitsSchema(adapter, value), undefined, `What the bot ${bot.id} is printed as fits the artifact's own schema.`);
      expectSame(JSON.parse(JSON.stringify(value)), value, `What the bot ${bot.id} is printed as is JSON.`);
    }
  }),

  'export-is-pure': clause<PlatformAdapterSubject>(({ create, plugins }) => {
    const adapter = create();
    const bot = deepFreeze(normaliseBot(everythingBot));
    const first = exportBot(adapter, bot, { plugins });
    const second = exportBot(adapter, bot, { plugins });
    expectSame(second, first, 'Exporting a bot twice gives the same document and the same findings.');
  }),

  'instances-share-nothing': clause<PlatformAdapterSubject>(({ create, plugins }) => {
    const bot = (text: string) => sampleBot(create(), [say(create().capabilities, 'first', text)]);
    const [one, another] = [create(), create()];
    expectThat(one !== another, 'create gives another adapter each time.');
    const alone = exportBot(create(), bot('One.'), { plugins });
    const other = exportBot(create(), bot('Two.'), { plugins });
    expectSame(
      other.text,
      alone.text.replaceAll('One.', 'Two.'),
      'What an adapter prints does not depend on what another one printed before.',
    );
    exportBot(create(), everythingBot, { plugins });
    expectSame(
      exportBot(create(), bot('One.'), { plugins }),
      alone,
      'What an adapter prints does not depend on what others printed since.',
    );
  }),

  'reports-listed-codes': clause<PlatformAdapterSubject>((subject) => {
    const { create, plugins } = subject;
    const adapter = create();
    const reported = new Set<string>();
    const spied = <C extends { report(finding: TranslationFinding): void }>(context: C): C => ({
      ...context,
      report: (finding: TranslationFinding) => {
        reported.add(finding.code);
        context.report(finding);
      },
    });
    const spy: typeof adapter = {
      ...adapter,
      toPlatform: (bot, context) => adapter.toPlatform(bot, spied(context)),
      fromPlatform: (artifact, context) => adapter.fromPlatform(artifact, spied(context)),
    };
    for (const { text } of artifactsOf(subject))
      adapter.fromPlatform(JSON.parse(text), { ...noContext, report: ({ code }) => void reported.add(code) });
    const { diagnostics } = exportBot(spy, everythingBot, { plugins });
    expectSame(
      [...reported].filter((code) => !Object.hasOwn(adapter.codes, code)),
      [],
      'Every code the adapter reports stands in its codes.',
    );
    const known = new Set([...Object.keys(adapter.codes), ...Object.keys(translationCodes)]);
    expectSame(
      [...new Set(diagnostics.map(({ code }) => code))].filter((code) => !known.has(code)),
      [],
      'Every finding of an export has a code of the adapter or of core.',
    );
  }),

  'names-places-that-exist': clause<PlatformAdapterSubject>(({ create, plugins }) => {
    const adapter = create();
    const bot = normaliseBot(everythingBot);
    const placed: TranslationFinding[] = [];
    const spy: typeof adapter = {
      ...adapter,
      toPlatform: (view, context) =>
        adapter.toPlatform(view, {
          ...context,
          report: (finding) => {
            if (finding.at !== undefined) placed.push(finding);
            context.report(finding);
          },
        }),
    };
    const { diagnostics } = exportBot(spy, bot, { plugins });
    for (const { code, place, reason } of diagnostics) {
      expectThat(exists(bot as unknown as Json, place), `The finding ${code} names a place of the bot; ${place} is none.`);
      expectThat(reason.length > 0, `The finding ${code} gives its reason.`);
      const isLost = place === '' && placed.some((finding) => finding.code === code && finding.reason === reason);
      expectThat(
        !isLost,
        `The finding ${code} is about an element of the view; what it gives as \`at\` is none, so it names the whole bot.`,
      );
    }
  }),

  'keeps-secrets-out': clause<PlatformAdapterSubject>(({ create, plugins }) => {
    const value = 'ss-9f2b-never-printed';
    const names = ['SHOP_KEY', 'SIGNATURE'];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = value;
    try {
      const adapter = create();
      const { text, diagnostics } = exportBot(adapter, everythingBot, { plugins });
      expectThat(!text.includes(value), 'The value of a secret does not stand in the document: it is a named blank there.');
      expectThat(!JSON.stringify(diagnostics).includes(value), 'The value of a secret does not stand in a finding.');
    } finally {
      for (const [index, name] of names.entries()) {
        if (before[index] === undefined) delete process.env[name];
        else process.env[name] = before[index];
      }
    }
  }),

  'exports-for-its-channels': clause<PlatformAdapterSubject>(async ({ create, plugins }) => {
    const adapter = create();
    for (const channel of [...Object.keys(adapter.capabilities.channels), 'a channel nobody knows']) {
      const { value } = exportBot(adapter, everythingBot, { plugins, channel });
      expectSame(await fitsSchema(adapter, value), undefined, `What is printed for ${channel} fits the artifact's own schema.`);
    }
  }),
};

// Only to hear what an adapter reports; what it makes of the document is another clause's.
const noContext = {
  restore: true,
  read: (text: string): string => text,
  id: (_kind: string, { key }: { readonly key: string }): string => key,
};

const exists = (document: Json, pointer: string): boolean => {
  // What an author leaves out of the semantics has its neutral value.
  const [, field] = /^\/semantics\/(\w+)$/.exec(pointer) ?? [];
  if (field !== undefined && Object.hasOwn(neutralSemantics, field)) return true;
  let value: Json | undefined = document;
  for (const segment of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return false;
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(value, key)) return false;
    value = (value as { readonly [name: string]: Json })[key];
  }
  return value !== undefined;
};
