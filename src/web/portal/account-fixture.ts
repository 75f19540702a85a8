import { testGovernment } from '../../../test/support/government.ts';
import { type Caller, createApp, type Locale } from '../../kernel/index.ts';
import { logRoom, sequenceOnce, signerOf } from '../../log/index.ts';
import { type Government, loadPack } from '../../pack/index.ts';
import { openSite, preferencesOf, problemPage } from '../index.ts';
