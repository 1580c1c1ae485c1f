"""Questions that stand alone and the queries they are, in the short form of small_shop.short (today: 2026-11-20)."""

ROWS = """
昨天GMV多少 => gmv | 11-19
昨天成交额是多少 => gmv | 11-19
上周三订单 => orders | 11-11
GMV多少 => gmv | 11-19?
退款率多少 => refund_rate | 11-19?
昨天访客和转化率 => visitors,conversion_rate | 11-19
昨天的浏览量、访客、成交额 => page_views,visitors,gmv | 11-19
今天有几单 => orders | 11-20
昨天卖了多少 => gmv | 11-19
昨天卖了多少件 => units | 11-19
昨天多少人买了 => buyers | 11-19
上周来了多少人 => visitors | 11-09..11-15
昨天广告花了多少 => ad_spend | 11-19
昨天投产比 => roi | 11-19
昨天转化律 => conversion_rate | 11-19
昨天生意怎么样 => gmv,orders,visitors,conversion_rate | 11-19
上周怎么样 => gmv,orders,visitors,conversion_rate | 11-09..11-15
最近7天访客趋势 => visitors | 11-13..11-19 | day
访客走势 => visitors | 11-13..11-19? | day
今年的GMV趋势 => gmv | 01-01..11-19 | month
每天的订单数 => orders | 11-13..11-19? | day
最近三个月每周GMV => gmv | 08-22..11-19 | week
今年每月销售额 => gmv | 01-01..11-19 | month
近30天按天看客单价 => aov | 10-21..11-19 | day
上周卖得最好的5个商品 => gmv | 11-09..11-15 | by product | desc gmv 5
上周卖得最差的三款 => gmv | 11-09..11-15 | by product | asc gmv 3
访客最多的商品 => visitors | 11-13..11-19? | by product | desc visitors 1
访客最多的商品有哪些 => visitors | 11-13..11-19? | by product | desc visitors
加购率最高的商品是哪个 => add_to_cart_rate | 11-13..11-19? | by product | desc add_to_cart_rate 1
上周各省成交额排行 => gmv | 11-09..11-15 | by province | desc gmv
哪个省卖得最好 => gmv | 11-13..11-19? | by province | desc gmv 1
上个月哪天卖得最好 => gmv | 10-01..10-31 | day | desc gmv 1
昨天几点卖得最好 => gmv | 11-19 | by hour | desc gmv 1
双11期间卖得最好的前10个商品 => gmv | 11-01..11-11 | by product | desc gmv 10
成交额前三的商品 => gmv | 11-13..11-19? | by product | desc gmv 3
库存最少的5个商品 => stock | 11-13..11-19? | by product | asc stock 5
按渠道看访客 => visitors | 11-13..11-19? | by channel
昨天各渠道访客 => visitors | 11-19 | by channel
上周分城市的订单数 => orders | 11-09..11-15 | by city
义乌的成交额 => gmv | 11-19? | city=义乌
昨天浙江的订单 => orders | 11-19 | province=浙江
昨天除了义乌的成交额 => gmv | 11-19 | city!=义乌
昨天义乌和杭州的成交额 => gmv | 11-19 | by city | city in 义乌/杭州
上周搜索渠道的访客 => visitors | 11-09..11-15 | channel=search
新客成交额 => gmv | 11-19? | buyer_type=new
老客复购率 => repurchase_rate | 10-21..11-19? | buyer_type=returning
昨天新客多少 => new_buyers | 11-19
夜光乌龟昨天卖了多少 => gmv | 11-19 | product=p1
乌龟昨天卖了多少件 => units | 11-19 | product=p1
马克杯上周的转化率 => conversion_rate | 11-09..11-15 | product=p6
圣诞树卖得怎么样 => gmv | 11-19? | product=p5
转化率低于1%的商品 => conversion_rate | 11-13..11-19? | by product | conversion_rate lt 0.01
上周访客超过100转化率低于1%的商品 => visitors,conversion_rate | 11-09..11-15 | by product | visitors gt 100 | conversion_rate lt 0.01
销量100件以上的商品有哪些 => units | 11-13..11-19? | by product | units ge 100
库存不到50件的商品 => stock | 11-13..11-19? | by product | stock lt 50
上月GMV过万的商品有多少个 => gmv | 10-01..10-31 | by product | gmv gt 10000 | +count
有多少个省GMV超过1万 => gmv | 11-13..11-19? | by province | gmv gt 10000 | +count
有多少商品没动销 => products_without_sales | 10-21..11-19?
哪些商品上周没动销 => products_without_sales | 11-09..11-15 | by product
上周各渠道访客占比 => visitors | 11-09..11-15 | by channel | +share
各类目销售额占比 => gmv | 11-13..11-19? | by category | +share
上周搜索渠道访客占比 => visitors | 11-09..11-15 | channel=search | +share
上周新客占比 => buyers | 11-09..11-15 | buyer_type=new | +share
上周新老客占比 => buyers | 11-09..11-15 | by buyer_type | +share
涨得最快的商品 => gmv | 11-13..11-19? | by product | vs previous 11-06..11-12 | desc growth 1 | +growth
上周访客跌得最多的商品 => visitors | 11-09..11-15 | by product | vs previous 11-02..11-08 | asc growth 1 | +growth
上周日均访客 => visitors | 11-09..11-15 | +avg_per_day
日均成交额 => gmv | 11-13..11-19? | +avg_per_day
昨天GMV环比 => gmv | 11-19 | vs previous 11-18
上周GMV环比 => gmv | 11-09..11-15 | vs previous 11-02..11-08
本月GMV环比 => gmv | 11-01..11-19 | vs previous 10-01..10-19
上个月访客环比 => visitors | 10-01..10-31 | vs previous 09-01..09-30
昨天GMV同比 => gmv | 11-19 | vs year 2025-11-19
本周比上周涨了多少 => gmv | 11-16..11-19 | vs previous 11-09..11-12 | +growth
本月GMV和上个月同期比 => gmv | 11-01..11-19 | vs custom 10-01..10-19
昨天客单价比前天高多少 => aov | 11-19 | vs previous 11-18 | +diff
双11前一天的访客 => visitors | 11-10
上周日的访客 => visitors | 11-15
十一月的第二个星期一的订单 => orders | 11-09
晚上8点到10点的订单，近7天 => orders | 11-13..11-19 | hour>=20 | hour<22
近30天周末成交额 => gmv | 10-21..11-19 | day_type=weekend
江苏和浙江哪个买家多，上个月 => buyers | 10-01..10-31 | by province | province in 江苏/浙江 | desc buyers 1
花钱最多的五个客户，今年 => gmv | 01-01..11-19 | by buyer | desc gmv 5
哪些客户上个月买了三单以上 => orders | 10-01..10-31 | by buyer | orders ge 3
上个月买过两次以上的客户有多少 => orders | 10-01..10-31 | by buyer | orders ge 2 | +count
今年买得最多的新客是谁 => gmv | 01-01..11-19 | by buyer | buyer_type=new | desc gmv 1
新客和老客各多少 => new_buyers,returning_buyers | 11-19?
新客老客上个月成交分别多少 => gmv | 10-01..10-31 | by buyer_type
退款原因分布 => refund_count | 11-13..11-19? | by refund_reason
退款金额占成交多少 本月 => refund_amount,gmv | 11-01..11-19 | +ratio
前五个商品占总成交多少，近30天 => gmv | 10-21..11-19 | by product | desc gmv 5 | +share | +sum
昨天成交第二的产品 => gmv | 11-19 | by product | desc gmv 2 | +rank
本月哪些省成交跌了 => gmv | 11-01..11-19 | by province | vs previous 10-01..10-19 | gmv_diff lt 0 | +diff
转化率比上周高了多少，本周 => conversion_rate | 11-16..11-19 | vs previous 11-09..11-12 | +diff
堆堆袜上周卖了几双 => units | 11-09..11-15
库存在50到100之间的商品 => stock | 11-13..11-19? | by product | stock ge 50 | stock le 100
best selling product last week => gmv | 11-09..11-15 | by product | desc gmv 1
orders on the 15th => orders | 11-15
orders in the first 10 days of october => orders | 10-01..10-10
gmv 30d => gmv | 10-21..11-19
上周GMV比去年同期 => gmv | 11-09..11-15 | vs year 2025-11-09..2025-11-15
10月GMV和8月比 => gmv | 10-01..10-31 | vs custom 08-01..08-31
目标完成多少了 => gmv | 11-01..11-19? | vs goal | +goal_pct
what was gmv yesterday => gmv | 11-19
how many visitors did we get last week => visitors | 11-09..11-15
how much did we sell yesterday => gmv | 11-19
vistors yesterday => visitors | 11-19
visitors trend past 30 days => visitors | 10-21..11-19 | day
weekly revenue past 3 months => gmv | 08-22..11-19 | week
conversion rate by channel last month => conversion_rate | 10-01..10-31 | by channel
top 5 products last week => gmv | 11-09..11-15 | by product | desc gmv 5
worst 3 products by visitors => visitors | 11-13..11-19? | by product | asc visitors 3
best selling products last week => gmv | 11-09..11-15 | by product | desc gmv
which province sold the most last month => gmv | 10-01..10-31 | by province | desc gmv 1
products with conversion rate below 1% => conversion_rate | 11-13..11-19? | by product | conversion_rate lt 0.01
products with more than 50 orders last week => orders | 11-09..11-15 | by product | orders gt 50
daily average orders this month => orders | 11-01..11-19 | +avg_per_day
sales in Yiwu yesterday => gmv | 11-19 | city=义乌
mug sales last week => gmv | 11-09..11-15 | product=p6
how many products had no sales last week => products_without_sales | 11-09..11-15
share of gmv by channel => gmv | 11-13..11-19? | by channel | +share
gmv this week vs last week => gmv | 11-16..11-19 | vs previous 11-09..11-12
fastest growing products => gmv | 11-13..11-19? | by product | vs previous 11-06..11-12 | desc growth | +growth
visitors last month vs same period last year => visitors | 10-01..10-31 | vs year 2025-10-01..2025-10-31
how's business => gmv,orders,visitors,conversion_rate | 11-19?
"""

