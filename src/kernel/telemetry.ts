import { pino } from 'pino';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type { Logger } from 'pino';

const SECRET = ['*.cookie', '*.authorization', '*.secret', '*.token', '*.password'];

/** What PostgreSQL adds to an error quotes the row: `Failing row contains (…)`. */
const QUOTED_ROWS = ['err.detail', 'err.where', 'err.internalQuery'];

/** One JSON object a line. Cookies, keys and bodies are never logged; what could carry one is cut out here once more. */
export function createLogger(level: string, destination?: { write(line: string): void }) {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...SECRET, ...QUOTED_ROWS], censor: '[cut]' },
    },
    destination ?? pino.destination(2),
  );
}

/** The figures of one process, for `/metrics` in the Prometheus text format. */
export interface Metrics {
  registry: Registry;
  /** Seconds a request took, by method, route pattern (never the path itself: it may hold an id) and status. */
  requests: Histogram<'method' | 'route' | 'status'>;
  /** Jobs ended, by task and outcome. */
  jobs: Counter<'task' | 'outcome'>;
  /** Jobs that have failed too often to be tried again, by task, in the whole database. */
  jobsGivenUp: Gauge<'task'>;
}

/** The figures of this process, together with those that Node keeps of itself (memory, event loop, collections). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'madang_http_request_seconds',
      help: 'Seconds from request to answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'madang_jobs_total',
      help: 'Jobs ended, by outcome',
      labelNames: ['task', 'outcome'],
      registers: [registry],
    }),
    jobsGivenUp: new Gauge({
      name: 'madang_jobs_given_up',
      help: 'Jobs that failed too often and are not tried again',
      labelNames: ['task'],
      registers: [registry],
    }),
  };
}
