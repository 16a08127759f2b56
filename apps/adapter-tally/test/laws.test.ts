import { translationLaws } from '@dragoman/conformance';
import { createTallyAdapter } from '../src/adapter.ts';

translationLaws({ create: createTallyAdapter });
