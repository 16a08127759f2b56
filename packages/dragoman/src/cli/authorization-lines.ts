import type { Bot, Credential } from '@dragoman/core';
import type { Authorization, Authorizer } from '@dragoman/http';
import { printable } from '../printing/printable.ts';

/** Which credentials of a bot take a person who agrees, and whether one has, line by line. */
export const authorizationLines = async (
  { credentials }: Bot,
  file: string,
  authorizer: Authorizer,
  nowMs: number,
): Promise<readonly string[]> => {
  const persons = credentials.filter((credential) => authorizer.takesPerson(credential));
  if (persons.length === 0) return [printable(`${file}: no credential of this bot takes a person who agrees.`)];
  const width = Math.max(...persons.map(({ id }) => id.length));
  const line = async (credential: Credential) =>
    printable(`${credential.id.padEnd(width)}  ${stateOf(await authorizer.authorization(credential), nowMs)}`);
  return Promise.all(persons.map(line));
};

const stateOf = (authorization: Authorization | undefined, nowMs: number): string => {
  if (authorization === undefined) return 'not authorized';
  const { expiresAtMs, isRenewable } = authorization;
  if (isRenewable) return 'authorized, renewed when its time is up';
  if (expiresAtMs === undefined) return 'authorized';
  const at = new Date(expiresAtMs).toISOString().replace(/:\d\d\.\d+Z$/, 'Z');
  return expiresAtMs > nowMs ? `authorized until ${at}` : `not authorized any more, since ${at}`;
};
