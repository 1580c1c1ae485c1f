"""Chinese questions that stand alone and the queries they are, of the demo shop (today: 2026-11-20)."""

ROWS = """
上月各种操作做了几次 => shop_actions | 10-01..10-31 | by action_type
义乌上月卖得最好的三款 => gmv | 10-01..10-31 | by product | city=义乌 | desc gmv 3
搜索渠道上周访客最多的5款 => visitors | 11-09..11-15 | by product | channel=search | desc visitors 5
玩具里上月哪款卖得最好 => gmv | 10-01..10-31 | by product | category=toys | desc gmv 1
各渠道每天的访客，近7天 => visitors | 11-13..11-19 | by channel | day
还能卖不到10天的商品 => days_of_stock | ? | by product | days_of_stock lt 10
快断货的前五款 => days_of_stock | ? | by product | asc days_of_stock 5
评分低于4分的商品，近90天 => review_score | 08-22..11-19 | by product | review_score lt 4
上周哪些省成交涨了 => gmv | 11-09..11-15 | by province | vs previous 11-02..11-08 | gmv_diff gt 0 | +diff
上月下单三次以上的客户有几个 => orders | 10-01..10-31 | by buyer | orders ge 3 | +count
今年消费满5000的客户有哪些 => gmv | 01-01..11-19 | by buyer | gmv ge 5000
近30天只买过一次的客户有多少 => orders | 10-21..11-19 | by buyer | orders eq 1 | +count
各商品投产比，近30天 => roi | 10-21..11-19 | by product
哪个广告计划ROI最低，上月 => roi | 10-01..10-31 | by ad_campaign | asc roi 1
上月投产低于2的广告计划 => roi | 10-01..10-31 | by ad_campaign | roi lt 2
各广告计划上周花费和点击率 => ad_spend,ctr | 11-09..11-15 | by ad_campaign
各省复购率，近90天 => repurchase_rate | 08-22..11-19 | by province
复购率最高的五个城市，今年 => repurchase_rate | 01-01..11-19 | by city | desc repurchase_rate 5
退款金额占成交额的几成，上月 => refund_amount,gmv | 10-01..10-31 | +ratio
上周多少个访客才出一单 => visitors,orders | 11-09..11-15 | +ratio
上月加购和成交订单的比 => add_to_cart,orders | 10-01..10-31 | +ratio
上月平均每单几件 => units,orders | 10-01..10-31 | +ratio
上周每个买家平均买几件 => units,buyers | 11-09..11-15 | +ratio
上月广告费占销售额的比例 => ad_cost_share | 10-01..10-31
各渠道转化率，上月 => conversion_rate | 10-01..10-31 | by channel
上月转化率环比差了几个点 => conversion_rate | 10-01..10-31 | vs previous 09-01..09-30 | +diff
上月各类目毛利率 => gross_margin | 10-01..10-31 | by category
毛利最高的5款，近30天 => gross_profit | 10-21..11-19 | by product | desc gross_profit 5
上月动销率 => selling_rate | 10-01..10-31
各类目动销率，近30天 => selling_rate | 10-21..11-19 | by category
售罄率最高的三款，近30天 => sell_through | 10-21..11-19 | by product | desc sell_through 3
上月访客价值比9月高多少 => gmv_per_visitor | 10-01..10-31 | vs previous 09-01..09-30 | +diff
每周投产比，近三个月 => roi | 08-22..11-19 | week
今年每月复购率 => repurchase_rate | 01-01..11-19 | month
新客占买家的比例，上月 => buyers | 10-01..10-31 | buyer_type=new | +share
上月老客成交占比 => gmv | 10-01..10-31 | buyer_type=returning | +share
上月新客和老客客单价分别多少 => aov | 10-01..10-31 | by buyer_type
广告订单占总订单的比例，上月 => ad_orders,orders | 10-01..10-31 | +ratio
广告成交占总成交几成，上月 => ad_gmv,gmv | 10-01..10-31 | +ratio
人均消费最高的省，上月 => gmv_per_buyer | 10-01..10-31 | by province | desc gmv_per_buyer 1
加购率高于5%但转化率低于1%的商品，近30天 => add_to_cart_rate,conversion_rate | 10-21..11-19 | by product | add_to_cart_rate gt 0.05 | conversion_rate lt 0.01
花了广告费超过100块但投产不到1的商品，近30天 => ad_spend,roi | 10-21..11-19 | by product | ad_spend gt 100 | roi lt 1
上月各商品退款率从高到低 => refund_rate | 10-01..10-31 | by product | desc refund_rate
响应时间最慢的是哪天，近30天 => response_time | 10-21..11-19 | day | desc response_time 1
近30天点击单价走势 => cpc | 10-21..11-19 | day
义乌客户的复购率，今年 => repurchase_rate | 01-01..11-19 | city=义乌
搜索渠道的加购率，上周对比上上周 => add_to_cart_rate | 11-09..11-15 | channel=search | vs previous 11-02..11-08
夜光乌龟的投产比上周多少 => roi | 11-09..11-15 | product=p0001
马克杯的毛利率，近30天 => gross_margin | 10-21..11-19 | product=p0021
各省客单价排行，上月 => aov | 10-01..10-31 | by province | desc aov
上周日均访客比上上周多多少 => visitors | 11-09..11-15 | vs previous 11-02..11-08 | +diff | +avg_per_day
昨天总共有几个买家付了钱 => buyers | 11-19
上周日成交额、订单数 => gmv,orders | 11-15
昨天老客几个 => returning_buyers | 11-19
昨天店铺转化怎么样 => conversion_rate | 11-19
11/5的访客 => visitors | 11-05
上个礼拜三卖了几单 => orders | 11-11
昨天被退了几单 => refund_count | 11-19
昨天广告点击率多少 => ctr | 11-19
10号那天花了多少推广费 => ad_spend | 11-10
昨天有没有人退款，几笔 => refund_count | 11-19
昨天的件数 => units | 11-19
前天加购率 => add_to_cart_rate | 11-18
上周四浏览 => page_views | 11-12
本月1号成交 => gmv | 11-01
十一月十一号卖了多少钱 => gmv | 11-11
昨日新增买家 => new_buyers | 11-19
现在一共有多少件存货 => stock | ?
目前在架几款 => active_products | ?
昨天询盘几个，回复率多少 => inquiries,response_rate | 11-19
昨晚成交多少 => gmv | 11-19
这周到现在卖了多少单 => orders | 11-16..11-19
最近十天的退款额 => refund_amount | 11-10..11-19
近45天成交额 => gmv | 10-06..11-19
国庆黄金周访客 => visitors | 10-01..10-07
双十一期间退款率 => refund_rate | 11-01..11-11
9月下半月成交 => gmv | 09-16..09-30
10月前十天订单 => orders | 10-01..10-10
从11月1号起到昨天的访客 => visitors | 11-01..11-19
618大促期间卖了多少钱 => gmv | 06-01..06-18
今年第二季度成交额 => gmv | 04-01..06-30
上季度退款金额 => refund_amount | 07-01..09-30
上海上个月的客单价 => aov | 10-01..10-31 | province=上海
浙江省上周老客成交额 => gmv | 11-09..11-15 | province=浙江 | buyer_type=returning
义乌新客上月下了多少单 => orders | 10-01..10-31 | city=义乌 | buyer_type=new
搜索渠道夜光乌龟上周访客 => visitors | 11-09..11-15 | channel=search | product=p0001
泡泡机广告花费近7天 => ad_spend | 11-13..11-19 | product=p0009
非广告渠道的访客，上周 => visitors | 11-09..11-15 | channel!=paid_ads
玩具上周卖了多少件 => units | 11-09..11-15 | category=toys
发饰类上月退款率 => refund_rate | 10-01..10-31 | category=hair
水杯这个类目近30天访客 => visitors | 10-21..11-19 | category=cups
节假日成交额，10月 => gmv | 10-01..10-31 | day_type=holiday
上周凌晨0点到6点的订单 => orders | 11-09..11-15 | hour>=0 | hour<6
昨天下午成交多少 => gmv | 11-19 | hour>=12 | hour<18
L2客户上月客单价 => aov | 10-01..10-31 | buyer_level=L2
因质量退款的金额，近30天 => refund_amount | 10-21..11-19 | refund_reason=质量问题
物流太慢退了几单，上月 => refund_count | 10-01..10-31 | refund_reason=物流太慢
昨天成交额和前天比怎么样 => gmv | 11-19 | vs previous 11-18
上周订单比上上周少了几单 => orders | 11-09..11-15 | vs previous 11-02..11-08 | +diff
这个月访客比上个月同期涨了多少 => visitors | 11-01..11-19 | vs custom 10-01..10-19 | +growth
10月和9月的退款率对比 => refund_rate | 10-01..10-31 | vs previous 09-01..09-30
昨天访客环比降了多少 => visitors | 11-19 | vs previous 11-18 | +growth
上周广告花费环比 => ad_spend | 11-09..11-15 | vs previous 11-02..11-08
近7天跟前7天比，订单多了还是少了 => orders | 11-13..11-19 | vs previous 11-06..11-12
双11当天比双11前一天多卖多少 => gmv | 11-11 | vs previous 11-10 | +diff
上周总访客和日均访客 => visitors | 11-09..11-15 | +avg_per_day
平均每天花多少广告费，上月 => ad_spend | 10-01..10-31 | +avg_per_day
上月每天平均退几单 => refund_count | 10-01..10-31 | +avg_per_day
商品榜前十，近30天 => gmv | 10-21..11-19 | by product | desc gmv 10
上周销售额TOP3的省份 => gmv | 11-09..11-15 | by province | desc gmv 3
加购最多的商品，上周 => add_to_cart | 11-09..11-15 | by product | desc add_to_cart 1
收藏数最高的5款，近30天 => favourites | 10-21..11-19 | by product | desc favourites 5
哪款退货最多，上月 => refund_count | 10-01..10-31 | by product | desc refund_count 1
浏览量倒数五名的商品，上周 => page_views | 11-09..11-15 | by product | asc page_views 5
询盘最多的3个商品近30天 => inquiries | 10-21..11-19 | by product | desc inquiries 3
哪个渠道成交最高，上周 => gmv | 11-09..11-15 | by channel | desc gmv 1
最赚钱的商品，近30天 => gross_profit | 10-21..11-19 | by product | desc gross_profit 1
毛利率最低的五个商品近30天 => gross_margin | 10-21..11-19 | by product | asc gross_margin 5
哪天退款最多，本月 => refund_count | 11-01..11-19 | day | desc refund_count 1
上月成交最差的一天 => gmv | 10-01..10-31 | day | asc gmv 1
今年成交额最高的三个月 => gmv | 01-01..11-19 | month | desc gmv 3
哪周访客最多，近三个月 => visitors | 08-22..11-19 | week | desc visitors 1
各类目库存 => stock | ? | by category
各省上月下单人数 => buyers | 10-01..10-31 | by province
上周每天的成交和访客 => gmv,visitors | 11-09..11-15 | day
近12周每周的订单量 => orders | 08-24..11-15 | week
各月新客数，今年 => new_buyers | 01-01..11-19 | month
按星期看订单，近90天 => orders | 08-22..11-19 | by weekday
各SKU上月销量前十 => units | 10-01..10-31 | by sku | desc units 10
夜光乌龟各规格上月卖了几个 => units | 10-01..10-31 | by sku | product=p0001
广东各城市上月成交 => gmv | 10-01..10-31 | by city | province=广东
浙江哪个城市买得最多，上月 => gmv | 10-01..10-31 | by city | province=浙江 | desc gmv 1
各渠道的新客数，上月 => new_buyers | 10-01..10-31 | by channel
退款原因占比，近30天 => refund_count | 10-21..11-19 | by refund_reason | +share
质量问题占退款的几成，上月 => refund_count | 10-01..10-31 | refund_reason=质量问题 | +share
搜索占总访客多少，上周 => visitors | 11-09..11-15 | channel=search | +share
义乌占浙江成交的比例，上月 => gmv | 10-01..10-31 | province=浙江 | city=义乌 | +share | by city
前三个省占总成交百分之多少，上月 => gmv | 10-01..10-31 | by province | desc gmv 3 | +share | +sum
销量大于50且退款率高于5%的商品，近30天 => units,refund_rate | 10-21..11-19 | by product | units gt 50 | refund_rate gt 0.05
访客1000以上但转化不到0.5%的款，近30天 => visitors,conversion_rate | 10-21..11-19 | by product | visitors ge 1000 | conversion_rate lt 0.005
上月成交5000到10000之间的商品 => gmv | 10-01..10-31 | by product | gmv ge 5000 | gmv le 10000
近30天有几个商品卖了不到10件 => units | 10-21..11-19 | by product | units lt 10 | +count
多少个省上月买家超过20人 => buyers | 10-01..10-31 | by province | buyers gt 20 | +count
上月有几天订单没到30单 => orders | 10-01..10-31 | day | orders lt 30 | +count
可售天数超过90天的商品 => days_of_stock | ? | by product | days_of_stock gt 90
库存为0的商品 => stock | ? | by product | stock eq 0
没有收藏的商品，上周 => favourites | 11-09..11-15 | by product | favourites eq 0
评价数超过5条的商品，近90天 => review_count | 08-22..11-19 | by product | review_count gt 5
上月消费超1000元的客户有几位 => gmv | 10-01..10-31 | by buyer | gmv gt 1000 | +count
今年买过5次以上的老客 => orders | 01-01..11-19 | by buyer | buyer_type=returning | orders ge 5
近30天跌得最狠的五款 => gmv | 10-21..11-19 | by product | vs previous 09-21..10-20 | asc growth 5 | +growth
上周哪个类目增长最快 => gmv | 11-09..11-15 | by category | vs previous 11-02..11-08 | desc growth 1 | +growth
上月哪些商品销量下滑了 => units | 10-01..10-31 | by product | vs previous 09-01..09-30 | units_diff lt 0 | +diff
各渠道访客环比，上周 => visitors | 11-09..11-15 | by channel | vs previous 11-02..11-08
各省成交同比增长，上月 => gmv | 10-01..10-31 | by province | vs year 2025-10-01..2025-10-31 | +growth
销量前五的商品一共卖了几件，上月 => units | 10-01..10-31 | by product | desc units 5 | +sum
夜光乌龟在所有商品里销量排第几，上月 => units | 10-01..10-31 | product=p0001 | +rank
浙江成交排名第几，上月 => gmv | 10-01..10-31 | province=浙江 | +rank
访客排第二的渠道，上周 => visitors | 11-09..11-15 | by channel | desc visitors 2 | +rank
广告花费最高的计划是哪个，上月 => ad_spend | 10-01..10-31 | by ad_campaign | desc ad_spend 1
各广告计划的点击单价，上周 => cpc | 11-09..11-15 | by ad_campaign
投产比超过3的商品有几个，近30天 => roi | 10-21..11-19 | by product | roi gt 3 | +count
广告费占比最高的商品，近30天 => ad_cost_share | 10-21..11-19 | by product | desc ad_cost_share 1
平均每个访客看几个页面，上周 => page_views,visitors | 11-09..11-15 | +ratio
人均买几件，上月 => units,buyers | 10-01..10-31 | +ratio
人均下几单，今年 => orders,buyers | 01-01..11-19 | +ratio
询盘到成交的比例，上月 => orders,inquiries | 10-01..10-31 | +ratio
多少次加购换一单，上月 => add_to_cart,orders | 10-01..10-31 | +ratio
新客老客各占多少，上月 => buyers | 10-01..10-31 | by buyer_type | +share
新客成交额占比，上月 => gmv | 10-01..10-31 | buyer_type=new | +share
各等级买家的人均消费，上月 => gmv_per_buyer | 10-01..10-31 | by buyer_level
各平台活动的客单价，今年 => aov | 01-01..11-19 | by platform_campaign
每周转化率，近三个月 => conversion_rate | 08-22..11-19 | week
售罄率不到10%的商品近30天 => sell_through | 10-21..11-19 | by product | sell_through lt 0.1
上月动销商品有几个 => selling_products | 10-01..10-31
毛利为负的商品，近30天 => gross_profit | 10-21..11-19 | by product | gross_profit lt 0
"""
