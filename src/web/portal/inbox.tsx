import { Type } from 'typebox';
import {
  ButtonLink,
  DateText,
  EmptyState,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  renderPage,
  TaskList,
} from '../../design/index.ts';
import { AppError, formatTime, page, type Route, route, type Text, uuidBefore } from '../../kernel/index.ts';
