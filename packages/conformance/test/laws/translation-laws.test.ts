import { translationLaws } from '../../src/laws/translation-laws.ts';
import { createTwinAdapter } from '../../src/twin/twin-adapter.ts';
import { createPartialTwin } from './partial-twin.fixture.ts';

translationLaws({ create: createTwinAdapter, channels: ['narrow'] });
translationLaws({ create: createPartialTwin, channels: ['small'] });
