/**
 * How an API call ended. A timeout is never a fake 408, a network failure never a fake 500.
 */
export type Outcome =
  | { readonly kind: 'response'; readonly status: number; readonly value?: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'error'; readonly reason: ErrorReason; readonly detail?: string }
  | { readonly kind: 'max-connection' };

/** Why no complete response arrived. */
export type ErrorReason =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'protocol'
  | 'too-large'
  | 'blocked'
  | 'bad-body'
  | 'conflict'
  | 'configuration'
  | 'authentication'
  | 'redirect'
  | 'interrupted'
  | 'unsupported';
