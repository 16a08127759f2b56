import { platformAdapterConformance } from '@dragoman/conformance';
import { createTallyAdapter } from '../src/adapter.ts';

platformAdapterConformance({ create: createTallyAdapter, artifacts: new URL('./fixtures/', import.meta.url) });
