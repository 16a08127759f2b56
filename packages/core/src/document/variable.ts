import type { Json } from '../json.ts';

/**
 * How long a value lives. `turn` ends at the consumer's next message, `flow` with its frame, `session` with the
 * session, `contact` with the contact. A read looks in that order.
 */
export type Scope = 'turn' | 'flow' | 'session' | 'contact';

export type VariableType = 'text' | 'number' | 'boolean' | 'json';

/** Declares a variable. Undeclared ones work too: they are of session scope. */
export interface Variable {
  readonly name: string;
  readonly scope: Scope;
  readonly type: VariableType;
  /** Value at the start of the scope. */
  readonly initial?: Json;
  /** A realistic value, for tests and for platforms that ask for one. */
  readonly example?: Json;
  /** Its value is replaced in every event, log and recording. */
  readonly sensitive?: boolean;
}

/** One write to a variable. */
export interface Assignment {
  readonly variable: string;
  /** A string is a template; a template that is one placeholder alone keeps the type of its value. */
  readonly value: Json;
  /** Default: the declared scope, else session. */
  readonly scope?: Scope;
}
