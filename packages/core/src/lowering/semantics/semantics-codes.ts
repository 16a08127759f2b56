import type { Semantics } from '../../document/semantics.ts';

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : '';

/** The code under which a difference of a field is reported. */
export type SemanticsCode<Field extends keyof Semantics = keyof Semantics> = `semantics-${Kebab<Field>}`;

/** The codes of differences in how a bot behaves, one for each field of the semantics. */
export const semanticsCodes = {
  'semantics-dispatch': 'A message is offered in another order while a node waits for one.',
  'semantics-dispatch-idle': 'A message is offered in another order while nothing is open.',
  'semantics-unmatched-reply': 'A reply that no route of a node takes is treated otherwise.',
  'semantics-resume': 'A node that was interrupted goes on otherwise when the flow above it ends.',
  'semantics-resume-after-fallback': 'A node goes on otherwise when the fallback flow above it ends.',
  'semantics-route-order': 'The routes of a node are tried in another order.',
  'semantics-script-error': 'A node goes on otherwise when its script fails.',
  'semantics-values': 'Numbers and booleans are kept otherwise, which shows where they are printed bare.',
  'semantics-unset-text': 'A placeholder without a value prints otherwise in a text.',
  'semantics-unset-json': 'A placeholder without a value prints otherwise in a JSON body.',
  'semantics-encoding': 'A value is encoded otherwise where it is printed.',
  'semantics-success': 'A status counts as a success here and as a failure there.',
  'semantics-last-call-ok': 'A script that asks about the most recent call hears of other statuses as successes.',
  'semantics-other-body': 'A response that is no JSON goes another way.',
  'semantics-default-headers': 'A call carries other headers than the author and the bot gave it.',
  'semantics-default-headers-win': 'A header of the author and one that every call carries are settled otherwise.',
  'semantics-failure-text': 'Another text is sent when a call fails and no route takes it.',
  'semantics-error-text': 'Another text is sent when a script fails.',
  'semantics-no-match-text': 'Another text is sent when nothing accepts a message.',
  'semantics-text-length': 'A long text is sent in more or fewer messages.',
  'semantics-card-limit': 'More or fewer cards of one message are shown.',
  'semantics-text-commands': 'A text is said here and a command there, or the other way round.',
  'semantics-switches': 'A variable switches something off here or there that it does not in the other place.',
  'semantics-tap-text': 'A tap counts as having said something else.',
  'semantics-option-match': 'Options are selected by other names when a text is typed.',
  'semantics-pattern-case': 'Case counts otherwise where texts of the consumer are matched.',
  'semantics-condition-case': 'Case counts otherwise where conditions compare texts.',
  'semantics-condition-text': 'A text in a condition means itself here and a variable there, or the other way round.',
  'semantics-regex-match': 'A regular expression must cover more or less of the text.',
  'semantics-chain-limit': 'A chain of nodes without input is stopped sooner or later.',
  'semantics-flow-change-limit': 'A chain of flows without input is stopped sooner or later.',
  'semantics-session-length-ms': 'A session ends sooner or later.',
  'semantics-session-expiring-ms': 'The event before the end of a session fires at another time.',
  'semantics-call-deadline-ms': 'A call is given up sooner or later.',
  'semantics-call-retries': 'A failed call is tried more or less often.',
} as const satisfies { readonly [Code in SemanticsCode]: string };

export const semanticsCode = <Field extends keyof Semantics>(field: Field): SemanticsCode<Field> =>
  `semantics-${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` as SemanticsCode<Field>;
