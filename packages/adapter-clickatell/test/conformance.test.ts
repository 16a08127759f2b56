import { platformAdapterConformance } from '@dragoman/conformance';
import { createClickatellAdapter } from '../src/adapter.ts';

platformAdapterConformance({ create: createClickatellAdapter, artifacts: new URL('./fixtures/', import.meta.url) });
