"""Given names met in Britain, Ireland and North America: public knowledge, nobody in particular.

Names that are better known as places or things (Milton, Warwick, India) are left out: silence beats a wrong name.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abbie abdi abdul abdullah abdullahi abena abigael abigail abiola adaeze adam adebayo adel adele aden
    aditya adnan adrian adwoa aelwen afsana aftab agatha agnes agnieszka ahmad ahmed aidan aiden aileen aimee
    aine ainsley aisha aisling aja ajay akash akosua akua alan alana alasdair alastair albert alec aled
    aleksander aleksandra alethea alex alexa alexander alexandra alexandre alexis alf alfie alfred ali alice
    alina alisdair alison alissa alistair allan allegra allen alun alwena alwyn alyson alyssa ama amaka amanda
    amanpreet amar amara amardeep amarjit amber ambrose amelia amelie amina amir amit amrit amy amy-jo ananya
    anastasia anders andre andrea andreas andrei andrew andrzej andré andy aneirin aneurin angela angharad
    angie angus anika anil anisa anita anjali anjana ann anna annabel anne anne-marie anneke annemarie annette
    annie annmarie ansel anthea anthony antoine antonia antonio antony anwar anwen aoife april archie aretha
    arfon ariadne arianwen ariel arif arjun arlene armand arnold arran arthur arun arvind arwel arwyn asha
    ashley ashok ashraf ashwin asif asim aubrey audrey augusta augustus aurelia austin ava avril avtar ayesha
    ayo ayodele aysha azhar aziz babatunde balbir baldev balwinder barbara barney barrie barry bartholomew
    bartosz basil beata beatrice beatrix becky bedwyr belinda bella ben benedict benjamin benjy bernadette
    bernard bernice bert bertie berwyn beryl beth bethan bethany betsan betsi betty bev beverley beverly
    bhavesh bhavna bhupinder bilal bill billy bisi blair blessing blodwen bob bobby bogdan bola bonnie boris
    bozena brad bradley brandon branwen brenda brendan brent brett brian bridget brittany brodie bronwen bruce
    bruno bryan bryn bryngwyn bryony buddug bukola byron cadi cai caitlin caius callie callum calum calvin
    cameron camilla candice caoimhe cara carina carl carla carlo carlos carmen carol carole caroline carolyn
    caron carrie carwen carwyn caryl carys cass cassandra cath cathal catherine cathryn cathy catrin catriona
    cecil cecilia cecily cedric cefin ceinwen ceiri celeste celia ceri cerys chad chandra chantal charanjit
    charis charlene charles charlie charlotte charmaine chas cheryl chetan chidi chinedu chioma chipo chloe
    chloë chris chrissie christian christina christine christopher chukwu chukwuemeka ciara ciaran cicely
    cillian ciprian claire clara clare clarence clarissa claude claudette claudia cledwyn clem clementine cleo
    clifford clint clive cody coinneach colette colin colleen colm connor conor conrad constance cora cordelia
    corin corinne cormac cornelius cosmo costel courtney craig cressida crispian crispin cristian cristina
    curtis cuthbert cynthia cyril cyrus dafna dafydd dahlia dai daisy dale dalia daljit damian damien damon
    dan dana daniel daniela danielle danny danuta daphne darius dariusz darlene darren darryl daryl dave david
    davina davinder dawn dawud dayo dean deana deanna debbie deborah debra declan deepak deidre deirdre delia
    della delroy delyth demelza demetrius dena denholm denis denise dennis denyse denzil derek dermot derrick
    des desiree desmond dewi dhiren diana diane diarmuid dickie digby dilip dilwyn dilys dinah dinesh
    dineshkumar dmitri doina dolores domhnall dominic dominique don donal donald donna donnacha dora doreen
    dorian doris dorota dorothea dorothy dorrie dottie doug douglas drew duane dudley dugald duncan dwayne
    dyfan dyfrig dylan eachann eamon eamonn earl ebenezer ed eddie edgar edie edith edmond edmund edna ednyfed
    eduardo edward edwin edwina effie efua eifion eileen eilidh eilish eiluned eimear einir eira eiri eirian
    eirlys eirug eirwen eithne ekow elaina elaine eldon eleanor elena eleri elfair elfed elfyn elgan eli elias
    elijah elin elinor elis elisa elisabeth elise eliza elizabeth elkan ella elle ellen ellena ellie elliot
    ellis elly elroy elsie elspet elspeth elton eluned elvira elwen elwyn elzbieta emanuel emeka emer emilia
    emily emlyn emma emmanuel emmeline emmett emrys emyr enfys enid enoch enrico eoghan eoin eric erica erik
    erin ernest ernie ernyr errol eryl esme esmond esperanza esta estelle esther esyllt ethan ethel etienne
    ettie euan eugene eugenie eunice eurig eustace eva evan eve evelyn evie ewa ewan ewart ewen ezra fabian
    fadumo faith farah farai farhan farida farooq farzana fatima fay faye fearghas felicia felicity felix femi
    fenella fergal fergus feroz ffion ffran fidelma finbar fingal finlay finn fintan fiona fiona-jane
    fionnuala fleur fliss flora florence florian florin folake fran frances francesca francine francis
    francois frank frankie franz fraser fred freda freddie frederica frederick fredrick freya frieda funmi
    gabriel gabriella gabrielle gaby gail galina ganesh gareth gareth-wyn garry garth gary gaurav gavan gavin
    gaye gayle gaynor gbenga gemma gena genevieve geoff geoffrey geordie george georgia georgiana georgie
    georgina geraint gerald geraldine gerallt gerard gerda germaine gerry gerwyn gethin gheorghe gilbert giles
    gill gillian gina ginette ginny giovanni gita gladys glen glenda glenn glenys gloria glyn glynis godfrey
    godwin gordon goronwy grace gracie graeme graham grahame grainne grania grant grazyna greer greg gregory
    greta gruffydd grzegorz gudrun guillaume gulam gulnaz gurdeep gurdip gurmeet gurmit gurnam gurpreet gus
    gustav guto guy gwawr gwen gwenan gwenda gwendoline gwenllian gwennan gwern gwilym gwylan gwyn gwyndaf
    gwyneth gwynfor gwynne halina hamid hamish hamza hana hannah hans harbhajan hardeep hari harinder harish
    harjit harley harold haroon harpreet harriet harriett harry harvey hassan hattie hatty hayden haydn hayley
    hazel heather hector hedd hedley hefin hefina heidi heini heledd helen helena helga hema henrietta henry
    henryk herbert herman hermione hester hettie hetty heulwen hilaire hilary hilda hiram hitesh hodan holly
    honor honora hope horace hortense howard hubert hugh hughie hugo humphrey husain hussain hussein huw
    huwcyn hyacinth hywel iago iain ian ianto ibolya ibrahim ida idris idwal iestyn ieuan ifan ifeanyi ifeoma
    ifor ignatius igor illtyd ilona iltyd imogen imran ina inderjit indira indra ines inez inga inge ingrid
    inigo innes ioan iolo iona iqbal irena irene irfan irina iris irvin irwin isaac isabel isabella iseabail
    ishbel ishmael ishtiaq isidore isla islwyn ismail isobel isra ita iuliana ivan ivana ivo ivor ivy iwan
    iwona izzy jabez jacek jacinta jacinth jack jackie jacky jacob jacqueline jacques jacqui jacquie jade
    jadwiga jagdeep jagdish jagjit jago jaime jake jakub jamal jameela james jamie jamila jan jana jane janet
    janette janey janice janine janis janusz jared jarek jaroslaw jarvis jas jasbir jasmin jasmine jason
    jaspal jasper jaswinder jatinder javed javier jay jayesh jayne jean jean-paul jeanette jeannette jeannie
    jed jedd jeff jeffery jeffrey jem jemima jemma jen jenna jennie jennifer jenny jeremy jerome jerrold jerry
    jerzy jess jesse jessica jessie jethro jill jillian jilly jim jimmy jo joachim joan joanna joanne joao
    jocelyn jock jodi jodie joe joel johan johanna johannes john johnathan johnnie johnny jolanta jolene
    jolyon jon jonas jonathan jonathon jonny jonquil jools jordan jorge jose josef joseph josephina josephine
    josette josh joshua josiah josie jovan joy joyce jozef juan jude judi judith judy jules julia julian
    juliana julianne julie juliet juliette june jurgen justin justine justyna jyoti kaleem kalpana kalsoom
    kamal kamala kamaljit kamran kara karan kareem karen karin karina karl karol karolina kashif kasia kassim
    kat katarina katarzyna kate kath katharine katherine kathie kathleen kathrine kathryn kathy katie katja
    katrina katy kaushik kavita kay kaye kayleigh keeley kehinde keir keiran keiron keisha keith kelly kelsey
    kelvin kelvyn kemi ken kenan kendra kenna kenneth kenny kerri kerrie kerry keshav ketan kevin khadija
    khadra khalid khurshid kiera kieran kim kimberley kimberly kiran kirsteen kirsten kirstie kirstin kirsty
    kishan kishor kit klaus kofi kojo kris krishna kristen kristian kristin kristina krystal krystyna
    krzysztof kuldip kulwant kulwinder kumar kunle kurt kwabena kwaku kwame kwasi kwok kyle kyra lachlan
    lachlann laila lakshmi lal lalita lana lance lanre lara larissa larry lars latifa latoya laura lauren
    laurence laurie lavinia lawrence layla leah leanne lee leigh leila lemuel len lena lennie lenny leo leon
    leonard leonie leonora leopold les lesley leslie lester leszek letitia lettice levi lewis lewys lexi liam
    liane libby lilian lilly lilwen lily linda lindsay lindsey ling linnet linsey lionel lisa livia liviu liz
    lizzie lleucu llew llewellyn llewelyn llinor llinos lloyd llyr lois lona lorenzo loretta lorna lorne
    lorraine lottie lou louis louisa louise lowri luc lucas lucian luciana lucie lucien lucille lucinda
    lucretia lucy ludovic luigi luis luisa luka lukas luke luned luther lydia lyle lyn lynda lyndon lyndsay
    lyndsey lynette lynfa lynford lynn lynne lynnette lynwen lyra lysander mabel mabli mabon maciej macsen
    maddie madeleine madge madog mae maeve magda magdalena magdalene maggie magnus mahesh mahmood mahmoud
    mahmud maia mair maire mairead mairi maisie maisy majid malachi malachy malcolm malgorzata malik mallory
    mandeep mandy manfred manish manjit manju manoj manolo manon mansoor manuel manus mara marc marcel
    marcella marcia marcin marco marcos marcus mared marek margaret marge marged margery margie margo margot
    marguerite mari maria mariam marian mariana marianne marie marie-claude mariella marietta marika marilyn
    mario marion marius mariusz marjorie marjory mark marla marlene marlon marsha marshall martha martin
    martina martyn marvin mary mary-ann maryam maryann masood mateusz mathew mathonwy matilda matt matteo
    matthew matthias matti mattie maud maude maura maureen maurice maurizio mavis max maxine maya maynard
    mazhar medi meera meg megan mehmet mehmood mei meic meical meilyr meinir meirion mel melanie melinda
    melissa melody melville melvin melvyn menna meredydd mererid merfyn merryn mervin mervyn meryl meshach
    meurig mhairi mia micah michael michaela michal michel michelle mick miguel mihaela mihai mike mikhail
    mildred milena miles millicent millie milo mimi mina minal ming minnie miranda mircea mireille mirela
    miriam miroslav miroslawa mitch mitesh mizan mo moazzam moelwyn mohamad mohamed mohammad mohammed mohamud
    mohan mohinder mohit mohsin moina moinuddin moira mollie molly mona monica monique montague morag mordecai
    morfudd morgan mortimer morven morwen morwenna moses moyra mubarak muhammad muhammed muhsin muireann
    mujahid mukesh mukhtar mumtaz munir murdo muriel murray murtaza musa mushtaq mustafa mya myfanwy myfyr
    myles myra myrna myron myrtle nabeel nabila nadeem nadia nadim nadine nadira naeem naheed nahid najib nana
    nancy nanette naomi naresh narinder naseem naseer nasim nasir nasreen natalia natalie natalya natasha
    nathalie nathan nathaniel naveed navin nayan nazia nazir neal ned neelam neema neeraj neeta neha neil nell
    nellie nelly nerissa nerys nesrin nest nesta nestor netta nev neville ngozi nia niall niamh nichola
    nicholas nick nicki nickie nicky nico nicola nicolas nicole nicoleta nicolette niels nigel nihal nik
    nikesh nikhil nikita nikki niklas nikola nilesh nimisha nina nirmal nisha nita nitin nkechi nnamdi noah
    noel noelle nola noor nora norah norbert noreen norm norma norman nuala nur nye obadiah obinna octavia
    odette odhran oisin oksana ola olaf oleg olena olga olive oliver olivia oliwia ollie olu olubunmi olusegun
    oluwaseun oluwatobi olwen olwenna olwyn omar omari oona oonagh ophelia oriel orla orlando orson orville
    osama oscar osian osman oswald otis otto ovidiu owain owen owena oyinkan ozzie pablo paddy padraic padraig
    padruig paige palmira pam pamela pamela-jane pandora paola paolo paramjit parminder parveen parvez parvin
    pascal pat patience patricia patricio patrick patrizia patsy patti pattie paul paula paulette paulina
    pauline paulo pavel pawel pearl pedr pedro peggy peigi penelope penny percy peregrine perminder pernille
    perry peta pete peter petra petronella petula phelim phil philip philippa philippe phillip phillipa
    philomena phineas phoebe phyllida phyllis pierre piers pieter pietro piotr pip pippa pixie polly pooja
    poppy portia prabhjot pradeep prakash pramod pranav prashant pratibha preeti prem primrose priscilla
    pritam priti pritpal priya priyanka prosper prudence prue prys przemek przemyslaw puneet qasim queenie
    quentin quinn quintin rabia rachael rachael-anne rachel rachelle radha radoslaw radu rae rafael rafal rafe
    rafiq raghbir rahim rahul raj raja rajan rajat rajesh rajinder rajiv rajni raju rakesh ralf ralph ramesh
    ramon ramona randolph randy ranjit ranulph raphael raquel rashad rasheed rashid rashida raul ravi ravinder
    ray raymond rayner raza razia reanne rebecca reece rees reg reginald rehana reiss rekha remi rena renata
    rene renee rené renée reshma reuben reza rhagfyr rhea rheon rhiain rhian rhianna rhiannon rhianon rhianydd
    rhidian rhion rhoda rhodri rhodri-wyn rhona rhonwen rhun rhyannon rhydian rhydwyn rhys ria rian ricardo
    richard richie rick rickie ricky rikki rina rishi rita ritchie riyad riz rizwan roald rob robbie robert
    roberta roberto robin robina robyn rochelle rod roddy roderic roderick rodney rodolfo roelof roger rohan
    rohit roisin roland rolf rollo roma roman romana romilly romy ron rona ronald ronan ronnie roopa rory rosa
    rosaleen rosalie rosalind rosalyn rosamund rosana rosanna rosanne rosaria rose roseanne roselyn rosemarie
    rosemary rosetta roshan rosie roslyn ross rosslyn rosy rowan rowena roxanne roy roz rozina ruairidh
    ruaridh rubina ruby rudi rudolph rufus rukhsana rupa rupert rupinder russell ruta ruth ruxandra ryan
    ryszard sabah sabeena sabine sabrina sachin sadia sadie sadiq saeed safia sagar sahil saida saima saira
    sajid sajjad sakina salah saleem saleha salim salima sally salma salman salvatore sam samantha samina
    samir samira samson samuel sandeep sandhya sandi sandra sandy sanele sangeeta sanjay sanjeev sanjit sanjiv
    santosh saoirse saqib sara sarah sasha saskia satish satnam satvinder satwant saul savita sayed scarlett
    scott seamus sean sebastian seema segun seiriol selena selim selina selma selwyn seonag seonaid serena
    serge sergei sergio seth seumas shabana shabir shabnam shahbaz shaheen shahid shahida shahzad shaid
    shailesh shakeel shakir shameem shamim shamshad shanaz shane shanice shankar shannen shannon shanti sharan
    sharif sharmila sharon sharron shashi shaukat shaun shauna shawn shay shayne shazia sheela sheelagh sheena
    shefali shehzad sheila shelagh shelley shelly sheree shereen sherri sherry sheryl shilpa shiraz shireen
    shirley shiv shiva shobha shona shreya shyam sian sibyl sid sidney sienna siew sigrid silas sile silvia
    simon simona simone simran sina sinead siobhan siobhan-marie sioned siriol sirus sita siwan siân slawek
    slawomir sohail sola solomon sonal sonam sonia sonja sonny sonya sophia sophie sophy soraya sorcha sorin
    sorley spencer stacey stacy stan stanislaw stanislawa stanley stefan stefanie stefano steffan stelian
    stella steph stephan stephane stephanie stephen steve steven stevie stewart struan stu stuart subhash
    sudhir sue sufia suhail sukhdev sukhjit sukhvinder sukhwinder suki sulaiman suleiman suleman sulwen sulwyn
    suman sumita sundeep sunil sunita sunniva suraj suresh surinder surjit susan susanna susannah sushil
    sushma susie suzanna suzannah suzanne suzi suzie suzy sven svetlana swati sybil syed sylvia sylvie sylwia
    symon szymon tabitha tadeusz tadhg tahir tahira taiwo talfryn talia talitha talwyn tam tamar tamara tammy
    tamsin tamsyn tamzin tania tanja tanveer tanvir tanwen tanya tapiwa tara taran taranjit tariq tarlochan
    tarquin tarsem tasha tasneem tatiana tayo tayyab tazeem ted teddy tegan tegid tegwen teifi tejinder teleri
    temitope tendai tenzin teodor teodora terence teresa terrance terrence terri terry tess tessa tessie
    thaddeus thalia thandiwe thea thelma theo theodora theodore theresa theresia thomas thora thorsten tia
    tibor tiernan tiffany tilda tilly tim timo timothy timothée tina tirion titus tiwa tobi tobias tobin toby
    todd tolu tom tomasz tomek tommy tomos toni tonia tony tonya torcuil torquil torsten tova tracey tracie
    tracy travis treena trev trevor tricia trina trish tristan trixie trudy trystan tudfor tudor tudur tunde
    turlough tushar twm tyler tyrone uche uday uilleam ulrich ulrike uma umair umar umesh una upkar uriah
    urien ursula urszula urvashi usha usman uzma val valentina valentine valerie valmai vanda vanessa varsha
    vasant vashti vasile vasilica vaughan vaughn vera verity verna vernon veronica veronika vesta vic vicente
    vicki vicki-ann vicky victor victoria vidya vijay vikas viki vikki vikram vimal vinay vince vincent
    vincenzo vineet vinod viola violet viorel vipul virendra virginia vishal viv vivek vivian viviane vivien
    vivienne vladimir wade waheed wahid wale walid wally walt walter wanda waqar warren waseem wasim wayne wei
    wena wendy wes wesley wieslaw wil wilbur wilf wilfred wilhelm wilhelmina will william willie wilma
    winifred winnie winnifred winston witold wojciech wolfgang woodrow wyn wyn-jones wyndham wynford wynn
    xander xavier xiao ximena xiu yan yannick yannis yasin yasir yasmeen yasmin yasmina yasser yemi yetunde
    yewande ying ynyr yogesh yolanda yousaf yousef youssef yousuf yunus yuri yusra yusuf yvan yves yvette
    yvonne zac zach zachary zafar zaheer zahid zahida zahir zahra zaid zain zaina zainab zak zakia zakir
    zandra zaneta zara zareen zbigniew zbyszek zdzislaw zeb zehra zelda zena zenab zeta zia zina zita ziva zoe
    zofia zoltan zora zosia zoë zsofia zsuzsanna zubair zuleika zulfiqar zuzanna zygmunt
    """.split()
)
