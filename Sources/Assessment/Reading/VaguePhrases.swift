/// Phrases that sound like an answer and could be said of anything.
enum VaguePhrases {
    /// Word sequences, lower-case.
    static let all: [[Substring]] = """
        a few weeks;a few more weeks;a few days;a couple of weeks;a couple of days;some time;a while;a bit;a little
        soon;sooner or later;at some point;from time to time;every now and then;now and then;as needed;if needed
        where needed;when the time comes;as well as i can;as best i can;whatever they need;whatever it takes
        the right people;the right thing;the right support;the right way;clear expectations;clear goals
        realistic goals;regular check-ins;regular checkins;regular follow-ups;regular follow ups;regular feedback
        regular meetings;open conversation;an open conversation;honest conversation;honest talk;good communication
        keep an eye on;stay close;be there for;see how it goes;see what happens;take it from there;go from there
        reassure them;talk to them;step up;do better;get better;more ownership;ownership;the whole picture
        the bigger picture;big picture;the data;a sense of;root cause;root causes;support them;help them
        help them out;work with them;be fair;be transparent;in the loop;touch base;on the same page;raise the bar
        raising the bar;best practices;something more formal;more formal;reasonable time;a reasonable amount
        enough progress;some improvement;some progress;steady trend;good sign;different reasons;various reasons
        all the factors;all of the factors;the factors;more often;more closely;more structure;extra support
        some support;more support;some help;extra help;additional support;some coaching;more coaching;some training
        appropriate action;next steps;follow up;follow-ups;feedback loop;continuous feedback loop
        two-way conversation;psychological safety;trust;empathy;transparency;servant leader;win-win
        the usual process;the process;document everything;paper trail;involve hr;the right time;when it gets serious
        serious enough;good enough;on track;back on track;not up to standard;up to standard;quality work
        high quality;make sure;more responsibility;protect the team;support the team;feels heard;stays motivated
        motivated;the balance;a balance;it depends;depends on;weigh all the sides;all the sides;tough decisions
        make it work;properly;somehow;accordingly;gently;carefully;open mind;an open mind;data-driven;smart goals
        aligned;alignment;accountable;accountability;growth mindset;one-on-ones;more feedback;better communication
        clear feedback;constructive feedback;over time;in the long run;long term;short term;the situation
        how things are going;how it goes;their side;their perspective;a plan;a clear plan;an action plan
        improvement plan;performance plan;a solution;the team;morale;the impact;business impact;culture;mindset
        potential;strengths;a chance;another chance;a fair chance
        """.split(whereSeparator: { $0 == ";" || $0 == "\n" }).map { $0.split(separator: " ") }

    private static let byFirst: [Substring: [[Substring]]] = Dictionary(grouping: all) { $0[0] }

    /// The length in words of the longest vague phrase that begins at `index`, 0 when there is none.
    ///
    /// - Complexity: O(phrases with the same first word).
    static func length(in words: ArraySlice<String>, at index: Int) -> Int {
        guard let phrases = byFirst[words[index][...]] else { return 0 }
        var longest = 0
        for phrase in phrases where phrase.count > longest && index + phrase.count <= words.endIndex {
            if zip(phrase, words[index...]).allSatisfy({ $0 == $1[...] }) { longest = phrase.count }
        }
        return longest
    }

    /// Phrases so weak that they only count with something around them.
    static let weak: Set<String> = [
        "trust", "morale", "culture", "strengths", "potential", "motivated", "aligned", "the team", "a plan", "soon",
        "properly", "carefully", "gently", "somehow", "accordingly", "make sure", "it depends", "depends on", "a balance",
        "the balance", "do better", "get better", "over time", "a bit", "a little", "the data", "the process",
        "the situation", "mindset", "ownership", "empathy", "transparency", "alignment", "accountable", "accountability",
    ]
}
