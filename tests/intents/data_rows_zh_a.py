"""Chinese questions that stand alone and the queries they are, of the demo shop (today: 2026-11-20)."""

ROWS = """
昨儿个进账多少 => gmv | 11-19
前天一共成交了多少钱 => gmv | 11-18
大前天卖了几单 => orders | 11-17
11月7号有多少人进店 => visitors | 11-07
昨日浏览量报一下 => page_views | 11-19
昨天曝光了多少次 => impressions | 11-19
昨天加购的有多少 => add_to_cart | 11-19
十一月三号收藏数 => favourites | 11-03
昨天有几个人来问价 => inquiries | 11-19
昨天客服首次回复平均几分钟 => response_time | 11-19
昨天的询盘回复率 => response_rate | 11-19
前天退了多少钱 => refund_amount | 11-18
上周五退款有几笔 => refund_count | 11-13
昨天新来的买家有几个 => new_buyers | 11-19
昨天回头客几个 => returning_buyers | 11-19
昨天投广告花了多少 => ad_spend | 11-19
昨天广告展示了多少次 => ad_impressions | 11-19
昨天广告被点了几次 => ad_clicks | 11-19
昨天广告成交了多少钱 => ad_gmv | 11-19
昨天广告带了几单 => ad_orders | 11-19
双11当天投产比多少 => roi | 11-11
昨天点一次广告要多少钱 => cpc | 11-19
双十一广告费占成交额多少 => ad_cost_share | 11-11
昨天买家平均花了多少 => gmv_per_buyer | 11-19
昨天平均每单多少钱 => aov | 11-19
昨天平均一个访客带来多少钱 => gmv_per_visitor | 11-19
昨天曝光点击率 => click_rate | 11-19
昨天询盘率 => inquiry_rate | 11-19
昨天毛利有多少 => gross_profit | 11-19
昨天毛利率 => gross_margin | 11-19
昨天收到多少条评价 => review_count | 11-19
昨天评价平均几分 => review_score | 11-19
昨天取消了几单 => cancelled_orders | 11-19
昨天没付款的单子有几个 => unpaid_orders | 11-19
昨天店里改了几次价 => shop_actions | 11-19 | action_type=price
昨天报了几个活动 => campaigns_enrolled | 11-19
现在库存还有多少件 => stock | ?
现在在卖的商品有几个 => active_products | ?
昨天销量多少件 => units | 11-19
gmv昨天 => gmv | 11-19
昨天 uv pv => visitors,page_views | 11-19
昨天转换率 => conversion_rate | 11-19
昨天订单量和客单 => orders,aov | 11-19
10.24那天流水 => gmv | 10-24
2026年11月5日成交额 => gmv | 11-05
昨天店铺营业额是好多 => gmv | 11-19
咱昨儿开张了几单呀 => orders | 11-19
今天到现在卖了多少 => gmv | 11-20
今日访客 => visitors | 11-20
上上周成交额 => gmv | 11-02..11-08
上礼拜访客合计 => visitors | 11-09..11-15
近一个月退款金额 => refund_amount | 10-21..11-19
近三个月订单总数 => orders | 08-22..11-19
近半年营业额 => gmv | 05-24..11-19
近两周加购数 => add_to_cart | 11-02..11-15
这两周的加购数 => add_to_cart | 11-06..11-19
这半个月广告花了多少 => ad_spend | 11-05..11-19
10月上旬成交额 => gmv | 10-01..10-10
上个月下旬访客 => visitors | 10-21..10-31
十月中旬的退款率 => refund_rate | 10-11..10-20
国庆期间卖了多少 => gmv | 10-01..10-07
中秋那天卖了几单 => orders | 09-25
双11期间访客数 => visitors | 11-01..11-11
618那天成交额 => gmv | 06-18
三季度营业额 => gmv | 07-01..09-30
今年以来的订单 => orders | 01-01..11-19
上半年成交额 => gmv | 01-01..06-30
11月1号到10号的询盘 => inquiries | 11-01..11-10
10月28到11月3号广告费 => ad_spend | 10-28..11-03
月初到昨天的毛利 => gross_profit | 11-01..11-19
最近7天算上今天的访客 => visitors | 11-14..11-20
上周末两天的成交额 => gmv | 11-14..11-15
上周一到周三访客 => visitors | 11-09..11-11
8月份整月复购率 => repurchase_rate | 08-01..08-31
义乌上周下了几单 => orders | 11-09..11-15 | city=义乌
广东客户上个月买了多少钱 => gmv | 10-01..10-31 | province=广东
除了浙江，其他省上月成交额 => gmv | 10-01..10-31 | province!=浙江
搜索来的访客上周多少 => visitors | 11-09..11-15 | channel=search
站外渠道近30天成交 => gmv | 10-21..11-19 | channel=external
付费流量上周转化率 => conversion_rate | 11-09..11-15 | channel=paid_ads
推荐位上周带来几个访客 => visitors | 11-09..11-15 | channel=recommendation
泡泡机近30天卖了几台 => units | 10-21..11-19 | product=p0009
吨吨杯上周访客 => visitors | 11-09..11-15 | product=p0018
手机支架上个月退款几笔 => refund_count | 10-01..10-31 | product=p0043
晴雨伞库存还有多少 => stock | ? | product=p0028
夜光乌龟盲盒上周转化 => conversion_rate | 11-09..11-15 | product=p0001
文具类目上月成交额 => gmv | 10-01..10-31 | category=stationery
袜子上周卖了多少双 => units | 11-09..11-15 | category=socks
新客上周贡献了多少成交 => gmv | 11-09..11-15 | buyer_type=new
老客上月客单价 => aov | 10-01..10-31 | buyer_type=returning
L4买家今年花了多少钱 => gmv | 01-01..11-19 | buyer_level=L4
上月周末一共卖了多少 => gmv | 10-01..10-31 | day_type=weekend
上月工作日访客 => visitors | 10-01..10-31 | day_type=workday
近30天晚上8点以后的订单 => orders | 10-21..11-19 | hour>=20
昨天上午9点到12点成交额 => gmv | 11-19 | hour>=9 | hour<12
昨天中午12点以前卖了几单 => orders | 11-19 | hour<12
因为发错货退的款上个月多少钱 => refund_amount | 10-01..10-31 | refund_reason=发错货
上周成交额环比 => gmv | 11-09..11-15 | vs previous 11-02..11-08
上个月成交额同比去年 => gmv | 10-01..10-31 | vs year 2025-10-01..2025-10-31
昨天访客比上周同一天多多少 => visitors | 11-19 | vs custom 11-12 | +diff
今年双11和去年双11成交额对比 => gmv | 11-11 | vs year 2025-11-11
本月跟上月同期比订单多了几单 => orders | 11-01..11-19 | vs custom 10-01..10-19 | +diff
10月成交额比9月增长了百分之几 => gmv | 10-01..10-31 | vs previous 09-01..09-30 | +growth
昨天比前天少卖了多少钱 => gmv | 11-19 | vs previous 11-18 | +diff
本周访客较上周 => visitors | 11-16..11-19 | vs previous 11-09..11-12
上周和上上周的转化率 => conversion_rate | 11-09..11-15 | vs previous 11-02..11-08
国庆成交额跟去年国庆比 => gmv | 10-01..10-07 | vs year 2025-10-01..2025-10-07
本月目标完成了几成 => gmv | 11-01..11-19 | vs goal | +goal_pct
这个月成交额、订单数、访客数都是多少 => gmv,orders,visitors | 11-01..11-19
上周退款笔数和退款金额各是多少 => refund_count,refund_amount | 11-09..11-15
上周平均每天多少访客 => visitors | 11-09..11-15 | +avg_per_day
10月日均成交 => gmv | 10-01..10-31 | +avg_per_day
近30天平均一天卖几单 => orders | 10-21..11-19 | +avg_per_day
上月调了多少次价格 => shop_actions | 10-01..10-31 | action_type=price
近30天换过几次主图 => shop_actions | 10-21..11-19 | action_type=image
上个月上新几款 => new_products | 10-01..10-31
近90天参加了几个平台活动 => campaigns_enrolled | 08-22..11-19
上海和北京的买家数，上周 => buyers | 11-09..11-15 | by province | province in 上海/北京
上周搜索和推荐的访客分别多少 => visitors | 11-09..11-15 | by channel | channel in search/recommendation
马克杯和吸管杯上月哪个卖得多 => gmv | 10-01..10-31 | by product | product in p0021/p0019 | desc gmv 1
双11前一周的成交额 => gmv | 11-04..11-10
三天前的订单数 => orders | 11-17
上个月最后三天流水 => gmv | 10-29..10-31
各省上周买家数 => buyers | 11-09..11-15 | by province
上月按类目看销量 => units | 10-01..10-31 | by category
近7天每天转化率 => conversion_rate | 11-13..11-19 | day
近三个月按周看退款率 => refund_rate | 08-22..11-19 | week
今年逐月订单数 => orders | 01-01..11-19 | month
上周销冠是哪款 => gmv | 11-09..11-15 | by product | desc gmv 1
近30天销量前五 => units | 10-21..11-19 | by product | desc units 5
上月退款最多的3个商品 => refund_count | 10-01..10-31 | by product | desc refund_count 3
退款率最高的五款，近30天 => refund_rate | 10-21..11-19 | by product | desc refund_rate 5
近30天卖得最差的10个品 => gmv | 10-21..11-19 | by product | asc gmv 10
上月哪个城市下单最多 => orders | 10-01..10-31 | by city | desc orders 1
成交额倒数三名的省，上月 => gmv | 10-01..10-31 | by province | asc gmv 3
上周哪天访客最少 => visitors | 11-09..11-15 | day | asc visitors 1
今年哪个月成交最高 => gmv | 01-01..11-19 | month | desc gmv 1
近30天几点下单最多 => orders | 10-21..11-19 | by hour | desc orders 1
上月星期几卖得最好 => gmv | 10-01..10-31 | by weekday | desc gmv 1
上周客单价最高的渠道 => aov | 11-09..11-15 | by channel | desc aov 1
上月各渠道成交占比 => gmv | 10-01..10-31 | by channel | +share
玩具类目上月占总成交的几成 => gmv | 10-01..10-31 | category=toys | +share
夜光乌龟占全店成交多大比重，近30天 => gmv | 10-21..11-19 | product=p0001 | +share
上周各省订单占比从高到低 => orders | 11-09..11-15 | by province | desc orders | +share
近30天增长最快的三个商品 => gmv | 10-21..11-19 | by product | vs previous 09-21..10-20 | desc growth 3 | +growth
上周访客掉得最厉害的渠道 => visitors | 11-09..11-15 | by channel | vs previous 11-02..11-08 | asc growth 1 | +growth
上月哪个类目涨幅最大 => gmv | 10-01..10-31 | by category | vs previous 09-01..09-30 | desc growth 1 | +growth
谁买得最多，今年 => gmv | 01-01..11-19 | by buyer | desc gmv 1
上个月花钱最多的10个客户 => gmv | 10-01..10-31 | by buyer | desc gmv 10
近30天下单次数最多的买家 => orders | 10-21..11-19 | by buyer | desc orders 1
库存最多的5个规格 => stock | ? | by sku | desc stock 5
上周各时段订单分布 => orders | 11-09..11-15 | by hour
退款原因排名，近30天 => refund_count | 10-21..11-19 | by refund_reason | desc refund_count
转化率不足1%的商品，近30天 => conversion_rate | 10-21..11-19 | by product | conversion_rate lt 0.01
访客破千但一单没出的商品，近30天 => visitors,orders | 10-21..11-19 | by product | visitors gt 1000 | orders eq 0
销量破百的有几款，上月 => units | 10-01..10-31 | by product | units gt 100 | +count
上月成交过万的商品 => gmv | 10-01..10-31 | by product | gmv gt 10000
近30天有几天成交破了一万 => gmv | 10-21..11-19 | day | gmv gt 10000 | +count
上周哪几天访客不到1500 => visitors | 11-09..11-15 | day | visitors lt 1500
多少款商品近一个月没出单 => products_without_sales | 10-21..11-19
近30天没人买的商品列一下 => products_without_sales | 10-21..11-19 | by product
库存20件以内的商品有哪些 => stock | ? | by product | stock le 20
客单价在50到80之间的省，上月 => aov | 10-01..10-31 | by province | aov ge 50 | aov le 80
退款率超5%的商品 => refund_rate | ? | by product | refund_rate gt 0.05
上周成交前三的商品一共卖了多少 => gmv | 11-09..11-15 | by product | desc gmv 3 | +sum
上月前十名商品占总成交的比例 => gmv | 10-01..10-31 | by product | desc gmv 10 | +share | +sum
成交额排第三的省是哪个，上月 => gmv | 10-01..10-31 | by province | desc gmv 3 | +rank
马克杯上月成交排第几 => gmv | 10-01..10-31 | product=p0021 | +rank
近7天访客曲线 => visitors | 11-13..11-19 | day
10月每天成交额画个图 => gmv | 10-01..10-31 | day
上周各商品访客和转化率 => visitors,conversion_rate | 11-09..11-15 | by product
上月每个类目的成交额和订单数 => gmv,orders | 10-01..10-31 | by category
各买家等级上月成交额 => gmv | 10-01..10-31 | by buyer_level
新老客上月各贡献多少成交 => gmv | 10-01..10-31 | by buyer_type
工作日和周末的成交对比，上月 => gmv | 10-01..10-31 | by day_type
各平台活动今年带来的成交 => gmv | 01-01..11-19 | by platform_campaign
"""
