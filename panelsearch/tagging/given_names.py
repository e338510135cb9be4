"""Given names common in Britain, Ireland and North America: public knowledge, nobody in particular."""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abbie abigail adam adele adrian ahmed aidan aileen aimee alan alana alasdair alastair albert
    alec alex alexander alexandra alexis alf alfred ali alice alison alistair allan allen alun alwyn
    alyson amanda amber amelia amina amy andrea andrew andy aneurin angela angharad angie angus anita
    ann anna annabel anne annette annie anthony antonia antony april archie arlene arnold arthur arwel
    asha ashley audrey austin ava avril barbara barney barrie barry beatrice becky belinda ben benjamin
    bernadette bernard bert beryl beth bethan betty bev beverley beverly bill billy blair bob bobby brad
    bradley branwen brenda brendan brent brett brian bridget bronwen bruce bryan bryn caitlin callum
    calvin cameron camilla carl carla carmen carol carole caroline carolyn carwyn catherine cathy catrin
    cecil celia ceri chantal charlene charles charlie charlotte cheryl chloe chris chrissie christian
    christina christine christopher claire clara clare clarence clifford clive colette colin colleen
    connor conor courtney craig curtis cynthia cyril daisy dale damian damien dan daniel danielle danny
    daphne darren darryl dave david dawn dean debbie deborah debra deirdre delyth denise dennis denis
    derek dermot des desmond diana diane dilys dominic don donald donna dora doreen doris dorothy doug
    douglas duncan dylan eamonn ed eddie edgar edith edmund edward edwin eileen eilidh elaine eleanor
    eleri elena eli elin elisabeth elizabeth ella ellen ellie elliot elsie elspeth elwyn emily emlyn
    emma emrys eric erica erin ernest esme esther ethan ethel eunice eva evan eve evelyn ewan faith
    fatima faye fergus ffion fiona florence frances francesca francis frank fraser fred freda freddie
    frederick gail gareth garry gary gavin gaynor gemma geoff geoffrey george georgia georgina gerald
    geraint geraldine gerard gerry gilbert gill gillian gina gladys glen glenda glenn gloria glyn glynis
    gordon grace graeme graham grahame grant greg gregory greta gwen gwenda gwyn gwyneth gwynfor hannah
    harold harriet harry harvey hassan hayley hazel heather hector hefin heidi helen helena henry
    herbert hilary hilda holly howard huw hugh hugo hywel ian ibrahim idris ieuan ifor imogen imran
    ingrid ioan iona irene iris isaac isabel isabella isla islwyn ivan ivor iwan jack jackie jacob
    jacqueline jacqui jade jake james jamie jan jane janet janette janice jasmine jason jay jean
    jeanette jeff jeffrey jemma jen jennifer jenny jeremy jerry jess jessica jessie jill jillian jim
    jimmy jo joan joanna joanne jodie joe joel john johnny jon jonathan jordan joseph josephine josh
    joshua joy joyce juan judith judy julia julian julie june justin justine karen karl kate kath
    katherine kathleen kathryn kathy katie katrina katy kay keith kelly kelvin ken kenneth kerry kevin
    khalid kieran kim kimberley kimberly kirsten kirsty kit kris kristin kristen krystal kyle lance lara
    laura lauren laurence lawrence leah leanne lee leigh len lena leo leon leonard lesley leslie lewis
    liam lilian lily linda lindsay lindsey lionel lisa liz llinos lloyd lois lorna lorraine louis louisa
    louise lowri lucas lucy luke lydia lyn lynda lynette lynn lynne mabel madeleine maggie maisie
    malcolm mandy manjit marc marcia marcus margaret margery maria marian marie marilyn marina marion
    marjorie mark marlene martha martin martyn mary mathew matilda matt matthew maura maureen maurice
    mavis max maxine megan mel melanie melissa melvyn menna meryl mervyn mia michael michaela michelle
    mick mike mildred miles millie miranda miriam mohamed mohammad mohammed moira molly mona monica
    morag morgan morwenna moses muhammad muriel murray myfanwy myra nadia nadine nancy naomi natalie
    natasha nathan neil nerys nesta niall nichola nicholas nick nicky nicola nicole nigel nina noel nora
    noreen norma norman olga olive oliver olivia olwen omar oscar owain owen paige pam pamela pat
    patricia patrick patsy paul paula pauline pearl peggy penelope penny percy perry pete peter petra
    phil philip philippa phillip phoebe phyllis pippa polly priya prue rachael rachel rajesh ralph ray
    raymond rebecca reg reginald rhian rhiannon rhodri rhona rhys richard rick ricky rita rob robbie
    robert roberta robin robyn rod roderick rodney roger roland ron ronald ronnie rory rosalind rosanne
    rose rosemary rosie ross rowan rowena roy rupert russell ruth ryan sabrina sally sam samantha samuel
    sandra sandy sanjay sara sarah sasha scott sean sebastian selina selwyn shane shannon sharon shaun
    shawn sheena sheila shelagh shelley shelly sheryl shirley siobhan sian simon sonia sophia sophie
    spencer stacey stan stanley stella stephanie stephen steve steven stewart stuart sue sunita susan
    susanna susannah susie suzanne sybil sylvia tamara tamsin tanya tara ted teresa terence terri terry
    tess tessa thelma theo theodore theresa thomas tim timothy tina tobias toby todd tom tommy toni tony
    tracey tracy travis trevor tricia tristan trudy tudor tyler una ursula usha val valerie vanessa
    vaughan vera verity vernon veronica vic vicki vicky victor victoria vikram vince vincent viola
    violet virginia vivian vivien vivienne walter wayne wendy wesley wilfred will william willie
    winifred winston wyn yasmin yvette yvonne zac zach zara zoe zoë aelwen aled alwena arfon dafydd dai
    dewi eifion eirian eirlys elfed eluned emyr gethin gruffydd gwenllian gwilym haydn heulwen iestyn
    ifan llewelyn llyr mair mared mari meirion meurig nia rhydian sioned siân tegwen tomos wil wyndham
    zelda andre antoine denyse guy jacques jean-paul luc lucie marcel marie-claude michel monique pascal
    philippe pierre rené renee serge sylvie yves brandon brittany chad cody darlene dwayne earl jolene
    kurt lorne marla norm randy ruby sherri sherry stacy tammy wanda wilma rosalie aisha anwar arjun
    asif deepak farah gurpreet harjit iqbal jaswinder kamal mahmood manoj nasreen rashid ravi sanjeev
    shabana sunil tariq yusuf zahid andrzej agnieszka katarzyna piotr tomasz magdalena ivana lars sven
    anders hans klaus franz giovanni mario luigi carlos miguel jose
    """.split()
)
