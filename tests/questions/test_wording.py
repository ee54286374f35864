import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.rules import closed

OPENED = [
    ("Do you like your job?", "What do you like about your job?"),
    ("Is the work hard?", "How hard is the work?"),
    ("Is it hard to get in?", "How hard is it to get in?"),
    ("Are your colleagues friendly?", "How friendly are your colleagues?"),
    ("Do you enjoy working from home?", "What do you enjoy about working from home?"),
    ("Do you like to travel?", "What do you like about travelling?"),
    ("Did you always want to be an editor?", "When did you first want to be an editor?"),
    ("Did you study journalism?", "What led you to study journalism, or not to?"),
    ("Do you think AI will replace editors?", "How likely do you think it is that AI will replace editors?"),
    ("Do you think the work is stressful?", "How stressful do you think the work is?"),
    ("Do you think I should get a master's?", "How useful do you think it would be for me to get a master's?"),
    ("Should I learn Python?", "How useful would it be for me to learn Python?"),
    ("Should I be worried about AI?", "How worried should I be about AI?"),
    ("Do I need a degree to get into film?", "How important is a degree to get into film?"),
    ("Do you need good grades?", "How important are good grades?"),
    ("Do you have to work weekends?", "How often do you have to work weekends?"),
    ("Do you have any advice for me?", "What advice do you have for me?"),
    ("Is there anything else I should know?", "What else should I know?"),
    ("Is there anyone else you would recommend I speak to?", "Who else would you recommend I speak to?"),
    ("Are there any openings?", "What openings are there?"),
    ("Is there a training programme?", "What kind of training programme is there?"),
    ("Is there room for growth?", "How much room is there for growth?"),
    ("Can I get into the field without a degree?", "How can I get into the field without a degree?"),
    ("Can you recommend a book?", "Which book would you recommend?"),
    ("Can you recommend any good books on editing?", "Which good books would you recommend on editing?"),
    ("Can you tell me if the work is hard?", "How hard is the work?"),
    ("Would you recommend this career?", "What would you tell someone who is considering this career?"),
    ("Would you do it again?", "What would make you do it again, or not?"),
    ("Would you say the work is stressful?", "How stressful would you say the work is?"),
    ("Have you ever wanted to quit?", "When have you wanted to quit?"),
    ("Have you worked here long?", "How long have you worked here?"),
    ("Has the field changed since you started?", "How has the field changed since you started?"),
    ("Does your company hire graduates?", "How often does your company hire graduates?"),
    ("Does a degree matter?", "How much does a degree matter?"),
    ("Does it pay well?", "How well does it pay?"),
    ("Does the job involve travel?", "How much travel does the job involve?"),
    ("Does your company offer internships?", "What internships does your company offer?"),
    ("Is it a good place to work?", "How good a place to work is it?"),
    ("Is this a good time to enter the field?", "How good a time to enter the field is this?"),
    ("Is it too late to switch careers?", "How late is too late to switch careers?"),
    ("Are you happy with your choice?", "How happy are you with your choice?"),
    ("Are you hiring?", "How do you usually find new people?"),
    ("Is it worth getting a master's?", "What makes it worth getting a master's, or not?"),
    ("Is the pay good?", "How good is the pay?"),
    ("Did college prepare you for this?", "How well did college prepare you for this?"),
    ("Did your degree help?", "How much did your degree help?"),
    ("Did you find your job through a friend?", "How did you find your job?"),
    ("Do you know anyone who works at Pixar?", "Who do you know who works at Pixar?"),
    ("Do you know of any openings?", "Which openings do you know of?"),
    ("Do you use Python?", "What do you use Python for?"),
    ("Do you work long hours?", "How often do you work long hours?"),
    ("Do you travel a lot?", "How much do you travel?"),
    ("Do you get along with your boss?", "How do you get along with your boss?"),
    ("Do you see yourself here in five years?", "Where do you see yourself in five years?"),
    ("Any advice?", "What advice would you give me?"),
    ("Any advice for someone starting out?", "What advice would you give someone starting out?"),
    ("The work is hard, isn't it?", "How hard is the work?"),
    ("It's competitive, right?", "How competitive is it?"),
    ("I was wondering if you like your job.", "What do you like about your job?"),
    ("When you started, did you feel prepared?", "When you started, how prepared did you feel?"),
    ("Don't you get bored?", "How often do you get bored?"),
    ("Was it what you expected?", "How did it compare with what you expected?"),
    ("Is marketing better than sales?", "How does marketing compare with sales?"),
    ("Is it better to freelance or be on staff?", "What speaks for each: to freelance, or to be on staff?"),
    ("Will the field grow?", "How likely is it that the field will grow?"),
    ("Will AI change your job?", "How will AI change your job?"),
    ("Must I know Excel?", "How important is Excel?"),
    ("Can you look at my resume?", "What would you change about my resume?"),
    ("Do you read any blogs about film?", "Which blogs do you read about film?"),
    ("Did you take any courses in marketing?", "Which courses did you take in marketing?"),
    ("Do you ever work weekends?", "How often do you work weekends?"),
    ("Are interns paid?", "How are interns paid?"),
    ("Is the job remote?", "How much of the job is remote?"),
    ("Is the company growing?", "How is the company growing?"),
    ("Were you nervous on your first day?", "How nervous were you on your first day?"),
    ("Do you regret leaving law?", "How do you look back on leaving law?"),
    ("Do you miss teaching?", "What do you miss about teaching?"),
    ("Are you a manager?", "What is it like to be a manager?"),
    ("Have you enjoyed teaching?", "What have you enjoyed about teaching?"),
    ("Do you have kids?", "How does family life fit in with what you do?"),
    ("Is networking important?", "How important is networking?"),
    ("Are there many women in your team?", "How many women are there in your team?"),
    ("Would it help to learn Spanish?", "How much would it help to learn Spanish?"),
    ("Is your boss nice?", "How nice is your boss?"),
    ("Are you able to work from home?", "How often are you able to work from home?"),
    ("Do you manage a team?", "How do you manage a team?"),
    ("Do you find it hard to switch off?", "How hard do you find it to switch off?"),
    ("Does your team have a good culture?", "What kind of culture does your team have?"),
    ("Do you make good money?", "What does the pay look like in this line of work?"),
    ("Is it true that most jobs are never advertised?", "How true is it that most jobs are never advertised?"),
    ("Am I qualified?", "How qualified am I?"),
    ("Could someone like me do this?", "How could someone like me do this?"),
    ("Can you give me some feedback on my portfolio?", "What feedback would you give me on my portfolio?"),
    ("Was your boss supportive when you asked for help?", "How supportive was your boss when you asked for help?"),
    ("Did anyone help you get started?", "Who helped you get started?"),
    ("Do most people stay long?", "How long do most people stay?"),
    ("Have you always worked in film?", "How long have you worked in film?"),
    ("Ever thought about leaving?", "When have you thought about leaving?"),
    ("Does AI affect your work?", "How does AI affect your work?"),
    ("Do you want to stay in film?", "What would make you want to stay in film, or not?"),
    ("Is a PhD required?", "How important is a PhD?"),
    ("Do employers care about grades?", "How much do employers care about grades?"),
    ("Would a master's help?", "How much would a master's help?"),
    ("Did you expect the job to be this hard?", "How did the job compare with what you expected?"),
    ("Do you feel like the industry is changing?", "In what ways do you feel the industry is changing?"),
    ("Is there a lot of competition?", "How much competition is there?"),
    ("Do you work alone or in a team?", "When do you work alone, and when in a team?"),
    ("Is there a dress code?", "What kind of dress code is there?"),
    ("Do you get to be creative?", "How creative do you get to be?"),
    ("Would you hire someone without a degree?", "What would make you hire someone without a degree, or not?"),
    ("Do you have time for your family?", "How much time do you have for your family?"),
    ("Is there a typical career path?", "What does a typical career path look like?"),
    ("Are the hours long?", "How long are the hours?"),
    ("Have there been many layoffs?", "How many layoffs have there been?"),
    ("Do you consider yourself creative?", "How creative do you consider yourself?"),
    ("Are you glad you chose law?", "How glad are you that you chose law?"),
    ("Will I need a portfolio?", "How important is a portfolio?"),
    ("Is this what you wanted to be?", "How does this compare with what you wanted to be?"),
    ("Is AI a threat to your job?", "In what ways is AI a threat to your job?"),
    ("Do you think it's a good time to start?", "How good a time to start do you think it is?"),
    ("Has anyone mentored you?", "Who has mentored you?"),
    ("Were there things you didn't like?", "What things were there that you didn't like?"),
    ("Do you mostly work in the office?", "How often do you work in the office?"),
    ("Do you get paid overtime?", "How often do you get paid overtime?"),
    ("So you like it there?", "What do you like about it there?"),
    ("You studied in Leeds, right?", "How did it come about that you studied in Leeds?"),
    ("Is working nights common?", "How common is working nights?"),
    ("Are you your own boss?", "What is it like to be your own boss?"),
    (
        "Should I go to grad school or start working?",
        "What speaks for each: to go to grad school, or to start working?",
    ),
    ("Do most of your colleagues have a master's?", "How many of your colleagues have a master's?"),
    ("Is your work mostly solo?", "How much of your work is solo?"),
    ("Did you need to learn French?", "How important was it to learn French?"),
    ("Do you need to be fluent in French?", "How important is it to be fluent in French?"),
    ("Did you have a mentor?", "What part did a mentor play for you?"),
    ("Does it take an hour?", "How long does it take?"),
    ("Do you agree that degrees matter?", "How far do you agree that degrees matter?"),
    ("Do you agree with the new law?", "What is your view on the new law?"),
    ("Do you mind working weekends?", "How do you feel about working weekends?"),
    ("Did you want to be a pilot?", "What made you want to be a pilot, or not?"),
    ("Do you find your job stressful?", "How stressful do you find your job?"),
    ("Do you know if they hire in spring?", "How often do they hire in spring?"),
    ("Do you know a good course?", "Which good course do you know?"),
    ("Do you have a lot of meetings?", "How many meetings do you have?"),
    ("Do you have many clients in Asia?", "How many clients do you have in Asia?"),
    ("Does your company have clients abroad?", "What clients abroad does your company have?"),
    ("Do you remember your first day?", "What do you remember about your first day?"),
    ("Do you see the field shrinking?", "How do you see the field shrinking?"),
    (
        "Do you think there will be jobs in five years?",
        ("How likely do you think it is that there will be jobs in five years?"),
    ),
    ("Do you think networking is worth the effort?", "What do you think makes networking worth the effort, or not?"),
    ("Do you always work late?", "How often do you work late?"),
    ("Are you from Leeds?", "Where are you from, and what brought you here?"),
    ("Are you responsible for hiring?", "What are you responsible for in hiring?"),
    ("Are you looking for interns?", "What are you looking for in interns?"),
    ("Are you enjoying the new role?", "What are you enjoying about the new role?"),
    ("Are you working on anything exciting?", "What are you working on that is exciting?"),
    ("Are promotions often based on seniority?", "How often are promotions based on seniority?"),
    ("Is your office in London?", "Where is your office, if not only in London?"),
    ("Is it possible to work part time?", "What does it take to work part time?"),
    ("Could it be hard to move here?", "How hard could it be to move here?"),
    ("Can you imagine leaving?", "How would you picture leaving?"),
    ("Can you give me an example?", "What example would you give me?"),
    ("Can you help me find a mentor?", "What would help me most to find a mentor?"),
    ("Can you suggest someone to talk to?", "Who would you recommend to talk to?"),
    ("Could you tell me whether you like it?", "What do you like about it?"),
    ("Would you say people are kind?", "How kind would you say people are?"),
    ("Would there be any risk?", "What risk would there be?"),
    ("Will there be jobs in ten years?", "What jobs will there be in ten years?"),
    ("Would it be hard for me to start now?", "How hard would it be for me to start now?"),
    ("Would you ever consider leaving?", "What would make you consider leaving?"),
    ("Should students be worried?", "How worried should students be?"),
    ("Should editors learn to code?", "In what ways should editors learn to code?"),
    ("Have you seen any changes?", "Which changes have you seen?"),
    ("Have you had to move a lot?", "When have you had to move a lot?"),
    ("Have you considered teaching?", "What thoughts have you had about teaching?"),
    ("Have you often worked nights?", "How often have you worked nights?"),
    ("Has your job changed?", "How has your job changed?"),
    ("Might the field shrink?", "How likely is it that the field might shrink?"),
    ("Must I move to London?", "How important is it to move to London?"),
    ("Anything else?", "What else comes to mind?"),
    ("Anyone else I should talk to?", "Who else should I talk to?"),
    ("Any regrets?", "What regrets come to mind?"),
    ("Any books on film?", "What books on film come to mind?"),
    ("I wonder whether the hours are long.", "How long are the hours?"),
    ("Is there someone who could help me?", "Who is there who could help me?"),
    ("Is there enough work for everyone?", "How much work is there for everyone?"),
    ("Are there ways to get in without a degree?", "What ways are there to get in without a degree?"),
    ("Do you feel like quitting sometimes?", "How often do you feel like quitting sometimes?"),
]

