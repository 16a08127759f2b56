/** A named blank: which secret to use. Its value comes from the `Secrets` port and is never in a document. */
export interface SecretReference {
  readonly secret: string;
}

/**
 * How calls prove who they are. `kind` names a credential kind (`basic`, `access-token`, `api-key`, a plugin's),
 * whose schema says which fields it takes.
 *
 * Of the kind `consumer-token` the field `variable` names the variable that holds the token of the person in the
 * conversation; the kind is given its value as `token`.
 */
export interface Credential {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly fields: { readonly [name: string]: string | SecretReference };
}
