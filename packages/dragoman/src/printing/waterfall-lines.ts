import type { CallTiming, Outcome, RequestView, RunEvent } from '@dragoman/core';
import { type Ink, noPaint, type Paint } from './paint.ts';
import { oneLine, printable } from './printable.ts';
import { type TimedRequest, type TurnTimeline, turnTimeline } from './turn-timeline.ts';

export interface WaterfallOptions {
  /** Default: no colours. */
  readonly paint?: Paint;
  /** Columns to keep within. Default 100. */
  readonly width?: number;
}

/**
 * Draws the events of a run, turn by turn: nodes, requests with their time against that of the turn, attempts,
 * variables, scripts, diagnostics. The messages themselves are the transcript's.
 */
export const waterfallLines = (events: readonly RunEvent[], { paint = noPaint, width = 100 }: WaterfallOptions = {}): readonly string[] =>
  [...Map.groupBy(events, ({ turn }) => turn).values()].flatMap((turn) => turnLines(turn, { paint, width }));

type Style = Required<WaterfallOptions>;

const turnLines = (events: readonly RunEvent[], style: Style): readonly string[] => {
  const timeline = turnTimeline(events);
  const count = (name: RunEvent['event'], word: string) => {
    const found = events.filter(({ event }) => event === name).length;
    return found === 0 ? [] : [`${found} ${word}${found === 1 ? '' : 's'}`];
  };
  const title = [
    `turn ${events[0]?.turn}`,
    ...count('node-enter', 'node'),
    ...count('request-end', 'request'),
    milliseconds(timeline.durationMs),
  ];
  const entered = new Set(events.flatMap((event) => (event.event === 'node-enter' ? [event.visit] : [])));
  const turn: DrawnTurn = { timeline, entered, node: undefined };
  return [
    style.paint('dim', `  ┌ ${title.join(' · ')}`),
    ...events.flatMap((event) => eventLines(event, turn, style)).map((line) => `${style.paint('dim', '  │')} ${line}`),
  ];
};

interface DrawnTurn {
  readonly timeline: TurnTimeline;
  /** Visits that began in this turn. A node that waited was entered in an earlier one. */
  readonly entered: ReadonlySet<number>;
  /** The node that was drawn last: what follows is drawn below it. */
  node: string | undefined;
}

const eventLines = (event: RunEvent, turn: DrawnTurn, { paint, width }: Style): readonly string[] => {
  const { timeline, entered } = turn;
  const room = width - 4;
  const detail = (mark: string, text: string, ink: Ink = 'dim') => `  ${paint(ink, oneLine(`${mark} ${text}`, room - 2))}`;
  const node = (id: string, more: string) =>
    `${paint('bold', oneLine(id, Math.floor(room / 2)))} ${paint('dim', oneLine(more, Math.floor(room / 2) - 1))}`;
  switch (event.event) {
    case 'node-enter':
      turn.node = event.node;
      return [node(event.node, event.kind)];
    case 'node-leave': {
      // An unnamed route is told by its position.
      const route = event.route !== undefined && /^\d+$/.test(event.route) ? `route ${event.route}` : event.route;
      const target = `${event.to}${route === undefined ? '' : ` (${route})`}`;
      return [entered.has(event.visit) || turn.node === event.node ? detail('→', target) : node(event.node, `→ ${target}`)];
    }
    case 'request-end': {
      const timed = timeline.requests.get(event);
      return [
        requestLine(event, timed, timeline.durationMs, { paint, width: room }),
        ...(event.outcome.kind === 'error' && event.outcome.detail !== undefined
          ? wrapped(event.outcome.detail, room - 6).map((line) => detail('   ', line, 'red'))
          : []),
        ...event.request.headers.map(({ name, value }) => detail('  >', `${name}: ${value}`)),
        ...(event.request.body === undefined ? [] : [detail('  >', event.request.body)]),
        ...(event.response === undefined || event.response.body === null ? [] : [detail('  <', asText(event.response.body))]),
        ...(event.timing === undefined ? [] : phaseLines(event.timing).map((phases) => detail('   ', phases))),
      ];
    }
    case 'request-retry':
      return [detail('↻', `attempt ${event.attempt} after ${outcomeText(event.outcome)}`, 'yellow')];
    case 'request-page': {
      const rows = event.rows === undefined ? '' : ` · ${event.rows} ${event.rows === 1 ? 'row' : 'rows'}`;
      const about = `page ${event.page}: ${outcomeText(event.outcome)}${rows} · ${milliseconds(event.durationMs)}`;
      return [detail('≡', event.url === undefined ? about : `${about} · ${event.url}`, event.outcome.kind === 'response' ? 'dim' : 'red')];
    }
    case 'variable-set':
      return [detail('=', `${event.name}: ${asText(event.value)}${event.scope === 'session' ? '' : ` (${event.scope})`}`)];
    case 'script-end': {
      const line =
        event.problem === undefined
          ? detail('ƒ', `${event.panel} ${milliseconds(event.durationMs)}`)
          : detail('ƒ', `${event.panel}: ${event.problem}`, 'red');
      if (event.node === '' || event.node === turn.node) return [line];
      // Of a node that waited in an earlier turn.
      turn.node = event.node;
      return [node(event.node, 'reply'), line];
    }
    case 'message-send': {
      // What the bot says stands in the transcript, and what it logs does not.
      const { effect } = event;
      return effect.kind === 'event' ? [detail('*', `${effect.name}${effect.data === undefined ? '' : `: ${asText(effect.data)}`}`)] : [];
    }
    case 'diagnostic': {
      const { severity, reason, fix, code, at } = event.diagnostic;
      const ink = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'dim';
      const [first = '', ...others] = wrapped(
        `${severity}: ${reason}${fix === undefined ? '' : ` ${fix}`} (${[at && `${at.file}:${at.line}:${at.column}`, code].filter(Boolean).join(', ')})`,
        room - 6,
      );
      return [detail('!', first, ink), ...others.map((line) => detail(' ', line, ink))];
    }
    case 'turn-end':
      return event.failed === true ? [paint('red', 'the turn failed and was undone')] : [];
    default:
      return [];
  }
};