OPEN_ALREADY = [
    "Could you tell me about your day?",
    "May I use your name?",
    "Can I ask you a question?",
    "Do you like your job, and why?",
    "Do you like your job? Why?",
    "Would you be willing to meet for 20 minutes?",
    "How do you do?",
    "What do you like about your job?",
    "How hard is it?",
    "Tell me about your first job.",
    "Could you walk me through your week?",
    "Would you tell me how you started?",
    "May I ask what drew you to law?",
    "Could I send you my resume?",
    "Could you introduce me to her?",
    "Would it be all right if I mentioned you?",
    "Who else is there?",
    "",
    "?",
    "Is",
    "Mentors",
    "Do you enjoy it, and if so, what part?",
    "In your view, what matters most?",
]


@pytest.mark.parametrize(("asked", "better"), OPENED)
def test_a_yes_or_no_question_gets_an_open_wording_of_the_same_subject(asked: str, better: str) -> None:
    assert closed(asked) == better


@pytest.mark.parametrize("asked", OPEN_ALREADY)
def test_open_questions_and_permissions_are_left_alone(asked: str) -> None:
    assert closed(asked) is None


@pytest.mark.parametrize("better", [better for _, better in OPENED])
def test_the_open_wording_is_open_itself(better: str) -> None:
    assert closed(better) is None


def test_what_was_said_around_the_question_stays() -> None:
    asked = "I read about your film. Did you like making it?"
    assert closed(asked) == "I read about your film. What did you like about making it?"


@pytest.mark.parametrize(
    "asked", ["Is the work hard", "is the work hard?", "So, is the work hard?", "Isn’t the work hard?"]
)
def test_small_ways_of_typing_make_no_difference(asked: str) -> None:
    assert closed(asked) == "How hard is the work?"


COMMON = """
do does did is are am was were can could will would should have has may must you I it there the your any
anything else like think need know hard job work degree to be in a or and not find feel want right,
isn't ever be recommend resume
"""
WORDS = st.sampled_from(COMMON.split())


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_no_order_of_common_words_breaks_it(asked: str) -> None:
    better = closed(asked + "?")
    assert better is None or (better.endswith("?") and "  " not in better)


@given(st.text(max_size=450))
def test_no_text_breaks_it(asked: str) -> None:
    assert closed(asked) is None or isinstance(closed(asked), str)
