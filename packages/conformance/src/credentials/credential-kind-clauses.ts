import {
  type AuthenticateContext,
  type CredentialKind,
  DragomanError,
  type HttpRequest,
  type HttpResult,
  isDragomanError,
  type Json,
  type SecretReference,
  type StoredToken,
} from '@dragoman/core';
import { clause } from '../kit/clause.ts';
import { deepFreeze } from '../kit/deep-freeze.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import { carelessRefusal } from './careless-refusal.ts';

export interface CredentialExample {
  /** As in a bot: texts, and `{ secret: NAME }` for what is secret. */
  readonly fields: { readonly [name: string]: string | SecretReference };
  /** The values of these secrets. */
  readonly secrets: { readonly [name: string]: string };
  /** Other values of them, where not any text will do, such as for keys. Default: the same ones with `-rotated` behind them. */
  readonly rotated?: { readonly [name: string]: string };
  /** For a kind that obtains tokens: the one at hand, whose time is up. Default: none. */
  readonly held?: StoredToken;
  /** What a request of the kind's own is answered with, such as one for a token. Default: there is no network. */
  answer?(request: HttpRequest): HttpResult | Promise<HttpResult>;
}

/** What the clauses of a credential kind are tried on. */
export interface CredentialKindSubject {
  readonly kind: CredentialKind;
  readonly examples: readonly CredentialExample[];
}

type Attempt = (options?: {
  readonly secrets?: CredentialExample['secrets'];
  readonly request?: HttpRequest;
  readonly nowMs?: number;
  readonly answer?: CredentialExample['answer'];
}) => Promise<{
  readonly request: HttpRequest;
  /** Names of the secrets that were asked for, in order. */
  readonly revealed: readonly string[];
}>;

const each = async (
  { kind, examples }: CredentialKindSubject,
  act: (attempt: Attempt, example: CredentialExample) => Promise<void>,
): Promise<void> => {
  for (const example of examples) {
    const { value } = await validated(kind, example.fields);
    await act(async ({ secrets = example.secrets, request = requestOf(), nowMs = noonMs, answer = example.answer } = {}) => {
      const revealed: string[] = [];
      const context: AuthenticateContext<unknown> = {
        settings: deepFreeze(value),
        reveal: async ({ secret }) => {
          revealed.push(secret);
          const found = secrets[secret];
          if (found === undefined) throw new DragomanError(`There is no secret ${secret}.`, { code: 'configuration' });
          return found;
        },
        now: () => nowMs,
        http: { send: async (sent) => (await answer?.(sent)) ?? noNetwork },
        token: (obtain) => obtain(example.held),
        signal: new AbortController().signal,
      };
      return { request: await kind.authenticate(request, context), revealed };
    }, example);
  }
};

const noNetwork: HttpResult = {
  outcome: { kind: 'error', reason: 'blocked', detail: 'There is no network here.' },
  headers: {},
  body: '',
};

const noonMs = Date.UTC(2024, 5, 1, 12);

const requestOf = (): HttpRequest => ({
  method: 'POST',
  url: new URL('https://api.example/orders?page=2'),
  headers: [
    { name: 'content-type', value: 'application/json' },
    { name: 'X-Trace', value: 'on' },
  ],
  body: '{"id":7}',
});

const withSuffix = (secrets: CredentialExample['secrets'], suffix: string): CredentialExample['secrets'] =>
  Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, `${value}${suffix}`]));

const validated = async ({ schema }: CredentialKind, fields: unknown): Promise<{ readonly value?: unknown; readonly problem?: string }> => {
  const result = await schema['~standard'].validate(fields);
  return result.issues === undefined ? { value: result.value } : { problem: result.issues[0]?.message ?? 'refused' };
};

const shown = ({ method, url, headers, body, identity }: HttpRequest): Json => ({
  method,
  url: url.href,
  headers: headers.map(({ name, value }) => ({ name, value })),
  body: String(body),
  ...(identity === undefined ? {} : { identity: { ...identity } }),
});

