import { type Bot, parseTemplate, type Row, referencesOf } from '@dragoman/core';

/** Names of the secrets a bot refers to, in its credentials and in the headers of its requests, each once. */
export const secretsNamedBy = ({ credentials, integrations, flows }: Bot): readonly string[] => {
  const fields = credentials.flatMap((credential) => Object.values(credential.fields));
  const headers: readonly Row[] = [
    ...integrations.flatMap((integration) => (integration.kind === 'http' ? integration.headers : [])),
    ...flows.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'api' ? (node.headers ?? []) : []))),
  ];
  const inFields = fields.flatMap((field) => (typeof field === 'string' ? [] : [field.secret]));
  const inHeaders = headers.flatMap(({ value }) =>
    referencesOf(parseTemplate(value).tree).flatMap(({ root, segments: [first] }) =>
      root === 'secret' && first !== undefined && 'name' in first ? [first.name] : [],
    ),
  );
  return [...new Set([...inFields, ...inHeaders])];
};
