import { translationLaws } from '@dragoman/conformance';
import { createM1botAdapter } from '../src/adapter.ts';

translationLaws({ create: createM1botAdapter });
