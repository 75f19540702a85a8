-- What leaves the process, or may wait. A job is added in the transaction of the act that it follows from, taken by one
-- worker, and deleted when it is done.
create table kernel.job (
  id uuid primary key,
  task text not null,
  payload jsonb not null,                -- ids of what it is about; never what somebody wrote
  run_at timestamptz not null,           -- not before
  key text,                              -- of each, one waits at most
  attempts integer not null default 0,   -- times that it was taken
  taken_by uuid,                         -- a worker, which lives for as long as it holds the lease of this name
  last_error text                        -- the kind of the last fault and its code
);
create unique index job_key on kernel.job (key) where key is not null and taken_by is null;
create index job_due on kernel.job (run_at, id) where taken_by is null and attempts < 25;
create index job_taken on kernel.job (id) where taken_by is not null;
create index job_given_up on kernel.job (task) where attempts >= 25;

-- When each task that comes round by itself did so last, of all processes.
create table kernel.tick (
  task text primary key,
  at timestamptz not null
);

-- The queue that stood here before was a package's. What waits in it is done all the same.
do $$
begin
  if to_regclass('graphile_worker._private_jobs') is not null then
    insert into kernel.job (id, task, payload, run_at, key, attempts)
      select gen_random_uuid(), task.identifier, job.payload, job.run_at, job.key, least(job.attempts, 25)
      from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id;
    drop schema graphile_worker cascade;
  end if;
end $$;
