import type { Credential, SecretReference } from '../document/credential.ts';
import type { Row } from '../document/row.ts';
import { printTemplate } from '../template/print-template.ts';

/**
 * What a credential sends, as headers: a named blank for a secret, which reads a secret or a variable of the environment,
 * and a variable for the token of a person. Undefined for kinds that compute something.
 */
export const credentialRows = ({ kind, fields }: Credential, blank: 'secret' | 'env' = 'secret'): readonly Row[] | undefined => {
  const printed = (field: string | SecretReference): string =>
    typeof field === 'string'
      ? printTemplate([{ kind: 'text', text: field }])
      : printTemplate([{ kind: 'placeholder', reference: { root: blank, segments: [{ name: field.secret }] } }]);
  if (kind === 'api-key') {
    const { header, key } = fields;
    return typeof header === 'string' && key !== undefined ? [{ name: header, value: printed(key) }] : undefined;
  }
  if (kind === 'access-token') {
    const { type = 'Bearer', token } = fields;
    return token === undefined ? undefined : [{ name: 'authorization', value: `${printed(type)} ${printed(token)}` }];
  }
  if (kind === 'consumer-token') {
    const { type = 'Bearer', variable } = fields;
    return typeof variable === 'string' ? [{ name: 'authorization', value: `${printed(type)} {{${variable}}}` }] : undefined;
  }
  return undefined;
};
