import Assessment
import InterviewCore
import Testing

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        "Wir vereinbaren: er liefert das Ticket bis 14. Mai, er meldet jede Verzögerung zwei Tage vorher, ich gebe ihm Hilfe.",
        "wir reden mit ihm und ich schreibe es auf dann sehen wir weiter",
        "Hablo con cada compañero que lo evita, dos o tres. Si siguen evitándolo sin motivo, eso es falta de ellos.",
        "Je lui parle lundi et je note les dates, puis nous voyons si ça tient pendant six semaines.",
        "Gli parlo lunedì e non aspetto, con una lista di date e la persona che lo aiuta.",
        "Eu falo com ele na segunda, sem esperar, e não deixo para depois, mas com calma.",
        "Ik praat met hem en het is niet voor later, maar dat weet hij ook.",
        "Я поговорю с ним в понедельник и запишу даты.", "私は月曜日に彼と話します。",
    ])
    func `an answer in another language is known as such`(text: String) throws {
        #expect(try Reading.read(text).act == .otherLanguage)
    }

    @Test(arguments: [
        "Talk with him first, alone. Ask what happen.", "Three tickets, two dates, one owner, Friday.",
        "I'd do a Retro with him, das ist so a thing we say, and then the plan.",
        "Reason changes help, not the target. Sick mother: less on-call, later start, HR for leave, dates move four weeks.",
        "monday he's with me tuesday he's with ana and on friday we look", "Ja, genau.", "No. La la la, de facto no.",
        "Per person, per week: demo, review, release, rollback, notes.", "Targets per week, per month, per quarter.",
        "Um, yeah, um, probably talk, um, share examples, um, weekly checks.", "Er, well, er, dates, er, maybe coaching.",
        "Kenji, Priya, Lin, Tomas, Mei, Jonas, Ana, Robin: all of them get one hour.",
    ])
    func `short, broken and mixed English is English`(text: String) throws {
        #expect(try Reading.read(text).act != .otherLanguage)
    }
}
