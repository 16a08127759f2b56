import { platformAdapterConformance } from '@dragoman/conformance';
import { createTwinAdapter } from '../../src/twin/twin-adapter.ts';

platformAdapterConformance({ create: createTwinAdapter });
