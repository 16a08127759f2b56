import { type CallTiming, isJsonObject, type Json, type Outcome, type RequestView, type RunEvent } from '@dragoman/core';
import { type BotWords, plainWords } from './bot-words.ts';
import { type Ink, noPaint, type Paint } from './paint.ts';
import { oneLine, printable } from './printable.ts';
import { type TimedRequest, type TurnTimeline, turnTimeline } from './turn-timeline.ts';

export interface WaterfallOptions {
  /** Default: no colours. */
  readonly paint?: Paint;
  /** Columns to keep within. Default 100. */
  readonly width?: number;
  /** What the bot's author calls its parts. Default: their ids. */
  readonly words?: BotWords;
}

/**
 * Draws the events of a run, turn by turn: nodes, requests with their time against that of the turn, attempts,
 * variables, scripts, diagnostics. The messages themselves are the transcript's.
 */
export const waterfallLines = (
  events: readonly RunEvent[],
  { paint = noPaint, width = 100, words = plainWords }: WaterfallOptions = {},
): readonly string[] => [...Map.groupBy(events, ({ turn }) => turn).values()].flatMap((turn) => turnLines(turn, { paint, width, words }));

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
  const turn: DrawnTurn = { timeline, entered, node: undefined, flow: undefined, body: undefined };
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
  /** The flow that was named last. */
  flow: string | undefined;
  /** The body of the latest response, which has been shown. */
  body: unknown;
}

const eventLines = (event: RunEvent, turn: DrawnTurn, { paint, width, words }: Style): readonly string[] => {
  const { timeline, entered } = turn;
  const room = width - 4;
  const detail = (mark: string, text: string, ink: Ink = 'dim') => `  ${paint(ink, oneLine(`${mark} ${text}`, room - 2))}`;
  /** A long text in a few lines, of which the first has the mark. */
  const block = (mark: string, text: string, most: number, ink: Ink = 'dim') => {
    const indent = ' '.repeat(mark.length + 1);
    return inLines(text, room - 2 - indent.length, most).map(
      (line, index) => `  ${paint(ink, `${index === 0 ? `${mark} ` : indent}${line}`)}`,
    );
  };
  const node = (id: string, more: string) =>
    `${paint('bold', oneLine(words.node(id), Math.floor(room / 2)))} ${paint('dim', oneLine(more, Math.floor(room / 2) - 1))}`;
  switch (event.event) {
    case 'node-enter': {
      const isNewFlow = event.flow !== turn.flow;
      turn.node = event.node;
      turn.flow = event.flow;
      return [node(event.node, isNewFlow ? `${event.kind} · ${words.flow(event.flow)}` : event.kind)];
    }
    case 'node-pause':
      return [detail('…', `waits ${milliseconds(event.durationMs)}`)];
    case 'node-leave': {
      const target = `${words.node(event.to)}${event.jump ? ' (by code)' : routeText(event, words)}`;
      turn.flow = event.flow;
      if (entered.has(event.visit) || turn.node === event.node) return block('→', target, 3);
      if (target.length < room / 2 - 3) return [node(event.node, `→ ${target}`)];
      turn.node = event.node;
      return [node(event.node, 'reply'), ...block('→', target, 3)];
    }
    case 'request-end': {
      const timed = timeline.requests.get(event);
      turn.body = event.response?.body;
      const { line, isCut } = requestLine(event, timed, timeline.durationMs, { paint, width: room, words });
      return [
        line,
        ...(isCut ? block('   ', addressOf(event.request), 8) : []),
        ...(event.outcome.kind === 'error' && event.outcome.detail !== undefined
          ? wrapped(event.outcome.detail, room - 6).map((text) => detail('   ', text, 'red'))
          : []),
        ...event.request.headers.flatMap(({ name, value }) => block('  >', `${name}: ${value}`, 2)),
        ...(event.request.credential === undefined ? [] : [detail('  >', `with the credential ${event.request.credential}`)]),
        ...(event.request.body === undefined ? [] : block('  >', event.request.body, 8)),
        ...(event.response === undefined || event.response.body === null ? [] : block('  <', asText(event.response.body), 5)),
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
      return block(
        '=',
        `${event.name}: ${asText(shownValue(event.value, turn.body))}${event.scope === 'session' ? '' : ` (${event.scope})`}`,
        3,
      );
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
      if (effect.kind === 'event') return block('*', `${effect.name}${effect.data === undefined ? '' : `: ${asText(effect.data)}`}`, 3);
      return 'delayMs' in effect && effect.delayMs !== undefined && effect.delayMs > 0
        ? [detail('…', `says it after ${milliseconds(effect.delayMs)}`)]
        : [];
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
): { readonly line: string; readonly isCut: boolean } => {
  const result = outcomeText(outcome).padStart(3);
  const duration = milliseconds(timed?.durationMs ?? 0).padStart(8);
  const barWidth = width >= 70 ? 20 : 0;
  const addressWidth = Math.max(10, width - 2 - result.length - duration.length - 2 - (barWidth === 0 ? 0 : barWidth + 2));
  const whole = `${request.method} ${addressOf(request)}`;
  const address = oneLine(whole, addressWidth).padEnd(addressWidth);
  const bar = timed === undefined || barWidth === 0 ? '' : `  ${paint('cyan', barOf(timed, turnMs, barWidth))}`;
  return { line: `  ${address} ${paint(outcomeInk(outcome), result)} ${duration}${bar}`, isCut: [...whole].length > addressWidth };
};

/** Why a node was left the way it was: its route's name, and what that waits for. An unnamed route is told by its position. */
const routeText = ({ node, route }: Extract<RunEvent, { readonly event: 'node-leave' }>, words: BotWords): string => {
  if (route === undefined) return '';
  const name = /^\d+$/.test(route) ? `route ${route}` : route;
  const waitsFor = words.route(node, route);
  return waitsFor === '' ? ` (${name})` : ` (${name}: ${waitsFor})`;
};

/** What a call yields without what has just been shown as its response. */
const shownValue = (value: Json, body: unknown): Json => {
  if (!isJsonObject(value) || value.$outcome === undefined) return value;
  const { $body, $rows: _rows, ...fields } = value;
  return $body === undefined || JSON.stringify($body) === JSON.stringify(body) ? fields : { ...fields, $body };
};

/** A text cut wherever a line ends; where it takes more than so many, the last one says so. */
const inLines = (text: string, width: number, most: number): readonly string[] => {
  const characters = [...oneLine(text, Number.POSITIVE_INFINITY)];
  const count = Math.min(most, Math.max(1, Math.ceil(characters.length / width)));
  return Array.from({ length: count }, (_, index) => {
    const rest = characters.slice(index * width);
    return oneLine((index < count - 1 ? rest.slice(0, width) : rest).join(''), width);
  });
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
