import type { Diagnostic } from '@dragoman/core';
import type { Run } from './compare/compare-runs.ts';

/** What the cases came to: whether the laws had anything to say. */
export interface Measures {
  capabilityBots: number;
  /** Of those, bots whose translation reported nothing degraded or dropped. */
  lossless: number;
  freeBots: number;
  freeSteps: number;
  /** Of those, steps before the first reported place. */
  freeClaimed: number;
  conversations: number;
  turns: number;
  withCall: number;
  withReplyRoute: number;
  withEnd: number;
  /** Reasons of what is faithful only if a policy is right, by code. */
  readonly assumed: Map<string, string>;
  /** How often what was reported ended what the laws claim, by code. */
  readonly stops: Map<string, number>;
}

export const emptyMeasures = (): Measures => ({
  capabilityBots: 0,
  lossless: 0,
  freeBots: 0,
  freeSteps: 0,
  freeClaimed: 0,
  conversations: 0,
  turns: 0,
  withCall: 0,
  withReplyRoute: 0,
  withEnd: 0,
  assumed: new Map(),
  stops: new Map(),
});

export const noteRun = (measures: Measures, { bot, turns }: Run): void => {
  const waits = new Set(
    bot.flows.flatMap(({ nodes }) =>
      nodes.flatMap(({ id, kind }) => (kind === 'question' || kind === 'choice' || kind === 'list' ? [id] : [])),
    ),
  );
  measures.conversations += 1;
  measures.turns += turns.length;
  if (turns.some(({ requests }) => requests.length > 0)) measures.withCall += 1;
  if (turns.some(({ steps }) => steps.some((step) => step.kind === 'leave' && step.route !== undefined && waits.has(step.node))))
    measures.withReplyRoute += 1;
  if (turns.some(({ hasEnded }) => hasEnded)) measures.withEnd += 1;
};

export const noteDiagnostics = (measures: Measures, diagnostics: readonly Diagnostic[]): void => {
  for (const { code, loss, reason } of diagnostics) {
    if (loss === 'assumed') measures.assumed.set(code, reason);
  }
};

export const noteStop = ({ stops }: Measures, code: string | undefined): void => {
  if (code !== undefined) stops.set(code, (stops.get(code) ?? 0) + 1);
};

/** The share of a free bot's steps about which the laws say something. */
export const claimedShare = ({ freeSteps, freeClaimed }: Measures): number => (freeSteps === 0 ? 1 : freeClaimed / freeSteps);

/** The measures as one line, and one for each policy that was taken on trust. */
export const measuresText = (adapter: string, measures: Measures): string => {
  const { capabilityBots, lossless, freeBots, conversations, turns, withCall, withReplyRoute, withEnd, assumed, stops } = measures;
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);
  const mostOften = [...stops].toSorted(([, a], [, b]) => b - a).slice(0, 8);
  return [
    `Laws of ${adapter}: ${capabilityBots} capability bots (${share(lossless, capabilityBots)} without loss), ${freeBots} free bots (${share(measures.freeClaimed, measures.freeSteps)} of their steps before the first reported place); ${conversations} conversations of ${turns} turns: ${withCall} with a call, ${withReplyRoute} with a reply route, ${withEnd} with an end.`,
    ...(mostOften.length > 0 ? [`  Claims ended most often by: ${mostOften.map(([code, count]) => `${code} ${count}`).join(', ')}.`] : []),
    ...[...assumed].map(([code, reason]) => `  Assumed: ${code}: ${reason}`),
  ].join('\n');
};
