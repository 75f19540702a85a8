import { describe } from 'node:test';
import { sendWhatever } from './fuzz.ts';

describe('whatever is sent, and much of it', () => sendWhatever(100));
