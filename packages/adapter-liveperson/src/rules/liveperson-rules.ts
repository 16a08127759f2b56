import type { Rule } from '@dragoman/core';
import { credentialInAddress } from './credential-in-address.ts';
import { deprecatedFunction } from './deprecated-function.ts';
import { keptData } from './kept-data.ts';
import { limits } from './limits.ts';
import { loggedData } from './logged-data.ts';
import { longChain } from './long-chain.ts';
import { scriptSyntax } from './script-syntax.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownJump } from './unknown-jump.ts';
import { weakCredential } from './weak-credential.ts';

/** What bots of LivePerson are checked by, beside the rules for every bot. */
export const livePersonRules: readonly Rule[] = [
  scriptSyntax,
  unknownFunction,
  deprecatedFunction,
  unknownJump,
  loggedData,
  keptData,
  credentialInAddress,
  weakCredential,
  longChain,
  limits,
];
