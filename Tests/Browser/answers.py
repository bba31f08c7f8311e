"""What candidates say: strong, middling and weak answers to the case of one engineer who slips."""

EVIDENCE = (
    "Before I call it performance I'd look at the last two quarters and put the dates they promised next to the dates "
    "they delivered, and I'd read the write-ups of each production problem. I'd also ask the two peers who hand work "
    "to them what exactly went wrong, so that I have facts and not impressions.")
CAUSES = (
    "I'd separate four things: whether they can't do it, whether they won't, whether nobody told them what's expected "
    "at this level, and whether our process sets them up to fail. Eight months in, onboarding and scope are the first "
    "things I'd check, and I'd ask whether something outside work is going on.")
TALK = (
    "I'd speak with them within the week, in private. I'd say: three of your last five dates slipped, and on two of "
    "them the payments team found out on the day. It means they plan around you. How do you see it? Then I'd listen "
    "before I say anything about a plan.")
PLAN = (
    "We'd agree on what good looks like in writing: each commitment gets a date they set themselves, any risk is "
    "raised two days ahead, and no change goes out without a reviewed rollback. I'd pair them with a senior engineer, "
    "meet twice a week, and we look at it together after four and after six weeks.")
RECORDS = (
    "I'd write down dates, what was agreed and what happened, the same day, and share the note with the engineer. If "
    "it hasn't moved after the first four weeks, or as soon as a formal step is possible, I'd bring in HR and my own "
    "manager so that it's fair and consistent with how we treated others.")
TEAM = (
    "Meanwhile I'd take them off the riskiest on-call weeks without announcing why, add a second reviewer for "
    "customer-facing changes, and I'd not talk about them with the team. I'd tell the team how we protect the "
    "roadmap, not who is behind.")
OUTCOME = (
    "If at six weeks they meet most commitments on their own, we go on with normal check-ins. If it's only good when "
    "I stand beside them, I'd change the scope. If the agreed signs aren't there, I'd start the formal plan, and I'd "
    "say so plainly, with respect, and not let it drift another quarter.")
MIDDLING = (
    "I'd have a one to one and tell them that people are a bit worried about their reliability, and ask them to be "
    "more careful with the dates. We could meet more often for a while.")
VAGUE = "I'd handle it the way I always do, with empathy and ownership. Communication is key."
HARSH = (
    "Honestly, eight months is enough. I'd tell HR to start a formal plan right away, and I'd let the team know that "
    "this person is on thin ice so that they can plan around it.")
SHORT = "I'd talk to them and see."
OFF = "By the way, our stack is mostly Go with a bit of Python, and we deploy on Thursdays."

STRONG = [EVIDENCE, CAUSES, TALK, PLAN, RECORDS, TEAM, OUTCOME]
WEAK = [SHORT, VAGUE, OFF, MIDDLING, HARSH]
MIXED = [EVIDENCE, VAGUE, TALK, MIDDLING, PLAN, RECORDS, SHORT, OUTCOME]
ALL = STRONG + WEAK


def sentences(text):
    """The sentences of a text that are long enough to be known again."""
    parts = text.replace("?", ".").replace(":", ".").split(".")
    return [part.strip() for part in parts if len(part.split()) >= 5]
