import { type Capabilities, completeCapabilities } from '../../adapter/capabilities.ts';
import type { TranslationFinding } from '../../adapter/platform-adapter.ts';
import type { Bot } from '../../document/bot.ts';
import { neutralSemantics, type Semantics } from '../../document/semantics.ts';
import type { BotInput } from '../../input/bot-input.ts';
import { normaliseBot } from '../../reading/normalise-bot.ts';
import { placePath } from '../../reading/place-path.ts';
import { createLowerContext } from '../lower-context.ts';
import { provenanceOf } from '../provenance.ts';
import { compileSemantics } from './compile-semantics.ts';

/** A platform that can say whatever differences are compiled into. */
const ableCapabilities: Capabilities = completeCapabilities({
  nodes: ['message', 'question', 'choice', 'list', 'api'],
  reach: ['flow', 'bot'],
  flows: ['fallback'],
  outcomes: ['value', 'status', 'class', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other'],
  replies: ['equals', 'pattern', 'regex', 'intent', 'option', 'no-match'],
  conditions: ['regex'],
  scripts: ['es5'],
  call: ['timeoutMs', 'retry'],
  request: ['headers', 'node-headers'],
  choice: { actions: ['reply'] },
  list: {},
  card: {},
});

export interface Lowered {
  readonly author: Bot;
  readonly bot: Bot;
  readonly findings: readonly TranslationFinding[];
  /** JSON pointers into the author's bot, one a finding. */
  readonly places: readonly string[];
  /** Each finding as its code without the prefix and the path of its place. */
  readonly report: readonly string[];
}

/** A bot as the pass leaves it for a platform whose semantics differ from the neutral ones in some fields. */
export const lowered = (input: BotInput, semantics: Partial<Semantics>, capabilities: Partial<Capabilities> = {}): Lowered => {
  const author = normaliseBot(input);
  const provenance = provenanceOf(author);
  const findings: TranslationFinding[] = [];
  const context = createLowerContext(author, {
    adapter: 'able',
    capabilities: { ...ableCapabilities, ...capabilities },
    semantics: { ...neutralSemantics, ...semantics },
    nodeKinds: [],
    provenance,
    report: (finding) => findings.push(finding),
  });
  const bot = compileSemantics(author, context);
  const places = findings.map(({ at }) => provenance.placeOf(at));
  const report = findings.map(({ code }, index) => `${code.replace('semantics-', '')} ${placePath(author, places[index] ?? '')}`);
  return { author, bot, findings, places, report };
};