/** What a credential kind promises, clause by clause. */
export const credentialKindClauses = {
  'describes-itself': clause<CredentialKindSubject>(({ kind: { contract, kind } }) => {
    expectSame(contract, 'v1', 'The kind is of contract v1.');
    expectThat(
      /^[a-z][\w-]*(\/[a-z][\w-]*)?$/.test(kind),
      `The kind is a word in kebab-case, a plugin's with its own word and a slash before it; it is ${JSON.stringify(kind)}.`,
    );
  }),

  'takes-its-examples': clause<CredentialKindSubject>(async ({ kind, examples }) => {
    expectThat(examples.length > 0, 'There is an example of a credential.');
    for (const { fields } of examples)
      expectSame((await validated(kind, fields)).problem, undefined, `The schema takes ${JSON.stringify(fields)}.`);
  }),

  'refuses-junk': clause<CredentialKindSubject>(async ({ kind, examples }) => {
    const broken = examples.flatMap(({ fields }) =>
      Object.keys(fields).map((name) => ({ ...fields, [name]: { neither: 'text nor secret' } })),
    );
    for (const fields of [null, 7, 'text', [], ...broken]) {
      expectThat((await validated(kind, fields)).problem !== undefined, `The schema refuses ${JSON.stringify(fields)}.`);
    }
  }),

  'proves-who-calls': clause<CredentialKindSubject>((subject) =>
    each(subject, async (attempt, { fields }) => {
      const { request } = await attempt();
      expectThat(
        JSON.stringify(shown(request)) !== JSON.stringify(shown(requestOf())),
        `A request is another one with ${JSON.stringify(fields)}.`,
      );
    }),
  ),

  'leaves-the-given-request-alone': clause<CredentialKindSubject>((subject) =>
    each(subject, async (attempt) => {
      const request = requestOf();
      const { url, ...rest } = request;
      deepFreeze(rest);
      await attempt({ request: { ...rest, url } });
      expectSame(url.href, requestOf().url.href, 'The URL of the request that was given stays as it was.');
      expectSame(shown(request), shown(requestOf()), 'The request that was given stays as it was.');
    }),
  ),

  'changes-nothing-but-headers': clause<CredentialKindSubject>((subject) =>
    each(subject, async (attempt) => {
      const { method, url, body, headers } = (await attempt()).request;
      const before = requestOf();
      expectSame(
        { method, url: url.href, body },
        { method: before.method, url: before.url.href, body: before.body },
        'Method, URL and body stay as they were.',
      );
      for (const { name, value } of before.headers) {
        expectThat(
          headers.some((header) => header.name.toLowerCase() === name.toLowerCase() && header.value === value),
          `The header ${name} of the author is still there.`,
        );
      }
    }),
  ),

  'keeps-secrets-out-of-the-url': clause<CredentialKindSubject>((subject) =>
    each(subject, async (attempt, { secrets }) => {
      const { href } = (await attempt()).request.url;
      for (const [name, value] of Object.entries(secrets)) {
        expectThat(
          !href.includes(value) && !href.includes(encodeURIComponent(value)),
          `The secret ${name} does not stand in the URL, which servers log.`,
        );
      }
    }),
  ),

  'reveals-once-per-attempt': clause<CredentialKindSubject>((subject) =>
    each(subject, async (attempt, { secrets, rotated = withSuffix(secrets, '-rotated') }) => {
      const first = await attempt();
      const second = await attempt({ secrets: rotated });
      expectSame(second.revealed, first.revealed, 'Each attempt asks for its secrets anew.');
      if (first.revealed.length > 0) {
        expectThat(
          JSON.stringify(shown(second.request)) !== JSON.stringify(shown(first.request)),
          'A secret that was changed counts from the next attempt on.',
        );
      }
    }),
  ),

  'asks-only-for-its-own-secrets': clause<CredentialKindSubject>((subject) =>
    each(subject, async (attempt, { fields }) => {
      const named = Object.values(fields).flatMap((field) => (typeof field === 'string' ? [] : [field.secret]));
      const { revealed } = await attempt();
      expectSame(
        revealed.filter((name) => !named.includes(name)),
        [],
        'Only secrets that the credential names are revealed.',
      );
      expectSame([...new Set(revealed)].toSorted(), [...new Set(named)].toSorted(), 'Every secret the credential names is used.');
    }),
  ),

  'does-the-same-at-the-same-time': clause<CredentialKindSubject>((subject) =>
    each(subject, async (attempt) => {
      const first = shown((await attempt()).request);
      const { now } = Date;
      // Who asks the machine instead of the context gets another answer.
      Date.now = () => now() + 86_400_000;
      try {
        expectSame(
          shown((await attempt()).request),
          first,
          'The same request at the same time of the context is authenticated in the same way.',
        );
      } finally {
        Date.now = now;
      }
    }),
  ),

  'rejects-a-missing-secret': clause<CredentialKindSubject>(
    (subject) =>
      each(subject, async (attempt, { secrets }) => {
        if (Object.keys(secrets).length === 0) return;
        const error = await attempt({ secrets: {} }).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        expectThat(
          isDragomanError(error) && error.code === 'configuration',
          `Without its secret it rejects with a DragomanError of code configuration, as reveal did. It ${error === undefined ? 'did not reject' : `rejected with ${String(error)}`}.`,
        );
      }),
    ({ examples }) => (examples.some(({ secrets }) => Object.keys(secrets).length > 0) ? undefined : 'the examples name no secret.'),
  ),

  'keeps-secrets-out-of-errors': clause<CredentialKindSubject>(
    (subject) =>
      each(subject, async (attempt, { secrets }) => {
        for (const spoilt of ['\r\nx-evil: 1', '\u0000', '€']) {
          const error = await attempt({ secrets: withSuffix(secrets, spoilt) }).then(
            () => undefined,
            (cause: unknown) => cause,
          );
          if (error === undefined) continue;
          const text = `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? `${error.stack} ${String(error.cause)}` : ''}`;
          for (const [name, value] of Object.entries(secrets))
            expectThat(!text.includes(value), `The secret ${name} does not stand in an error.`);
        }
      }),
    ({ examples }) => (examples.some(({ secrets }) => Object.keys(secrets).length > 0) ? undefined : 'the examples name no secret.'),
  ),

  'keeps-secrets-out-of-refusals': clause<CredentialKindSubject>(
    (subject) =>
      each(subject, async (attempt, { secrets, answer }) => {
        if (answer === undefined) return;
        const sent: HttpRequest[] = [];
        const error = await attempt({
          answer: (request) => {
            sent.push(request);
            return carelessRefusal(request);
          },
        }).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        expectThat(sent.length > 0, 'It sends a request of its own, and is answered.');
        expectThat(error !== undefined, 'When that is refused, it rejects.');
        const text = `${String(error)} ${error instanceof Error ? String(error.cause) : ''}`;
        const proofs = sent.flatMap(({ headers }) =>
          headers.flatMap(({ name, value }) => (/authorization/i.test(name) ? value.split(' ').slice(1) : [])),
        );
        for (const value of [...Object.values(secrets), ...proofs]) {
          expectThat(
            [value, encodeURIComponent(value)].every((form) => !text.includes(form)),
            'What it sent to prove who asks does not stand in the error, though the other side repeats it.',
          );
        }
      }),
    ({ examples }) => (examples.some(({ answer }) => answer !== undefined) ? undefined : 'the kind sends no requests of its own.'),
  ),
};

export type CredentialKindClause = keyof typeof credentialKindClauses;
