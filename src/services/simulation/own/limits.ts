import type { Text } from '../../../kernel/index.ts';

/** How a file is written. */
export type Format = 'csv' | 'parquet';

/** Something wrong with a file: with all of it, or with one of its lines. Never says a value. */
export interface FileProblem {
  /** Counts from 1, the line of the headers included; of Parquet, the row. 0 is the file as a whole. */
  line: number;
  column: string;
  reason: Text;
}

/** Largest file, in bytes. */
export const MOST_BYTES = 200 * 1024 * 1024;
/** Most people of a file. */
export const MOST_ROWS = 2_000_000;
export const MOST_COLUMNS = 300;
/** Longest record of a CSV file, in characters. */
export const LONGEST_RECORD = 64 * 1024;
/** Most regions that a pack does not know itself. */
export const MOST_REGIONS = 100;
/** Wrong rows are left out, up to this share of all. */
export const MOST_BAD_SHARE = 0.01;
/** How many of the wrong rows are listed. */
export const LISTED = 100;
/** How long a file is kept. */
export const KEPT_HOURS = 24;
/** How many files an officer may have at once. */
export const MOST_FILES = 5;
/** How often a check is begun before the file is given up. */
export const MOST_ATTEMPTS = 3;
/** A file is stored in pieces of so many bytes. */
export const PIECE_BYTES = 1024 * 1024;
/** People are stored so many at a time. */
export const BATCH_ROWS = 5_000;

/** What is said of a file. */
export const TEXTS = {
  tooMany: {
    ko: `파일은 한 번에 ${MOST_FILES}개까지 올릴 수 있어요. 하나를 삭제한 뒤 다시 올려 주세요.`,
    'zh-Hant': `最多可同時保存 ${MOST_FILES} 個檔案，請先刪除一個再上傳。`,
    en: `You can have ${MOST_FILES} files at once. Delete one and try again.`,
  },
  tooLarge: {
    ko: `파일은 ${MOST_BYTES / 1024 / 1024} MB까지 올릴 수 있어요. 필요한 열만 남기거나 Parquet으로 저장해 주세요.`,
    'zh-Hant': `檔案上限為 ${MOST_BYTES / 1024 / 1024} MB，請只保留需要的欄位，或改存為 Parquet。`,
    en: `The file must be ${MOST_BYTES / 1024 / 1024} MB or smaller. Keep only the columns that are needed, or save it as Parquet.`,
  },
  empty: {
    ko: '파일에 사람이 없어요. 머리글 아래에 한 사람을 한 줄씩 써 주세요.',
    'zh-Hant': '檔案中沒有人員資料。請在標題列下方，每人寫一列。',
    en: 'The file holds no people. Write one row for each person below the headers.',
  },
  tooManyRows: {
    ko: `사람이 너무 많아요. ${MOST_ROWS.toLocaleString('en')}명까지 올릴 수 있어요.`,
    'zh-Hant': `人數過多，最多 ${MOST_ROWS.toLocaleString('en')} 人。`,
    en: `The file holds too many people. The limit is ${MOST_ROWS.toLocaleString('en')}.`,
  },
  tooManyColumns: {
    ko: `열이 너무 많아요. ${MOST_COLUMNS}개까지 올릴 수 있어요.`,
    'zh-Hant': `欄位過多，最多 ${MOST_COLUMNS} 欄。`,
    en: `The file has too many columns. The limit is ${MOST_COLUMNS}.`,
  },
  missing: { ko: '이 열이 없어요', 'zh-Hant': '缺少這一欄', en: 'This column is missing' },
  missingNear: {
    ko: '이 열이 없어요. ‘{near}’ 열의 이름을 확인해 주세요',
    'zh-Hant': '缺少這一欄，請確認「{near}」欄的名稱',
    en: 'This column is missing. Check the name of the column “{near}”',
  },
  twice: { ko: '같은 열이 두 번 있어요', 'zh-Hant': '這一欄重複', en: 'This column is there twice' },
  tooManyBad: {
    ko: `잘못된 줄이 전체의 ${MOST_BAD_SHARE * 100}%를 넘어서 파일을 쓰지 않았어요. 고친 뒤 다시 올려 주세요.`,
    'zh-Hant': `錯誤的列超過 ${MOST_BAD_SHARE * 100}%，因此未採用此檔案。請修正後重新上傳。`,
    en: `More than ${MOST_BAD_SHARE * 100}% of the rows are wrong, so the file is not used. Correct it and upload it again.`,
  },
  tooManyRegions: {
    ko: `지역이 ${MOST_REGIONS}곳을 넘어요. 더 넓은 지역으로 묶어 주세요`,
    'zh-Hant': `地區超過 ${MOST_REGIONS} 個，請合併為較大的地區`,
    en: `There are more than ${MOST_REGIONS} regions: use larger ones`,
  },
  unreadable: {
    ko: '파일을 읽을 수 없어요. UTF-8로 저장한 CSV 파일이나 Parquet 파일인지 확인해 주세요.',
    'zh-Hant': '無法讀取檔案，請確認是否為 UTF-8 編碼的 CSV 檔，或是 Parquet 檔。',
    en: 'The file cannot be read. Check that it is a CSV file saved as UTF-8, or a Parquet file.',
  },
  groupTooLarge: {
    ko: '한 묶음(row group)이 너무 커서 읽을 수 없어요. 더 작은 묶음으로 저장해 주세요.',
    'zh-Hant': 'row group 過大，無法讀取，請以較小的 row group 儲存。',
    en: 'A row group is too large to be read. Save the file with smaller ones.',
  },
  notUtf8: {
    ko: '읽을 수 없는 글자가 있어요. UTF-8로 저장해 주세요',
    'zh-Hant': '含有無法讀取的字元，請以 UTF-8 儲存',
    en: 'It holds characters that cannot be read: save it as UTF-8',
  },
  cells: {
    ko: '칸의 수가 머리글과 달라요',
    'zh-Hant': '欄數與標題列不同',
    en: 'It has not as many cells as there are headers',
  },
  longLine: { ko: '너무 긴 줄이에요', 'zh-Hant': '這一列太長', en: 'The line is too long' },
  quotes: {
    ko: '따옴표가 제자리에 있지 않아요',
    'zh-Hant': '引號的位置不正確',
    en: 'A quotation mark is not where it may stand',
  },
} satisfies Record<string, Text>;
