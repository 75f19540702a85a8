import { makeShops, type ShopMaking, type ShopPopulation, type Town } from '#pack';
import { businessNumber } from './business-number.ts';
import { ROADS } from './names.ts';

/** Towns of every province; the shares go roughly by how many live there. */
const TOWNS: readonly Town[] = [
  { region: 'seoul', name: '서울특별시 관악구', share: 45, at: [37.478, 126.951], radius: 0.02 },
  { region: 'seoul', name: '서울특별시 마포구', share: 50, at: [37.556, 126.92], radius: 0.02 },
  { region: 'seoul', name: '서울특별시 송파구', share: 45, at: [37.505, 127.112], radius: 0.02 },
  { region: 'seoul', name: '서울특별시 노원구', share: 42, at: [37.654, 127.06], radius: 0.02 },
  { region: 'busan', name: '부산광역시 부산진구', share: 64, at: [35.163, 129.053], radius: 0.025 },
  { region: 'daegu', name: '대구광역시 달서구', share: 46, at: [35.83, 128.533], radius: 0.025 },
  { region: 'incheon', name: '인천광역시 부평구', share: 59, at: [37.507, 126.722], radius: 0.02 },
  { region: 'gwangju', name: '광주광역시 북구', share: 28, at: [35.174, 126.912], radius: 0.02 },
  { region: 'daejeon', name: '대전광역시 유성구', share: 28, at: [36.362, 127.356], radius: 0.02 },
  { region: 'ulsan', name: '울산광역시 남구', share: 21, at: [35.544, 129.33], radius: 0.02 },
  { region: 'sejong', name: '세종특별자치시 조치원읍', share: 8, at: [36.604, 127.298], radius: 0.015 },
  { region: 'gyeonggi', name: '경기도 수원시', share: 90, at: [37.264, 127.029], radius: 0.03 },
  { region: 'gyeonggi', name: '경기도 고양시', share: 70, at: [37.658, 126.832], radius: 0.025 },
  { region: 'gyeonggi', name: '경기도 부천시', share: 60, at: [37.503, 126.766], radius: 0.02 },
  { region: 'gyeonggi', name: '경기도 용인시', share: 45, at: [37.241, 127.178], radius: 0.025 },
  { region: 'gangwon', name: '강원특별자치도 원주시', share: 18, at: [37.342, 127.92], radius: 0.02 },
  { region: 'gangwon', name: '강원특별자치도 춘천시', share: 12, at: [37.881, 127.73], radius: 0.02 },
  { region: 'chungbuk', name: '충청북도 청주시', share: 31, at: [36.642, 127.489], radius: 0.025 },
  { region: 'chungnam', name: '충청남도 천안시', share: 28, at: [36.815, 127.114], radius: 0.02 },
  { region: 'chungnam', name: '충청남도 서산시', share: 14, at: [36.785, 126.45], radius: 0.015 },
  { region: 'jeonbuk', name: '전북특별자치도 전주시', share: 34, at: [35.824, 127.148], radius: 0.025 },
  { region: 'jeonnam', name: '전라남도 순천시', share: 20, at: [34.951, 127.487], radius: 0.015 },
  { region: 'jeonnam', name: '전라남도 해남군', share: 15, at: [34.573, 126.599], radius: 0.015 },
  { region: 'gyeongbuk', name: '경상북도 포항시', share: 27, at: [36.019, 129.343], radius: 0.015 },
  { region: 'gyeongbuk', name: '경상북도 안동시', share: 22, at: [36.568, 128.73], radius: 0.02 },
  { region: 'gyeongnam', name: '경상남도 창원시', share: 38, at: [35.228, 128.682], radius: 0.025 },
  { region: 'gyeongnam', name: '경상남도 진주시', share: 25, at: [35.18, 128.108], radius: 0.02 },
  { region: 'jeju', name: '제주특별자치도 제주시', share: 10, at: [33.489, 126.51], radius: 0.012 },
  { region: 'jeju', name: '제주특별자치도 서귀포시', share: 4, at: [33.266, 126.56], radius: 0.012 },
];

const MAKING: ShopMaking = {
  towns: TOWNS,
  beginnings: [
    ...['달빛', '모퉁이', '초록', '든든', '하늘', '느린', '별의별', '골목', '햇살', '엄마손', '청춘', '오래된', '바람'],
    ...['은하', '한결', '마루', '다정한', '소담', '푸른', '새벽', '언덕', '이웃', '온누리', '단골', '옛날', '참좋은'],
  ],
  between: ' ',
  endings: {
    restaurant: ['분식', '국밥', '식당', '칼국수', '백반', '김밥', '갈비'],
    cafe: ['커피', '찻집', '다방'],
    bakery: ['빵집', '제과점', '떡집'],
    grocery: ['슈퍼', '정육점', '청과', '반찬가게'],
    convenience: ['편의점'],
    market: ['채소', '생선', '건어물', '방앗간', '포목점'],
    pharmacy: ['약국'],
    clothing: ['옷가게', '양복점', '신발'],
    bookshop: ['책방', '문구점'],
    hairdresser: ['미용실', '이발소'],
    hardware: ['철물점', '꽃집', '공방'],
    electronics: ['전자', '휴대폰', '조명'],
    sports: ['자전거', '체육관'],
    culture: ['소극장', '음반'],
    lodging: ['민박', '여관'],
    medical: ['의원', '치과', '한의원'],
    'gas-station': ['주유소'],
    'big-store': ['마트', '백화점'],
    online: ['온라인몰'],
    tobacco: ['담배가게'],
    nightlife: ['주점', '노래주점'],
  },
  roads: ROADS,
  address: ({ name }, road, house) => `${name} ${road} ${house}`,
  number: (serial) => businessNumber.make(serial, { sex: '', born_on: '' }),
  bankAccount: (serial) => `088${String(serial).padStart(11, '0')}`,
};

/** Invented shops of real towns. */
export const shops: ShopPopulation = (seed, count, owners) => makeShops(MAKING, seed, count, owners);