WHY_ROWS = """
昨天GMV为什么跌了 => gmv | 11-19
上周访客怎么掉了这么多 => visitors | 11-09..11-15
为什么昨天义乌的成交额涨了 => gmv | 11-19 | city=义乌
昨天为什么卖得这么差 => gmv | 11-19
why did visitors drop last week => visitors | 11-09..11-15
"""

PROBLEMS = [
    ("2月30日GMV多少", "impossible_date"),
    ("11月31号的访客", "impossible_date"),
    ("gmv on Feb 30", "impossible_date"),
    ("明天能卖多少", "future"),
    ("下个月的GMV", "future"),
    ("visitors tomorrow", "future"),
    ("收纳盒卖了多少", "many_products"),
    ("storage box sales", "many_products"),
    ("优质买家有多少", "undefined_word"),
    ("昨天有几个大单", "undefined_word"),
    ("恐龙灯卖了多少", "no_product"),
    ("sales of dinosaur lamps last week", "no_product"),
]

NOT_DATA = [
    "主图有什么要求", "今天天气怎么样", "把预算加到500", "写首诗", "你好", "谢谢", "转人工", "怎么提升转化率", "目标定50万",
    "转化率是什么意思", "每天9点发日报", "what is conversion rate", "how do I improve conversion rate", "set the goal to 500k",
    "把夜光乌龟下架", "tell me a joke",
]  # fmt: skip
