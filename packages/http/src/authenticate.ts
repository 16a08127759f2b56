import {
  type AuthenticateContext,
  type CredentialKind,
  type HttpClient,
  type HttpRequest,
  isDragomanError,
  type Outcome,
  type RenderedRequest,
  type StoredToken,
} from '@dragoman/core';
import type { CallScope } from './call-scope.ts';
import { failure } from './reasons.ts';
import type { Redaction } from './redaction.ts';
import { checkHeaderValue } from './reveal-headers.ts';
import type { Obtain, TokenKeeper } from './tokens/token-keeper.ts';
import { tokenKey } from './tokens/token-key.ts';
import type { Vault } from './vault.ts';

type RenderedCredential = NonNullable<RenderedRequest['credential']>;

/** A request that proves who sends it. */
export interface Authenticated {
  readonly http: HttpRequest;
  /** Lower-case names of the headers the credential set. */
  readonly added: readonly string[];
  /** The token the credential used, when it is of a kind that obtains one. */
  readonly token?: UsedToken;
}

export interface UsedToken {
  /** Whether it was obtained for this very attempt. */
  readonly isFresh: boolean;
  /** To be called when the API refuses it: it is not used again. */
  refuse(): void;
}

/** Applies a credential to a request, by way of its kind. Never rejects: what goes wrong is an outcome. */
export type Authenticate = (http: HttpRequest, credential: RenderedCredential, scope: CallScope) => Promise<Authenticated | Outcome>;

export interface AuthenticateOptions {
  readonly kinds: readonly CredentialKind[];
  readonly vault: Vault;
  readonly redaction: Redaction;
  readonly http: HttpClient;
  readonly tokens: TokenKeeper;
  now(): number;
}

export const createAuthenticate = ({ kinds, vault, redaction, http: client, tokens, now }: AuthenticateOptions): Authenticate => {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const settingsOf = createSettingsCache();
  const tools: Tools = { reveal: ({ secret }) => vault.reveal(secret), http: client, tokens, now };

  return async (http, credential, scope) => {
    const kind = byName.get(credential.kind);
    if (kind === undefined) return unknownKind(credential, [...byName.keys()]);
    try {
      const found = settingsOf(kind, credential);
      const settings = found instanceof Promise ? await scope.unlessEnded(found) : found;
      if (settings === undefined) return timeout;
      if (isOutcome(settings)) return settings;
      const context = new Context(credential, settings, tools, scope);
      const proving = kind.authenticate(http, context);
      const proven = proving instanceof Promise ? await scope.unlessEnded(proving) : proving;
      return proven === undefined ? timeout : compare(http, proven, credential.id, redaction, context.used);
    } catch (error) {
      const reason = isDragomanError(error) && error.code === 'configuration' ? 'configuration' : 'authentication';
      const problem = error instanceof Error ? error.message : 'it gives no reason';
      return failure(reason, redaction.text(`The credential "${credential.id}" cannot be used: ${problem}`));
    }
  };
};

interface Tools {
  readonly reveal: AuthenticateContext<unknown>['reveal'];
  readonly http: HttpClient;
  readonly tokens: TokenKeeper;
  readonly now: () => number;
}

/** A class for its getters: most kinds never ask for the signal, and one for each call is dear. */
class Context implements AuthenticateContext<unknown> {
  /** The token it gave last. */
  used: UsedToken | undefined = undefined;
  readonly reveal: Tools['reveal'];
  readonly now: () => number;
  readonly http: HttpClient;
  readonly #credential: RenderedCredential;
  readonly #settings: Settings;
  readonly #tokens: TokenKeeper;
  readonly #scope: CallScope;

  constructor(credential: RenderedCredential, settings: Settings, { reveal, http, tokens, now }: Tools, scope: CallScope) {
    this.reveal = reveal;
    this.now = now;
    this.http = http;
    this.#credential = credential;
    this.#settings = settings;
    this.#tokens = tokens;
    this.#scope = scope;
  }

  get settings(): unknown {
    return this.#settings.value;
  }

  get signal(): AbortSignal {
    return this.#scope.signal;
  }

  get token() {
    return (obtain: Obtain): StoredToken | Promise<StoredToken> => this.#take(obtain);
  }

  #take(obtain: Obtain): StoredToken | Promise<StoredToken> {
    this.#settings.tokenKey ??= tokenKey(this.#credential);
    const key = this.#settings.tokenKey;
    const askedAtMs = this.now();
    const taken = this.#tokens.take(key, obtain);
    if (!(taken instanceof Promise)) return this.#use(key, taken, false);
    return taken.then((token) => this.#use(key, token, token.obtainedAtMs >= askedAtMs));
  }

  #use(key: string, token: StoredToken, isFresh: boolean): StoredToken {
    this.used = { isFresh, refuse: () => this.#tokens.refuse(key, token) };
    return token;
  }
}

const timeout: Outcome = { kind: 'timeout' };

const unknownKind = ({ id, kind }: RenderedCredential, known: readonly string[]): Outcome =>
  failure(
    'configuration',
    `The credential "${id}" is of the kind "${kind}", which nobody provides. There are: ${known.toSorted().join(', ')}.`,
  );

/** Finds what the credential added, has it redacted, and refuses it where the author says something else. */
const compare = (
  before: HttpRequest,
  after: HttpRequest,
  credential: string,
  redaction: Redaction,
  token: UsedToken | undefined,
): Authenticated | Outcome => {
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
  if (after.url !== before.url && after.url.search !== before.url.search) redactRows(before.url, after.url, redaction);
  return token === undefined ? { http: after, added } : { http: after, added, token };
};

/** What a credential adds to the query is as secret as what it adds to the header. */
const redactRows = (before: URL, after: URL, redaction: Redaction): void => {
  for (const [name, value] of after.searchParams) if (!before.searchParams.has(name, value)) redaction.addHeader(value);
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
    const settings: Settings = { value: result.value, tokenKey: undefined };
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
  /** Computed when it is first needed. */
  tokenKey: string | undefined;
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
