import { platformAdapterConformance } from '@dragoman/conformance';
import { createLivePersonAdapter } from '../src/adapter.ts';

platformAdapterConformance({ create: createLivePersonAdapter, artifacts: new URL('./fixtures/', import.meta.url) });
