/** Names one thing of type `T` in the container. */
export interface Token<T> {
  readonly key: symbol;
  readonly name: string;
  readonly many: false;
  /** Carries the type only; never set. */
  readonly type?: T;
}

/** Names a list of things of type `T` in the container: every plugin may add some. */
export interface ManyToken<T> {
  readonly key: symbol;
  readonly name: string;
  readonly many: true;
  /** Carries the type only; never set. */
  readonly type?: T;
}

/** Names one thing. Tokens of the same name are the same token, also across copies of this package: `acme/ledger`. */
export const createToken = <T>(name: string): Token<T> => ({ key: Symbol.for(`@dragoman/token/${name}`), name, many: false });

export const createManyToken = <T>(name: string): ManyToken<T> => ({ key: Symbol.for(`@dragoman/token/${name}`), name, many: true });

/** Looks things up while a factory runs. */
export interface Resolver {
  /** Throws `configuration`, naming the path of tokens, when nobody provides it or when it needs itself. */
  get<T>(token: Token<T>): T;
  /** Undefined when nobody provides it. */
  find<T>(token: Token<T>): T | undefined;
  /** Everything that was provided, in plugin order; empty when nothing was. */
  getAll<T>(token: ManyToken<T>): readonly T[];
}

export interface Lifecycle<T> {
  /** Slow start-up; called in order of creation by `container.start`. */
  start?(value: T, options: { readonly signal: AbortSignal }): Promise<void> | void;
  /** Called in reverse order of creation by `container.dispose`, also when `start` failed. */
  dispose?(value: T): Promise<void> | void;
}

/** One entry of the container: a synchronous factory, run once, when first asked for or at start. */
export interface Provider<T = unknown> {
  readonly token: Token<unknown> | ManyToken<unknown>;
  readonly overrides: boolean;
  factory(resolver: Resolver): T;
  readonly lifecycle: Lifecycle<T>;
}

/** Provides a thing. A second `provide` of a token that names one thing is a `configuration` error. */
export const provide = <T, Value extends T>(
  token: Token<T> | ManyToken<T>,
  factory: (resolver: Resolver) => Value,
  lifecycle: Lifecycle<Value> = {},
): Provider<Value> => ({ token, overrides: false, factory, lifecycle });

/** Provides a thing instead of what others provide, before or after; the last override wins. Of a many-token it gives the whole list. */
export function override<T, Value extends T>(
  token: Token<T>,
  factory: (resolver: Resolver) => Value,
  lifecycle?: Lifecycle<Value>,
): Provider<Value>;
export function override<T, Value extends readonly T[]>(
  token: ManyToken<T>,
  factory: (resolver: Resolver) => Value,
  lifecycle?: Lifecycle<Value>,
): Provider<Value>;
export function override(token: Provider['token'], factory: Provider['factory'], lifecycle: Lifecycle<unknown> = {}): Provider {
  return { token, overrides: true, factory, lifecycle };
}
