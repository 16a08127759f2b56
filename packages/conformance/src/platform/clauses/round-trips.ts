import { normaliseBot, type PlatformAdapter } from '@dragoman/core';
import { type Clause, clause } from '../../kit/clause.ts';
import { expectSame } from '../../kit/expectation.ts';
import { canonicalBot } from '../canonical-bot.ts';
import { lossesOf, type PlatformAdapterSubject, throughPlatform } from '../platform-adapter-subject.ts';
import { requestSamples, responseSamples } from '../samples/call-samples.ts';
import { contentSamples } from '../samples/content-samples.ts';
import { flowSamples, variableSamples } from '../samples/flow-samples.ts';
import { nameSamples } from '../samples/name-samples.ts';
import { nodeFieldSamples, nodeSamples, readSamples } from '../samples/node-samples.ts';
import { placeholderSamples } from '../samples/placeholder-samples.ts';
import { outcomeSamples, replySamples, routeSamples } from '../samples/route-samples.ts';
import type { Sample } from '../samples/sample.ts';

/** Everything that is listed comes back as it went out, and nothing is reported: a bot for each thing. */
const roundTrip = (samplesOf: (adapter: PlatformAdapter) => readonly Sample[]): Clause<PlatformAdapterSubject> =>
  clause(
    ({ create }) => {
      const adapter = create();
      for (const sample of samplesOf(adapter)) expectRoundTrip(adapter, sample);
    },
    ({ create }) => (samplesOf(create()).length === 0 ? 'the capabilities list nothing of it.' : undefined),
  );

/** A bot within the capabilities comes back, and nothing is reported. */
export const expectRoundTrip = (adapter: PlatformAdapter, { title, bot, probe }: Sample, channel?: string): void => {
  const { exported, bot: back } = throughPlatform(adapter, bot, channel === undefined ? {} : { channel });
  expectSame(lossesOf(exported.diagnostics), [], `${title}: a bot within the capabilities loses nothing.`);
  expectSame(probe(canonicalBot(back)), probe(canonicalBot(normaliseBot(bot))), `${title}: what went out comes back.`);
};

export const roundTripClauses = {
  'nodes-come-back': roundTrip(nodeSamples),
  'node-fields-come-back': roundTrip(nodeFieldSamples),
  'contents-come-back': roundTrip(contentSamples),
  'flows-come-back': roundTrip(flowSamples),
  'routes-come-back': roundTrip(routeSamples),
  'replies-come-back': roundTrip(replySamples),
  'outcomes-come-back': roundTrip(outcomeSamples),
  'requests-come-back': roundTrip(requestSamples),
  'responses-come-back': roundTrip(responseSamples),
  'variables-come-back': roundTrip(variableSamples),
  'reads-come-back': roundTrip(readSamples),
  'placeholders-come-back': roundTrip(placeholderSamples),
  'names-come-back': roundTrip(nameSamples),
} satisfies { readonly [name: string]: Clause<PlatformAdapterSubject> };