const requestLine = (
  { request, outcome }: { readonly request: RequestView; readonly outcome: Outcome },
  timed: TimedRequest | undefined,
  turnMs: number,
  { paint, width }: Style,
): string => {
  const result = outcomeText(outcome).padStart(3);
  const duration = milliseconds(timed?.durationMs ?? 0).padStart(8);
  const barWidth = width >= 70 ? 20 : 0;
  const addressWidth = Math.max(10, width - 2 - result.length - duration.length - 2 - (barWidth === 0 ? 0 : barWidth + 2));
  const address = oneLine(`${request.method} ${addressOf(request)}`, addressWidth).padEnd(addressWidth);
  const bar = timed === undefined || barWidth === 0 ? '' : `  ${paint('cyan', barOf(timed, turnMs, barWidth))}`;
  return `  ${address} ${paint(outcomeInk(outcome), result)} ${duration}${bar}`;
};

/** A text in as many lines as it takes; only a word that is too long goes beyond. */
const wrapped = (text: string, width: number): readonly string[] =>
  printable(text).match(new RegExp(`\\S.{0,${width - 2}}(?!\\S)|\\S+`, 'g')) ?? [];

/** Where in the turn a request ran: at least one block, however short it was. */
const barOf = ({ startMs, durationMs }: TimedRequest, turnMs: number, width: number): string => {
  const scale = turnMs === 0 ? 0 : width / turnMs;
  const from = Math.min(width - 1, Math.floor(startMs * scale));
  const length = Math.max(1, Math.min(width - from, Math.round(durationMs * scale)));
  return `${'·'.repeat(from)}${'█'.repeat(length)}${'·'.repeat(width - from - length)}`;
};

const addressOf = ({ url, query }: RequestView): string => {
  if (query.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${query.map(({ name, value }) => `${name}=${value}`).join('&')}`;
};

/** An outcome in as few words as say it: `404`, `timeout`, `error (refused)`. */
const outcomeText = (outcome: Outcome): string => {
  if (outcome.kind === 'response') return `${outcome.status}`;
  return outcome.kind === 'error' ? `error (${outcome.reason})` : outcome.kind;
};

const outcomeInk = (outcome: Outcome): Ink => {
  if (outcome.kind !== 'response' || outcome.status >= 500) return 'red';
  return outcome.status >= 400 ? 'yellow' : 'green';
};

const phases = [
  ['queuedMs', 'waited'],
  ['dnsMs', 'dns'],
  ['connectMs', 'connect'],
  ['tlsMs', 'tls'],
  ['firstByteMs', 'first byte'],
  ['bodyMs', 'body'],
] as const satisfies readonly (readonly [keyof CallTiming, string])[];

const phaseLines = (timing: CallTiming): readonly string[] => {
  const parts = phases.flatMap(([phase, word]) => {
    const spent = timing[phase];
    return spent === undefined ? [] : [`${word} ${milliseconds(spent)}`];
  });
  return parts.length === 0 ? [] : [parts.join(' · ')];
};

const milliseconds = (duration: number): string =>
  `${duration < 10 && !Number.isInteger(duration) ? duration.toFixed(1) : Math.round(duration)} ms`;

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
