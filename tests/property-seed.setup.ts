import * as fc from 'fast-check';
import { seedToTry } from '../packages/conformance/src/laws/law-size.ts';

// Property tests try the same cases each time; others by DRAGOMAN_LAWS_SEED, as the laws of translation do.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seedToTry(1_000_003) });
