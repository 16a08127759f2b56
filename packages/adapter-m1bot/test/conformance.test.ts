import { platformAdapterConformance } from '@dragoman/conformance';
import { createM1botAdapter } from '../src/adapter.ts';

platformAdapterConformance({ create: createM1botAdapter, artifacts: new URL('./fixtures/', import.meta.url) });
