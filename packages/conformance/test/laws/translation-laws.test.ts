import { translationLaws } from '../../src/laws/translation-laws.ts';
import { createMirrorAdapter } from './mirror-adapter.fixture.ts';

translationLaws({ create: createMirrorAdapter, channels: ['small'] });
