// Reads a month of buttons out: "✕30" alone says neither which day nor what the sign means.
//
// The month is one that a button or the words above name and whose days fall on these columns;
// of two months on top of each other each has its name over its own days. What a sign means is
// read from the line of the message that explains the signs.

const LANGUAGES = { it: "it-IT", en: "en-GB" };
const PAST = { it: "passato", en: "past" };
const MONTHS = Object.entries(LANGUAGES).flatMap(([lang, locale]) => {
  const name = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return [...Array(12).keys()].map((month) => ({ lang, month, name: name.format(Date.UTC(2026, month, 1)).toLowerCase() }));
});
const DAY = /^(\D*)(\d{1,2})$/u;

// Gives a function of row and column: the words for that button and their language, or null.
export function namesOfDays(keyboard, text) {
  const days = keyboard.map((row) => (row.length === 7 ? row.map(({ text: label }) => label.match(DAY)) : []));
  const named = keyboard.map((row) => monthsIn(row.map((button) => button.text).join("\n")));
  // For each row the one that names a month nearest above it; -1 where there is none.
  const heads = named.map((_, row) => named.slice(0, row + 1).findLastIndex((months) => months.length));
  const monthUnder = (head) => {
    const weeks = days.filter((_, row) => heads[row] === head);
    const told = [...(named[head] ?? []), ...named.flat(), ...monthsIn(text)];
    return told.find((month) => weeks.every((row) => row.every((day, column) => !day || falls(month, day, column))));
  };
  const months = new Map(heads.map((head) => [head, monthUnder(head)]));
  const meant = meanings(text);
  return (row, column) => {
    const [, sign, number] = days[row][column] ?? [];
    const shown = months.get(heads[row]);
    if (!number || !shown) return null;
    const signs = new Map([["·", PAST[shown.lang]], ...meant]);
    const written = new Intl.DateTimeFormat(LANGUAGES[shown.lang], { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
    const name = written.format(Date.UTC(shown.year, shown.month, Number(number)));
    return { text: [name, signs.get(sign)].filter(Boolean).join(", "), lang: shown.lang };
  };
}

function monthsIn(words) {
  return [...words.toLowerCase().matchAll(/(\p{L}+) (\d{4})/gu)].flatMap(([, name, year]) =>
    MONTHS.filter((month) => month.name === name).map((month) => ({ ...month, year: Number(year) })));
}

function falls({ year, month }, [, , number], column) {
  return (new Date(Date.UTC(year, month, Number(number))).getUTCDay() + 6) % 7 === column;
}

// "🏠 approvata, ⏳ in attesa": each part begins with its sign.
function meanings(text) {
  const parts = text.split("\n").flatMap((line) => line.split(", "));
  return parts.map((part) => part.match(/^([^\p{L}\p{N}\s]+) (.+)$/u)).filter(Boolean).map(([, sign, meaning]) => [sign, meaning]);
}
