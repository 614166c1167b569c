// The words of the page in both languages, and the ways it writes dates.

const WORDS = {
  it: {
    skip: "Vai alle conversazioni", trial: "prova su questo computer", body: "Ente",
    phones: "Telefoni", desk: "Orologio e messaggi trattenuti", clock: "Orologio",
    another: "Altra data e ora", set: "Imposta", day: "Giorno/mese/anno", time: "Ora",
    notADay: "non è una data: scrivi giorno/mese/anno, per esempio", notATime: "non è un'ora: scrivila così:",
    welcomeWhat: "Lo sportello senza Telegram: persone inventate, e l'orologio lo sposti tu.",
    welcomeFirst: "Comincia dal dipendente: «Apri il menu», poi «Prenota». Sotto ogni nome, che cosa provare.",
    understood: "Ho capito", openMenu: "Apri il menu", news: "nuovi messaggi", held: "Messaggi trattenuti",
    nothingHeld: "Nessuno. La sera, o in ferie, i messaggi aspettano qui l'ora giusta.", person: "Persona", more: "Altro",
    location: "Manda una posizione", block: "Blocca lo sportello", unblock: "Sblocca lo sportello",
    menu: "Menu", send: "Invia", write: "Scrivi un messaggio", start: "Avvia",
    invited: "C'è un invito per questa persona.", notInvited: "Nessuna conversazione ancora.",
    empty: "Ancora nessun messaggio.",
    blocked: "Hai bloccato lo sportello.", typing: "sta scrivendo…", online: "in linea",
    employee: "Dipendente", manager: "Responsabile", hr: "Personale", everybody: "Tutti",
    conversation: "Conversazione di", until: "parte", hour: "alle", edited: "modificato",
    tenMinutes: "+10 minuti", oneHour: "+1 ora", evening: "Alle 19:59", night: "Alle 21:00", morning: "Domani 8:00",
    friday: "Venerdì sera", monday: "Lunedì 9:00", place: "Posizione", contact: "Contatto",
    tour: "Visita guidata", tourShort: "Visita", tourRest: " guidata", takeMe: "Portami qui", writeForMe: "Scrivilo per me", back: "Indietro", next: "Avanti",
    close: "Chiudi", notice: "Da notare:", step: "Passo", of: "di",
    showAll: "Mostra tutto", showLess: "Mostra meno", forwarded: "Inoltrato da", sticker: "Adesivo",
    voice: "Messaggio vocale", audio: "Audio", video: "Video", editLast: "Modifica l'ultimo messaggio",
    whatItDoes: "Che cosa fa questo bot?",
    lost: "La prova non risponde: è ancora accesa?",
  },
  en: {
    skip: "Go to the conversations", trial: "trial on this computer", body: "Body",
    phones: "Phones", desk: "Clock and held messages", clock: "Clock",
    another: "Another date and time", set: "Set", day: "Day/month/year", time: "Time",
    notADay: "is no date: write day/month/year, as in", notATime: "is no time: write it as in",
    welcomeWhat: "The desk without Telegram: invented people, and a clock that you may move.",
    welcomeFirst: "Begin with the employee: “Open the menu”, then “Prenota”. The chat is in Italian until you choose “Lingua” there.",
    understood: "Understood", openMenu: "Open the menu", news: "new messages", held: "Held messages",
    nothingHeld: "None. In the evening, or on leave, messages wait here for the right time.", person: "Person", more: "More",
    location: "Send a place", block: "Block the desk", unblock: "Unblock the desk",
    menu: "Menu", send: "Send", write: "Write a message", start: "Start",
    invited: "There is an invitation for this person.", notInvited: "No conversation yet.",
    empty: "No messages yet.",
    blocked: "You blocked the desk.", typing: "is writing…", online: "online",
    employee: "Employee", manager: "Manager", hr: "HR", everybody: "Everybody",
    conversation: "Conversation of", until: "goes out", hour: "at", edited: "edited",
    tenMinutes: "+10 minutes", oneHour: "+1 hour", evening: "At 19:59", night: "At 21:00", morning: "Tomorrow 8:00",
    friday: "Friday evening", monday: "Monday 9:00", place: "Place", contact: "Contact",
    tour: "Guided tour", tourShort: "Tour", tourRest: ", guided", takeMe: "Take me there", writeForMe: "Write it for me", back: "Back", next: "Next",
    close: "Close", notice: "To notice:", step: "Step", of: "of",
    showAll: "Show all", showLess: "Show less", forwarded: "Forwarded from", sticker: "Sticker",
    voice: "Voice message", audio: "Audio", video: "Video", editLast: "Edit the last message",
    whatItDoes: "What can this bot do?",
    lost: "The trial does not answer: is it still running?",
  },
};

let language = localStorage.getItem("language") === "en" ? "en" : "it";

export const word = (key) => WORDS[language][key];

// Picks what is written in both languages.
export const inLanguage = (both) => both[language];

export function switchLanguage() {
  language = language === "it" ? "en" : "it";
  localStorage.setItem("language", language);
}

// Puts the words where the page says they belong.
export function writeWords(root = document) {
  document.documentElement.lang = language;
  for (const node of root.querySelectorAll("[data-words]")) node.textContent = word(node.dataset.words);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
}

export function labelOfOtherLanguage() {
  return language === "it" ? { text: "English", lang: "en" } : { text: "Italiano", lang: "it" };
}

const LOCALES = { it: "it-IT", en: "en-GB" };
const inRome = (options) => (moment) =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: "Europe/Rome", ...options }).format(new Date(moment));

export const asDay = inRome({ weekday: "long", day: "numeric", month: "long" });
// Day before month in both languages, as it is written in Italy.
export const figuresOf = (rome) => rome.slice(0, 10).split("-").reverse().join("/");
export const asDate = inRome({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const asTime = inRome({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
