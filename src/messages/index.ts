import type { Migrations, Room } from '../kernel/index.ts';
import { messagesPersonal } from './personal.ts';

export { inboxOf, type Letter, type Message, openMessage, send, unreadCount } from './inbox.ts';

export const messagesMigrations: Migrations = {
  room: 'messages',
  folder: new URL('./migrations/', import.meta.url),
  personal: messagesPersonal,
};

/** The inboxes as a part of the process. */
export const messagesRoom: Room = { name: 'messages', migrations: messagesMigrations };
