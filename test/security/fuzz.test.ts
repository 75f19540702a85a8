import { describe } from 'node:test';
import { sendWhatever } from './fuzz.ts';

describe('whatever is sent', () => sendWhatever(12));
