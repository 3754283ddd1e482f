import { v7 as uuidv7 } from 'uuid';
import { BOOK_CATEGORIES } from '#server/catalog/contract.ts';
import { bookIdSchema } from '#server/kernel/ids.ts';

type Word = readonly [ko: string, en: string];

/** `왕자/prince 별/star` as pairs. */
const words = (list: string): Word[] =>
  list.split(/\s+/).map((pair): Word => {
    const [ko = '', en = ''] = pair.split('/');
    return [ko, en];
  });

const NOUNS = words(
  `왕자/Prince 공주/Princess 별/Star 달/Moon 바다/Sea 강/River 산/Mountain 숲/Forest 나무/Tree 꽃/Flower 겨울/Winter
  여름/Summer 봄/Spring 가을/Autumn 밤/Night 아침/Morning 새벽/Dawn 저녁/Evening 비/Rain 눈/Snow 바람/Wind 구름/Cloud 하늘/Sky
  땅/Earth 집/House 방/Room 창문/Window 문/Door 길/Road 도시/City 마을/Village 섬/Island 항구/Harbour 기차/Train 배/Ship
  편지/Letter 일기/Diary 노래/Song 시/Poem 소설/Novel 이야기/Tale 역사/History 철학/Philosophy 과학/Science 수학/Mathematics
  예술/Art 음악/Music 그림/Painting 사진/Photograph 영화/Film 사랑/Love 이별/Farewell 죽음/Death 삶/Life 꿈/Dream 기억/Memory
  시간/Time 전쟁/War 평화/Peace 혁명/Revolution 자유/Freedom 정의/Justice 진실/Truth 거짓말/Lie 죄/Crime 벌/Punishment
  오만/Pride 편견/Prejudice 이성/Reason 감성/Sensibility 아버지/Father 어머니/Mother 아이/Child 소년/Boy 소녀/Girl 노인/OldMan
  친구/Friend 이웃/Neighbour 손님/Guest 주인/Master 왕/King 여왕/Queen 기사/Knight 마법사/Wizard 탐정/Detective 의사/Doctor
  선생/Teacher 학생/Student 시인/Poet 화가/Painter 고양이/Cat 개/Dog 새/Bird 물고기/Fish 여우/Fox 늑대/Wolf 곰/Bear 토끼/Rabbit
  책/Book 서점/Bookshop 도서관/Library 열쇠/Key 거울/Mirror 시계/Clock 빵/Bread 커피/Coffee 술/Wine 돈/Money 경제/Economy
  마음/Heart 몸/Body 손/Hand 눈물/Tears 웃음/Laughter 침묵/Silence 목소리/Voice 그림자/Shadow 빛/Light 불/Fire 물/Water`,
);
const ADJECTIVES = words(
  `어린/Little 늙은/Old 작은/Small 큰/Great 긴/Long 짧은/Short 하얀/White 검은/Black 붉은/Red 푸른/Blue 이상한/Strange
  아름다운/Beautiful 슬픈/Sad 기쁜/Glad 고요한/Quiet 차가운/Cold 뜨거운/Hot 잃어버린/Lost 사라진/Vanished 마지막/Last 첫/First
  오래된/Ancient 새로운/New 낯선/Foreign 외로운/Lonely 위대한/Grand 느린/Slow 빠른/Fast 깊은/Deep 먼/Distant`,
);
const FAMILIES = words(
  `김/Kim 이/Lee 박/Park 최/Choi 정/Jung 강/Kang 조/Cho 윤/Yoon 장/Jang 임/Lim 한/Han 오/Oh 서/Seo 신/Shin 권/Kwon 황/Hwang
  안/Ahn 송/Song 류/Ryu 홍/Hong`,
);
const SYLLABLES = words(
  `가/ga 건/geon 경/gyeong 광/gwang 규/gyu 나/na 남/nam 다/da 도/do 동/dong 라/ra 란/ran 루/ru 린/rin 마/ma 명/myeong 미/mi
  민/min 바/ba 병/byeong 보/bo 상/sang 선/seon 성/seong 소/so 수/su 승/seung 시/si 아/a 연/yeon 영/yeong 예/ye 용/yong 우/woo
  원/won 유/yu 은/eun 인/in 일/il 재/jae 종/jong 주/ju 준/jun 지/ji 진/jin 찬/chan 철/cheol 태/tae 하/ha 해/hae 현/hyeon 혜/hye
  호/ho 화/hwa 훈/hun 희/hui`,
);
const WESTERN = words(
  `제인/Jane 찰스/Charles 에밀리/Emily 샬럿/Charlotte 토머스/Thomas 조지/George 버지니아/Virginia 오스카/Oscar 프란츠/Franz
  레프/Leo 표도르/Fyodor 안톤/Anton 이반/Ivan 빅토르/Victor 마르셀/Marcel 알베르/Albert 헤르만/Hermann 마크/Mark 잭/Jack
  어니스트/Ernest 에드거/Edgar 루이자/Louisa 윌리엄/William 메리/Mary 아서/Arthur`,
);
const SURNAMES = words(
  `오스틴/Austen 디킨스/Dickens 브론테/Brontë 하디/Hardy 엘리엇/Eliot 울프/Woolf 와일드/Wilde 카프카/Kafka 톨스토이/Tolstoy
  체호프/Chekhov 투르게네프/Turgenev 위고/Hugo 프루스트/Proust 카뮈/Camus 헤세/Hesse 트웨인/Twain 런던/London 헤밍웨이/Hemingway
  포/Poe 올컷/Alcott 셰익스피어/Shakespeare 셸리/Shelley 도일/Doyle 버넷/Burnett 몽고메리/Montgomery`,
);

