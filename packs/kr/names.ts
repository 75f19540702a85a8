/** Common names and real districts, from which the demo's people are put together. Nobody in it is meant. */

/** Surnames as often as they are borne. */
export const SURNAMES = [
  ...'김김김김김김김김김김김이이이이이이이박박박박최최정정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우',
];

/** Given names by the twenty years of birth in which they were common, from 1940 on. */
export const GIVEN_NAMES: Readonly<Record<'female' | 'male', readonly (readonly string[])[]>> = {
  female: [
    ['영자', '정자', '순자', '영숙', '정숙', '춘자', '명숙', '옥순', '말순', '금자', '경자', '복순'],
    ['미숙', '경숙', '영희', '미경', '정희', '은주', '현숙', '미영', '은숙', '선희', '명희', '정미'],
    ['지혜', '지영', '은정', '수진', '혜진', '지은', '미선', '은지', '보람', '아름', '유나', '선영'],
    ['유진', '민서', '수빈', '지민', '서연', '예은', '채원', '하은', '다은', '가은', '예린', '소윤'],
    ['이서', '서아', '지안', '하윤', '아윤', '지유', '시아', '수아', '나은', '하린', '로아', '윤서'],
  ],
  male: [
    ['영수', '영호', '영식', '정웅', '영길', '종수', '광수', '상철', '병철', '춘식', '용수', '만수'],
    ['성호', '상훈', '성수', '동현', '경호', '재호', '영진', '종호', '기태', '진수', '병훈', '철민'],
    ['지훈', '성민', '현우', '상현', '정훈', '민호', '준호', '진우', '승현', '태영', '동욱', '재현'],
    ['민준', '준혁', '민재', '도현', '건우', '승민', '예준', '시우', '지호', '우진', '현준', '태윤'],
    ['이준', '도윤', '하준', '은우', '서준', '로운', '이안', '선우', '유준', '지한', '윤우', '도하'],
  ],
};

export interface Place {
  /** As the registries name it. */
  region: string;
  /** Its share of all people, in thousandths. */
  share: number;
  name: string;
  districts: readonly string[];
}

/** The 17 cities and provinces with their rough shares, and some of their districts. */
export const PLACES: readonly Place[] = [
  { region: 'gyeonggi', share: 267, name: '경기도', districts: ['수원시', '성남시', '고양시', '용인시', '부천시'] },
  { region: 'seoul', share: 182, name: '서울특별시', districts: ['관악구', '마포구', '송파구', '강서구', '노원구'] },
  { region: 'busan', share: 64, name: '부산광역시', districts: ['해운대구', '부산진구', '사하구', '금정구'] },
  { region: 'gyeongnam', share: 63, name: '경상남도', districts: ['창원시', '김해시', '진주시', '통영시'] },
  { region: 'incheon', share: 59, name: '인천광역시', districts: ['부평구', '남동구', '연수구', '계양구'] },
  { region: 'gyeongbuk', share: 49, name: '경상북도', districts: ['포항시', '구미시', '경주시', '안동시'] },
  { region: 'daegu', share: 46, name: '대구광역시', districts: ['수성구', '달서구', '북구', '동구'] },
  { region: 'chungnam', share: 42, name: '충청남도', districts: ['천안시', '아산시', '서산시', '당진시'] },
  { region: 'jeonnam', share: 35, name: '전라남도', districts: ['여수시', '순천시', '목포시', '해남군'] },
  { region: 'jeonbuk', share: 34, name: '전북특별자치도', districts: ['전주시', '익산시', '군산시', '정읍시'] },
  { region: 'chungbuk', share: 31, name: '충청북도', districts: ['청주시', '충주시', '제천시', '음성군'] },
  { region: 'gangwon', share: 30, name: '강원특별자치도', districts: ['원주시', '춘천시', '강릉시', '속초시'] },
  { region: 'daejeon', share: 28, name: '대전광역시', districts: ['유성구', '서구', '중구', '대덕구'] },
  { region: 'gwangju', share: 28, name: '광주광역시', districts: ['북구', '광산구', '서구', '남구'] },
  { region: 'ulsan', share: 21, name: '울산광역시', districts: ['남구', '중구', '북구', '울주군'] },
  { region: 'jeju', share: 13, name: '제주특별자치도', districts: ['제주시', '서귀포시'] },
  { region: 'sejong', share: 8, name: '세종특별자치시', districts: ['조치원읍', '연서면'] },
];

/** Invented roads. */
export const ROADS = ['새빛로', '한울길', '솔마루로', '강변새길', '햇살로', '너른들길', '물빛로', '은하수로', '봄내길'];

/** Invented employers, the large ones first. */
export const EMPLOYERS = {
  large: ['한울전자', '새벽자동차', '너른바다해운'],
  'small-medium': [
    '솔빛소프트',
    '다온식품',
    '누리물류',
    '참손기계',
    '가람디자인',
    '온새미건설',
    '해맑은병원',
    '나래교육',
  ],
} as const;

/** Invented businesses of the self-employed. */
export const BUSINESSES = ['달빛분식', '모퉁이책방', '초록꽃집', '든든철물', '하늘미용실', '느린빵집', '별의별공방'];

/** Invented universities. */
export const SCHOOLS = ['가온대학교', '미리내대학교', '한별대학교', '도담전문대학', '새솔대학교'];
