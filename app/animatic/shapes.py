"""The table of shapes: for each thing its mount, its name, the words that mean it, and the solids it is made of.

A solid is a kind (box, can, ball), the middle of its foot (right, back, up), its size (width, depth, height; a can has
its width at the top for depth) and a paint. Metres. The head of an English name stands last, so a door key is a key.
"""

TABLE = r"""
top paper_boat paper boat|toy boat|model boat
    box 0 0 .0 .2 .09 .05 paper; can 0 0 .04 .1 .004 .09 paper
top bottle bottle|flask|flacon|perfume|瓶
    can 0 0 0 .09 .085 .2 green; can 0 0 .2 .07 .032 .05 green; can 0 0 .25 .034 .034 .06 green
top glass wine glass|drinking glass|beaker|tumbler|test tube|vial|\bjar\b
    can 0 0 0 .075 .085 .14 glass
top cup \bcup\b|\bmug\b|teacup|coffee|杯
    can 0 0 0 .07 .09 .09 white
top kettle kettle|teapot|壶
    can 0 0 0 .2 .14 .18 metal; ball 0 0 .17 .05 .05 .05 dark; box .13 0 .1 .1 .03 .03 metal
top pot \bpot\b|\bpan\b|saucepan|wok|锅
    can 0 0 0 .26 .26 .15 steel; box .22 0 .1 .2 .03 .02 dark
top plate plate|dish|saucer|tray|盘
    can 0 0 0 .18 .28 .02 white
top bowl bowl|碗
    can 0 0 0 .12 .26 .1 white
top blocks block tower|tower of (?:\w+ )?(?:blocks|cubes|cards|cups)|stack of (?:blocks|cubes|books)|积木
    box 0 0 0 .14 .14 .12 pale; box .012 0 .12 .12 .13 .12 wood; box -.01 0 .24 .12 .12 .12 pale;
    box .015 0 .36 .11 .11 .11 wood
top loaf loaf|bread|dough|bun\b|cake|pie\b|croissant
    ball -.05 0 .0 .2 .16 .13 bread; ball .05 0 .0 .2 .16 .13 bread
top fruit apple|orange|fruit|lemon|egg|tomato|果
    ball 0 0 0 .09 .09 .09 red
top coin \bcoins?\b|medal|\bring\b|token|\bpill
    can 0 0 0 .05 .05 .012 warm
top key \bkeys?\b
    can -.03 0 0 .045 .045 .012 warm; box .03 0 0 .08 .014 .012 warm
top letter letter|envelope|paper|chart|\bnote\b|\bmap\b|photo|postcard|card\b|ticket|document|page|信|纸
    box 0 0 0 .24 .16 .008 paper
top book \bbook|notebook|diary|ledger|书
    box 0 0 0 .24 .17 .04 brick
top phone phone|receiver|mobile|walkie|radio
    box 0 0 0 .2 .14 .07 dark; box 0 0 .08 .22 .05 .04 dark
top laptop laptop|keyboard|typewriter|console|computer
    box 0 0 0 .34 .24 .02 metal; box 0 .12 .02 .34 .02 .22 dark
top candle candle|烛
    can 0 0 0 .05 .05 .14 paper; ball 0 0 .14 .03 .03 .05 glow
top vase vase|flower|rose|bouquet|花
    can 0 0 0 .1 .07 .2 blue; ball 0 0 .2 .2 .2 .2 red
top watch pocket watch|wrist ?watch|\bwatch\b|locket|compass
    can 0 0 0 .07 .07 .014 warm; can 0 0 .014 .055 .055 .003 white; box 0 .045 0 .02 .024 .012 warm
top clock alarm clock|stopwatch|hourglass|metronome
    can 0 0 0 .1 .1 .12 warm
top punch punch|stapler|lighter|\bbell\b|stamp\b
    can 0 0 0 .1 .05 .09 warm
top knife knife|spoon|fork|tool|hammer|screwdriver|\bpen\b|pencil|brush
    box 0 0 0 .24 .025 .015 metal
top ball \bball\b|globe|orb|球
    ball 0 0 0 .22 .22 .22 red
floor bag \bbag\b|satchel|backpack|purse|suitcase|briefcase|case\b|包|箱
    box 0 0 0 .5 .22 .42 brick; box 0 0 .42 .18 .04 .06 dark
top cloth cloth|towel|napkin|blanket|scarf|flag|curtain|tarp
    box 0 0 0 .36 .26 .02 red
top gear gear|cog|\bpart\b|engine|motor|chip|battery|valve
    can 0 0 0 .22 .22 .08 steel; can 0 0 .08 .07 .07 .06 metal
top mascot figurine|doll|toy|trophy|statuette|cup trophy
    can 0 0 0 .1 .06 .16 warm; ball 0 0 .15 .09 .09 .09 warm
wall window window|skylight|porthole|pane\b|窗
    box 0 0 1 1.5 .06 1.2 pane; box 0 -.02 1.58 1.5 .1 .06 pale; box 0 -.02 1 .07 .1 1.2 pale;
    box 0 -.02 .94 1.64 .14 .07 pale; box 0 -.02 2.2 1.64 .12 .07 pale; box -.78 -.02 1 .07 .12 1.2 pale;
    box .78 -.02 1 .07 .12 1.2 pale
wall door \bdoors?\b|doorway|gate\b|entrance|hatch|门
    box 0 0 0 1 .08 2.1 wood; box -.53 0 0 .08 .12 2.16 pale; box .53 0 0 .08 .12 2.16 pale;
    box 0 0 2.1 1.14 .12 .08 pale; ball .38 -.08 .98 .07 .07 .07 warm
wall bread_rack (?:bread|loa(?:f|ves)|bakery)[^.]*(?:shel|rack)|shel(?:f|ves) of (?:bread|loaves)
    box 0 -.08 .95 1.5 .22 .03 wood; box 0 -.08 1.35 1.5 .22 .03 wood; box 0 -.08 1.75 1.5 .22 .03 wood;
    ball -.4 -.1 .98 .2 .2 .2 bread; ball .1 -.1 .98 .2 .2 .2 bread; ball .42 -.1 1.38 .2 .2 .2 bread;
    ball -.2 -.1 1.38 .2 .2 .2 bread; ball 0 -.1 1.78 .2 .2 .2 bread; ball -.5 -.1 1.78 .2 .2 .2 bread
wall shelf shel(?:f|ves)|bookcase|bookshel|rack\b|架
    box 0 -.08 .95 1.5 .22 .03 wood; box 0 -.08 1.35 1.5 .22 .03 wood; box 0 -.08 1.75 1.5 .22 .03 wood;
    box -.45 -.1 .98 .34 .16 .22 brick; box -.2 -.1 .98 .1 .16 .26 blue; box .3 -.1 .98 .4 .16 .2 green;
    box .2 -.1 1.38 .3 .16 .24 paper; box -.5 -.1 1.38 .2 .16 .2 brick; box .55 -.1 1.38 .12 .16 .27 dark;
    box -.1 -.1 1.78 .5 .16 .22 dark; box .5 -.1 1.78 .2 .16 .18 warm
wall picture picture|painting|poster|mirror|blackboard|whiteboard|\bsign\b|clock|画|镜
    box 0 0 1.25 .9 .05 .65 paper
wall screen screen|monitor|television|\btv\b|display
    box 0 0 1.05 1.1 .07 .65 dark
floor street_lamp street ?lamp|lamp ?post|street ?light
    can 0 0 0 .14 .09 3.6 dark; box .3 0 3.55 .7 .08 .06 dark; ball .6 0 3.38 .26 .26 .2 glow
floor floor_lamp floor lamp|standing lamp|spotlight|softbox
    can 0 0 0 .3 .3 .03 dark; can 0 0 .03 .04 .04 1.4 dark; can 0 0 1.4 .38 .2 .3 warm
top desk_lamp desk lamp|table lamp|lantern|reading lamp
    can 0 0 0 .16 .16 .02 dark; can 0 0 .02 .03 .03 .26 dark; can 0 0 .26 .24 .1 .16 warm
hang lamp lamp|bulb|chandelier|pendant|light\b|灯
    can 0 0 .34 .02 .02 .9 metal; can 0 0 0 .62 .2 .32 warm; can 0 0 -.02 .5 .5 .03 glow
floor table table|桌
    box -0.680 0.355 0 0.07 0.07 0.7 wood; box 0.680 0.355 0 0.07 0.07 0.7 wood;
    box -0.680 -0.355 0 0.07 0.07 0.7 wood; box 0.680 -0.355 0 0.07 0.07 0.7 wood; box 0 0 .7 1.5 .85 .06 pale
floor desk desk
    box -.6 0 0 .3 .6 .7 wood; box .6 0 0 .3 .6 .7 wood; box 0 0 .7 1.6 .7 .05 pale
floor counter counter|\bbar\b|worktop|workbench|work bench|stall|island|reception|till\b|ledge|sill|parapet
    box 0 0 0 1.5 .6 .97 wood; box 0 0 .97 1.66 .74 .07 pale
floor case glass case|display case|vitrine|showcase
    box 0 0 0 .7 .5 .8 wood; box 0 0 .8 .76 .56 .05 warm; box 0 0 .85 .66 .46 .34 glass; box 0 0 1.19 .7 .5 .03 warm
floor buoy buoy|float\b
    can 0 0 0 .9 .8 .5 red; can 0 0 .5 .5 .1 .9 red; ball 0 0 1.38 .16 .16 .16 glow
top kite kite|paper plane|balloon|sky lantern
    box 0 0 0 .5 .04 .5 red
floor trolley trolley|cart\b|gurney|wheelchair
    box 0 0 .3 1.6 .6 .06 metal; box 0 0 .8 1.6 .6 .08 white; box -.75 0 0 .05 .5 .8 steel; box .75 0 0 .05 .5 .8 steel
top block \bblocks?\b|\bcubes?\b|slab|brick\b
    box 0 0 0 .16 .16 .16 pale
top sprig sprig|leaf|leaves|twig|shaving|feather|straw
    box 0 0 0 .22 .05 .02 leaf
floor plinth plinth|pedestal|podium|turntable|\bstand\b|platform disc
    can 0 0 0 .62 .62 .85 white; can 0 0 .85 .7 .7 .05 white
floor chair chair|stool|seat\b|椅
    box -0.170 0.170 0 0.05 0.05 0.42 wood; box 0.170 0.170 0 0.05 0.05 0.42 wood;
    box -0.170 -0.170 0 0.05 0.05 0.42 wood; box 0.170 -0.170 0 0.05 0.05 0.42 wood; box 0 0 .42 .46 .46 .05 pale;
    box 0 .2 .47 .44 .05 .5 wood
floor bench bench|pew
    box -.6 0 0 .1 .4 .42 steel; box .6 0 0 .1 .4 .42 steel; box 0 0 .42 1.6 .44 .06 wood;
    box 0 .2 .48 1.6 .06 .4 wood
floor sofa sofa|couch|settee
    box 0 0 0 1.9 .85 .42 brick; box 0 .34 .42 1.9 .2 .42 brick; box -.87 0 .42 .18 .85 .2 brick;
    box .87 0 .42 .18 .85 .2 brick
floor bed \bbed\b|mattress|床
    box 0 0 0 1.4 2 .4 wood; box 0 -.1 .4 1.36 1.75 .16 white; box 0 .98 0 1.4 .08 .95 wood
floor oven stove|oven|cooker|hob\b|furnace|灶
    box 0 0 0 .9 .65 .88 steel; box 0 -.33 .25 .7 .02 .4 dark; box 0 0 .88 .92 .67 .03 dark
floor cabinet cabinet|cupboard|wardrobe|fridge|refrigerator|locker|\bsafe\b|machine|柜
    box 0 0 0 .9 .55 1.8 steel; box .3 -.29 .8 .03 .03 .3 dark
floor piano piano|organ\b
    box 0 0 0 1.5 .6 .75 dark; box 0 .2 .75 1.5 .25 .5 dark; box 0 -.2 .7 1.4 .3 .05 white
floor microphone micropho|\bmic\b|tripod
    can 0 0 0 .3 .3 .03 dark; can 0 0 .03 .03 .03 1.35 dark; ball 0 0 1.36 .08 .08 .12 steel
top bucket bucket|\bpail\b
    can 0 0 0 .22 .3 .3 steel
floor barrel barrel|drum\b|\bbin\b|\btank\b|cooler|桶
    can 0 0 0 .55 .55 .85 steel
floor crate crate|box|parcel|package|chest|trunk|carton|盒
    box 0 0 0 .6 .5 .45 wood; box 0 0 .45 .64 .54 .05 pale
floor ladder ladder|梯
    box -.22 0 0 .05 .06 2.6 wood; box .22 0 0 .05 .06 2.6 wood; box 0 0 .5 .4 .05 .04 wood;
    box 0 0 1 .4 .05 .04 wood; box 0 0 1.5 .4 .05 .04 wood; box 0 0 2 .4 .05 .04 wood
floor steps stairs?|steps|staircase
    box 0 -.6 0 2 .3 .18 stone; box 0 -.3 0 2 .3 .36 stone; box 0 0 0 2 .3 .54 stone; box 0 .3 0 2 .3 .72 stone;
    box 0 .6 0 2 .3 .9 stone
floor fire campfire|bonfire|\bfire\b|hearth|brazier|火
    box 0 0 0 .7 .14 .1 wood; box 0 0 0 .14 .7 .1 wood; can 0 0 .1 .4 .02 .6 warm
floor umbrella umbrella|parasol|伞
    can 0 0 0 .04 .04 2 dark; can 0 0 1.9 1.8 .1 .4 red
floor lighthouse lighthouse|beacon tower
    can 0 0 0 3.6 2.4 9 white; can 0 0 3 3.25 2.85 2 red; can 0 0 9 3 3 .25 dark; can 0 0 9.25 1.7 1.7 1.5 glow;
    can 0 0 10.75 2 .3 .9 red
floor tower tower|skyscraper|chimney|silo|mast\b|塔
    box 0 0 0 3.4 3.4 11 stone; box 0 0 11 3.8 3.8 .4 dark
floor house \bhouse|cottage|hut\b|shed|barn|building|facade|shop ?front|cabin|楼|屋
    box 0 0 0 5 4 3 brick; box 0 0 3 5.4 4.4 .35 dark; box -1.2 -2.01 1.1 .9 .04 1.1 pane;
    box 1.3 -2.01 0 .95 .04 2 wood
floor train \btrain\b|carriage|wagon|subway|metro|locomotive
    box 0 0 .5 14 2.8 2.6 green; box 0 -1.42 1.6 12.6 .04 .8 pane; box 0 0 .15 13 2 .4 dark
floor bus \bbus\b|\btram\b|truck|lorry|\bvan\b|ambulance
    box 0 0 .4 7 2.3 2.3 red; box 0 -1.16 1.5 6.4 .04 .8 pane; can -2.3 -.9 0 .9 .9 .9 dark;
    can 2.3 -.9 0 .9 .9 .9 dark
floor car \bcar\b|taxi|\bcab\b|vehicle|jeep|车
    box 0 0 .25 4.2 1.7 .6 blue; box -.2 0 .85 2.2 1.5 .5 glass; can -1.3 -.8 0 .6 .6 .6 dark;
    can 1.3 -.8 0 .6 .6 .6 dark
floor bicycle bicycle|\bbike|motorcycle|scooter|moped
    can -.5 0 0 .62 .62 .62 dark; can .5 0 0 .62 .62 .62 dark; box 0 0 .5 1 .05 .06 red;
    box .45 0 .5 .05 .05 .5 red; box -.3 0 .55 .05 .05 .3 red
floor boat \bboat|ship\b|ferry|dinghy|canoe|kayak|船
    box 0 0 0 3.4 1.2 .5 wood; box 0 0 .5 3.7 1.4 .1 pale; box -.6 0 .6 .9 .9 .8 white
floor bollard bollard|post\b|pole\b|pillar|column|hydrant|柱
    can 0 0 0 .3 .26 .9 warm
floor tree \btree|\boaks?\b|\bpines?\b|\bpalms?\b|poplar|bush|hedge|树
    can 0 0 0 .32 .22 1.9 wood; ball 0 0 1.6 2.2 2.2 2.2 leaf; ball .5 .1 2.5 1.5 1.5 1.5 leaf
floor rock rock|boulder|stone|cliff|gravestone|岩|石
    ball -.3 0 -.25 1.2 1 .9 stone; ball .4 .1 -.3 1 .9 .8 stone
floor fence fence|railing|\brail\b|barrier|balustrade|栏
    box 0 0 .95 3 .06 .07 steel; box 0 0 .5 3 .05 .05 steel; box -1.4 0 0 .07 .07 1 steel;
    box 0 0 0 .07 .07 1 steel; box 1.4 0 0 .07 .07 1 steel
floor wall wall\b|hoarding|墙
    box 0 0 0 3.4 .25 2.4 brick
floor goal \bgoal|hoop|basket\b|net\b
    box -1.2 0 0 .09 .09 2 white; box 1.2 0 0 .09 .09 2 white; box 0 0 2 2.5 .09 .09 white
floor fountain fountain|\bwell\b|trough|pool
    can 0 0 0 2 2 .5 stone; can 0 0 .5 1.8 1.8 .02 blue; can 0 0 .5 .3 .2 .9 stone
"""