/** The same row of numbers from 0 up to 1 at every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Makes up one book after another of a big Korean bookshop, from words: the same ones at every run. */
export function makeUpBooks() {
  const random = randomNumbers(7);
  // A few words are in very many titles, as they are in a real shop.
  const pick = (list: readonly Word[]): Word =>
    list[Math.floor(random() ** 1.5 * list.length)] ?? ['책', 'Book'];
  const evenly = (list: readonly Word[]): Word => list[Math.floor(random() * list.length)] ?? ['책', 'Book'];
  const join = (parts: Word[], between = ''): Word => [
    parts.map(([ko]) => ko).join(between),
    parts.map(([, en]) => en).join(between),
  ];
  const name = (): Word => {
    const [ko, en] = join(Array.from({ length: random() < 0.5 ? 2 : 3 }, () => evenly(SYLLABLES)));
    return [ko, en.charAt(0).toUpperCase() + en.slice(1)];
  };
  const noun = () => (random() < 0.5 ? name() : pick(NOUNS));
  const title = (): Word => {
    const shape = random();
    const [one, other] = [noun(), noun()];
    if (shape < 0.3) return join([pick(ADJECTIVES), one], ' ');
    if (shape < 0.6) return [`${one[0]}의 ${other[0]}`, `The ${other[1]} of ${one[1]}`];
    if (shape < 0.8) return [`${one[0]}, 그리고 ${other[0]}`, `${one[1]} and ${other[1]}`];
    return join([pick(ADJECTIVES), one, other, pick(NOUNS)], ' ');
  };
  const author = (): Word => {
    if (random() < 0.4) return join([evenly(WESTERN), evenly(SURNAMES)], ' ');
    const [[familyKo, familyEn], [givenKo, givenEn]] = [evenly(FAMILIES), name()];
    return [`${familyKo}${givenKo}`, `${familyEn} ${givenEn}`];
  };
  const ABOUT = [
    '이 책을 펼치면 오래된 골목과 긴 겨울밤이 함께 열립니다. 천천히 읽을수록 더 많은 것이 보이는 문장으로, 한 사람이 다른 사람을 이해하게 되는 시간을 그렸습니다.',
    'Open this book and an old lane opens with it, and a long winter night. It is written in sentences that show more the slower they are read, about the time it takes for one person to understand another.',
  ] as const;

  let n = 0;
  return () => {
    n++;
    const [[titleKo, titleEn], [authorKo, authorEn]] = [title(), author()];
    const listPrice = 5_000 + Math.floor(random() * 90) * 500;
    return {
      book: {
        id: bookIdSchema.parse(uuidv7()),
        slug: `book-${n}`,
        titleKo,
        titleEn,
        authorKo,
        authorEn,
        publisherKo: '긴 의자',
        publisherEn: 'Long Bench',
        publishedYear: 1980 + Math.floor(random() * 47),
        pages: 80 + Math.floor(random() * 800),
        isbn13: random() < 0.9 ? `979${String(n).padStart(10, '0')}` : null,
        category: BOOK_CATEGORIES[Math.floor(random() ** 2 * BOOK_CATEGORIES.length)] ?? BOOK_CATEGORIES[0],
        descriptionKo: ABOUT[0],
        descriptionEn: ABOUT[1],
        listPrice,
        salePrice: listPrice * 0.9,
        // Most books sell hardly ever, a few all the time.
        popularity: random() < 0.7 ? 0 : Math.floor(1 / (0.002 + random())),
      },
      copies: random() < 0.05 ? 0 : Math.ceil(random() * 50),
    };
  };
}
