import {
  type AuthenticateContext,
  type CredentialKind,
  type HttpRequest,
  isDragomanError,
  type Outcome,
  type RenderedRequest,
} from '@dragoman/core';
import type { CallScope } from './call-scope.ts';
import { failure } from './reasons.ts';
import type { Redaction } from './redaction.ts';
import { checkHeaderValue } from './reveal-headers.ts';
import type { Vault } from './vault.ts';

type RenderedCredential = NonNullable<RenderedRequest['credential']>;

/** A request that proves who sends it. */
export interface Authenticated {
  readonly http: HttpRequest;
  /** Lower-case names of the headers the credential set. */
  readonly added: readonly string[];
}

/** Applies a credential to a request, by way of its kind. Never rejects: what goes wrong is an outcome. */
export type Authenticate = (http: HttpRequest, credential: RenderedCredential, scope: CallScope) => Promise<Authenticated | Outcome>;

export interface AuthenticateOptions {
  readonly kinds: readonly CredentialKind[];
  readonly vault: Vault;
  readonly redaction: Redaction;
  now(): number;
}

export const createAuthenticate = ({ kinds, vault, redaction, now }: AuthenticateOptions): Authenticate => {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const settingsOf = createSettingsCache();
  const reveal: Reveal = ({ secret }) => vault.reveal(secret);

  return async (http, credential, scope) => {
    const kind = byName.get(credential.kind);
    if (kind === undefined) return unknownKind(credential, [...byName.keys()]);
    try {
      const found = settingsOf(kind, credential);
      const settings = found instanceof Promise ? await scope.unlessEnded(found) : found;
      if (settings === undefined) return timeout;
      if (isOutcome(settings)) return settings;
      const proving = kind.authenticate(http, new Context(settings.value, reveal, now, scope));
      const proven = proving instanceof Promise ? await scope.unlessEnded(proving) : proving;
      return proven === undefined ? timeout : compare(http, proven, credential.id, redaction);
    } catch (error) {
      const reason = isDragomanError(error) && error.code === 'configuration' ? 'configuration' : 'authentication';
      const problem = error instanceof Error ? error.message : 'it gives no reason';
      return failure(reason, redaction.text(`The credential "${credential.id}" cannot be used: ${problem}`));
    }
  };
};

type Reveal = AuthenticateContext<unknown>['reveal'];

/** A class for its getter: most kinds never ask for the signal, and one for each call is dear. */
class Context implements AuthenticateContext<unknown> {
  readonly settings: unknown;
  readonly reveal: Reveal;
  readonly now: () => number;
  readonly #scope: CallScope;

  constructor(settings: unknown, reveal: Reveal, now: () => number, scope: CallScope) {
    this.settings = settings;
    this.reveal = reveal;
    this.now = now;
    this.#scope = scope;
  }

  get signal(): AbortSignal {
    return this.#scope.signal;
  }
}

const timeout: Outcome = { kind: 'timeout' };

const unknownKind = ({ id, kind }: RenderedCredential, known: readonly string[]): Outcome =>
  failure(
    'configuration',
    `The credential "${id}" is of the kind "${kind}", which nobody provides. There are: ${known.toSorted().join(', ')}.`,
  );

/** Finds what the credential added, has it redacted, and refuses it where the author says something else. */
const compare = (before: HttpRequest, after: HttpRequest, credential: string, redaction: Redaction): Authenticated | Outcome => {
  const added: string[] = [];
  for (const row of after.headers) {
    if (before.headers.includes(row)) continue;
    const { name, value } = row;
    const key = name.toLowerCase();
    const own = before.headers.filter((row) => row.name.toLowerCase() === key);
    if (own.some((row) => row.value === value)) continue;
    if (own.length > 0) {
      return failure(
        'conflict',
        `The header "${name}" has one value in the request and another by the credential "${credential}". Take one of them out.`,
      );
    }
    checkHeaderValue(name, value);
    redaction.addHeader(value);
    added.push(key);
  }
  return { http: after, added };
};

/** Validates the fields of each credential once, as long as they stay the same. */
const createSettingsCache = () => {
  const cache = new Map<string, { readonly credential: RenderedCredential; readonly settings: Settings }>();

  const validate = async (kind: CredentialKind, credential: RenderedCredential): Promise<Settings | Outcome> => {
    const result = await kind.schema['~standard'].validate(credential.fields);
    if (result.issues !== undefined) {
      const problems = result.issues.map(({ path = [], message }) => `${[...path.map(segment), message].join(': ')}.`).join(' ');
      return failure('configuration', `The credential "${credential.id}" is not what the kind "${kind.kind}" takes. ${problems}`);
    }
    const settings = { value: result.value };
    cache.set(credential.id, { credential, settings });
    return settings;
  };

  return (kind: CredentialKind, credential: RenderedCredential): Settings | Promise<Settings | Outcome> => {
    const known = cache.get(credential.id);
    const isKnown = known?.credential.kind === credential.kind && sameFields(known.credential.fields, credential.fields);
    return isKnown ? known.settings : validate(kind, credential);
  };
};

interface Settings {
  readonly value: unknown;
}

const segment = (part: PropertyKey | { readonly key: PropertyKey }): string => String(typeof part === 'object' ? part.key : part);

const sameFields = (left: RenderedCredential['fields'], right: RenderedCredential['fields']): boolean => {
  if (left === right) return true;
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => sameField(left[name], right[name]));
};

type Field = RenderedCredential['fields'][string] | undefined;

const sameField = (left: Field, right: Field): boolean =>
  left === right || (typeof left === 'object' && typeof right === 'object' && left.secret === right.secret);

export const isOutcome = (value: object): value is Outcome => 'kind' in value;
