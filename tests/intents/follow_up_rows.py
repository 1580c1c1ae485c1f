"""Turns in conversation: what is said after which turn, and what it means.

`said => rewriting => query`, in the short form of small_shop.short (today: Friday 2026-11-20).
"""

VISITORS = """
那上周呢 => in_domain => visitors | 11-09..11-15
上周呢 => in_domain => visitors | 11-09..11-15
前天的呢 => in_domain => visitors | 11-18
最近30天 => in_domain => visitors | 10-21..11-19
换成上个月 => in_domain => visitors | 10-01..10-31
去年同期呢 => in_domain => visitors | 2025-11-19
上个月同期呢 => in_domain => visitors | 10-19
那访客呢 => in_domain => visitors | 11-19
那转化率呢 => in_domain => conversion_rate | 11-19
订单呢 => in_domain => orders | 11-19
客单价 => in_domain => aov | 11-19
转化率怎么样 => in_domain => conversion_rate | 11-19
成交额多少 => in_domain => gmv | 11-19
加上买家数 => in_domain => visitors,buyers | 11-19
环比呢 => in_domain => visitors | 11-19 | vs previous 11-18
同比呢 => in_domain => visitors | 11-19 | vs year 2025-11-19
和上周比呢 => in_domain => visitors | 11-19 | vs custom 11-09..11-15
比前天呢 => in_domain => visitors | 11-19 | vs previous 11-18
涨了多少 => in_domain => visitors | 11-19 | vs previous 11-18 | +growth
按渠道拆开 => in_domain => visitors | 11-19 | by channel
各省呢 => in_domain => visitors | 11-19 | by province
分城市看看 => in_domain => visitors | 11-19 | by city
占比呢 => in_domain => visitors | 11-19 | +share
义乌呢 => in_domain => visitors | 11-19 | city=义乌
浙江的呢 => in_domain => visitors | 11-19 | province=浙江
马克杯呢 => in_domain => visitors | 11-19 | product=p6
搜索渠道的呢 => in_domain => visitors | 11-19 | channel=search
趋势呢 => in_domain => visitors | 11-13..11-19? | day
按天看 => in_domain => visitors | 11-13..11-19? | day
只看义乌的 => follow_up => visitors | 11-19 | city=义乌
只要浙江的 => follow_up => visitors | 11-19 | province=浙江
去掉义乌 => follow_up => visitors | 11-19 | city!=义乌
换成柱状图 => follow_up => visitors | 11-19
画个图 => follow_up => visitors | 11-19
再看一下 => follow_up => visitors | 11-19
导出 => follow_up => visitors | 11-19
短一点 => follow_up => visitors | 11-19
不是访客，是买家 => follow_up => buyers | 11-19
我要的是订单数 => follow_up => orders | 11-19
不对，是上周 => follow_up => visitors | 11-09..11-15
我说的是义乌的 => follow_up => visitors | 11-19 | city=义乌
为什么跌了 => cross_domain => visitors | 11-19
为什么 => cross_domain => visitors | 11-19
怎么跌了这么多 => cross_domain => visitors | 11-19
那前天为什么跌了 => cross_domain => visitors | 11-18
这个怎么提升 => cross_domain => -
怎么办 => cross_domain => -
那昨天的退款率是多少 => jump => refund_rate | 11-19
对了，上周卖得最好的商品有哪些 => jump => gmv | 11-09..11-15 | by product | desc gmv
那转化率低于1%的商品有哪些 => jump => conversion_rate | 11-13..11-19? | by product | conversion_rate lt 0.01
上周成交额多少 => none => gmv | 11-09..11-15
上周卖得最好的5个商品 => none => gmv | 11-09..11-15 | by product | desc gmv 5
有多少商品没动销 => none => products_without_sales | 10-21..11-19?
谢谢 => none => -
主图有什么要求 => none => -
把预算加到500 => none => -
昨天老板骂我了 => none => -
and last week? => in_domain => visitors | 11-09..11-15
what about buyers => in_domain => buyers | 11-19
by channel => in_domain => visitors | 11-19 | by channel
compared to last week => in_domain => visitors | 11-19 | vs custom 11-09..11-15
same period last year => in_domain => visitors | 2025-11-19
yoy? => in_domain => visitors | 11-19 | vs year 2025-11-19
show me the trend => in_domain => visitors | 11-13..11-19? | day
only Yiwu => follow_up => visitors | 11-19 | city=义乌
as a chart => follow_up => visitors | 11-19
make it a bar chart => follow_up => visitors | 11-19
not visitors, buyers => follow_up => buyers | 11-19
I meant orders => follow_up => orders | 11-19
why did it drop => cross_domain => visitors | 11-19
how do I improve it => cross_domain => -
what about conversion rate last month => jump => conversion_rate | 10-01..10-31
what's the weather today => none => -
thanks => none => -
"""

TOP_FIVE = """
只看前三 => follow_up => gmv | 11-09..11-15 | by product | desc gmv 3
前十呢 => follow_up => gmv | 11-09..11-15 | by product | desc gmv 10
他们合计多少 => follow_up => gmv | 11-09..11-15 | by product | desc gmv 5 | +sum
加起来多少 => follow_up => gmv | 11-09..11-15 | by product | desc gmv 5 | +sum
第二个呢 => follow_up => gmv | 11-09..11-15 | product=p6
第二个的转化率呢 => follow_up => conversion_rate | 11-09..11-15 | product=p6
最后一个呢 => follow_up => gmv | 11-09..11-15 | product=p4
最差的呢 => in_domain => gmv | 11-09..11-15 | by product | asc gmv 5
反过来 => in_domain => gmv | 11-09..11-15 | by product | asc gmv 5
那上上周呢 => in_domain => gmv | 11-02..11-08 | by product | desc gmv 5
按访客排 => in_domain => visitors | 11-09..11-15 | by product | desc visitors 5
这些商品的访客呢 => in_domain => visitors | 11-09..11-15 | by product | product in p1/p6/p4
马克杯呢 => in_domain => gmv | 11-09..11-15 | product=p6
换成柱状图 => follow_up => gmv | 11-09..11-15 | by product | desc gmv 5
只看义乌的 => follow_up => gmv | 11-09..11-15 | by product | city=义乌 | desc gmv 5
给第一个改个标题 => cross_domain => -
the second one => follow_up => gmv | 11-09..11-15 | product=p6
as a bar chart => follow_up => gmv | 11-09..11-15 | by product | desc gmv 5
only the top 3 => follow_up => gmv | 11-09..11-15 | by product | desc gmv 3
how much in total => follow_up => gmv | 11-09..11-15 | by product | desc gmv 5 | +sum
"""

YIWU_GMV = """
那杭州呢 => in_domain => gmv | 11-09..11-15 | city=杭州
浙江呢 => in_domain => gmv | 11-09..11-15 | province=浙江
全店的呢 => in_domain => gmv | 11-09..11-15
老客呢 => in_domain => gmv | 11-09..11-15 | city=义乌 | buyer_type=returning
那昨天的访客呢 => in_domain => visitors | 11-19 | city=义乌
环比呢 => in_domain => gmv | 11-09..11-15 | city=义乌 | vs previous 11-02..11-08
日均呢 => follow_up => gmv | 11-09..11-15 | city=义乌 | +avg_per_day
每天的呢 => in_domain => gmv | 11-09..11-15 | city=义乌 | day
"""

WHY = """
那访客呢 => in_domain => visitors | 11-19
那上周呢 => in_domain => gmv | 11-09..11-15
"""
