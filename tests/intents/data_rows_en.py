"""English questions that stand alone and the queries they are, of the demo shop (today: 2026-11-20)."""

ROWS = """
how much money came in yesterday => gmv | 11-19
total takings on monday => gmv | 11-16
orders the day before yesterday => orders | 11-18
footfall on nov 5 => visitors | 11-05
yesterday's page views => page_views | 11-19
carts yesterday => add_to_cart | 11-19
favs on november 3rd => favourites | 11-03
inquiries last friday => inquiries | 11-13
avg first reply time yesterday => response_time | 11-19
response rate on the 12th => response_rate | 11-12
refunded amount yesterday => refund_amount | 11-19
how many refunds on nov 12 => refund_count | 11-12
refund rate yesterday? => refund_rate | 11-19
first-time buyers yesterday => new_buyers | 11-19
repeat clients on sunday => returning_buyers | 11-15
what did ads cost us yesterday => ad_spend | 11-19
clicks on ads yesterday => ad_clicks | 11-19
ad impressions on singles day => ad_impressions | 11-11
gmv from ads yesterday => ad_gmv | 11-19
roas yesterday => roi | 11-19
cost per click on 11 nov => cpc | 11-11
average ticket yesterday => aov | 11-19
spend per customer yesterday => gmv_per_buyer | 11-19
gross margin yesterday => gross_margin | 11-19
reviews we got yesterday => review_count | 11-19
average stars yesterday => review_score | 11-19
orders cancelled yesterday => cancelled_orders | 11-19
stock on hand now => stock | ?
how many listings are live => active_products | ?
convertion rate yesterday => conversion_rate | 11-19
pcs sold yesterday => units | 11-19
ystrday gmv => gmv | 11-19
gimme yesterday's orders n visitors => orders,visitors | 11-19
how many price changes yesterday => shop_actions | 11-19 | action_type=price
gmv the week before last => gmv | 11-02..11-08
visitors over the past fortnight => visitors | 11-06..11-19
ad spend month to date => ad_spend | 11-01..11-19
revenue in q3 => gmv | 07-01..09-30
orders first ten days of october => orders | 10-01..10-10
refund amount last 90 days => refund_amount | 08-22..11-19
sales nov 1 through nov 11 => gmv | 11-01..11-11
golden week sales => gmv | 10-01..10-07
inquiries since october => inquiries | 10-01..11-19
gmv in the second half of october => gmv | 10-16..10-31
year to date orders => orders | 01-01..11-19
visitors last weekend => visitors | 11-14..11-15
yiwu orders last week => orders | 11-09..11-15 | city=义乌
gmv from guangdong last month => gmv | 10-01..10-31 | province=广东
gmv outside zhejiang last month => gmv | 10-01..10-31 | province!=浙江
organic search visitors last week => visitors | 11-09..11-15 | channel=search
conversion of paid traffic last week => conversion_rate | 11-09..11-15 | channel=paid_ads
glow turtle units last week => units | 11-09..11-15 | product=p0001
how many mugs did we sell last month => units | 10-01..10-31 | product=p0021
stationery gmv last month => gmv | 10-01..10-31 | category=stationery
gmv from new customers last week => gmv | 11-09..11-15 | buyer_type=new
aov of returning buyers last month => aov | 10-01..10-31 | buyer_type=returning
what did L4 buyers spend this year => gmv | 01-01..11-19 | buyer_level=L4
weekend gmv last month => gmv | 10-01..10-31 | day_type=weekend
orders after 8pm last week => orders | 11-09..11-15 | hour>=20
orders between 9am and noon yesterday => orders | 11-19 | hour>=9 | hour<12
gmv last week vs the week before => gmv | 11-09..11-15 | vs previous 11-02..11-08
singles day gmv vs last year's => gmv | 11-11 | vs year 2025-11-11
visitors this month against the same days of last month => visitors | 11-01..11-19 | vs custom 10-01..10-19
how much more did we sell yesterday than the day before => gmv | 11-19 | vs previous 11-18 | +diff
october gmv growth over september => gmv | 10-01..10-31 | vs previous 09-01..09-30 | +growth
october orders compared with august => orders | 10-01..10-31 | vs custom 08-01..08-31
how far are we from this month's goal => gmv | 11-01..11-19 | vs goal | +goal_pct
percent of goal reached this month => gmv | 11-01..11-19 | vs goal | +goal_pct
gmv, orders and visitors this month => gmv,orders,visitors | 11-01..11-19
average daily gmv in october => gmv | 10-01..10-31 | +avg_per_day
how many orders per day on average last week => orders | 11-09..11-15 | +avg_per_day
visitors from search and recommendations last week, separately => visitors | 11-09..11-15 | by channel | channel in search/recommendation
products launched last month => new_products | 10-01..10-31
gmv three days ago => gmv | 11-17
how was last week => gmv,orders,visitors,conversion_rate | 11-09..11-15
gmv of shanghai plus zhejiang last week => gmv | 11-09..11-15 | province in 上海/浙江
how many image changes in october => shop_actions | 10-01..10-31 | action_type=image
gmv by province last month => gmv | 10-01..10-31 | by province
units per category last month => units | 10-01..10-31 | by category
daily conversion rate past 7 days => conversion_rate | 11-13..11-19 | day
weekly refund rate over the last 3 months => refund_rate | 08-22..11-19 | week
monthly orders this year => orders | 01-01..11-19 | month
our bestseller last week => gmv | 11-09..11-15 | by product | desc gmv 1
top 5 products by units past 30 days => units | 10-21..11-19 | by product | desc units 5
3 most refunded products last month => refund_count | 10-01..10-31 | by product | desc refund_count 3
ten worst sellers of the past 30 days => gmv | 10-21..11-19 | by product | asc gmv 10
which city ordered most last month => orders | 10-01..10-31 | by city | desc orders 1
bottom three provinces by gmv last month => gmv | 10-01..10-31 | by province | asc gmv 3
quietest day last week by visitors => visitors | 11-09..11-15 | day | asc visitors 1
best month this year => gmv | 01-01..11-19 | month | desc gmv 1
peak hour for orders past 30 days => orders | 10-21..11-19 | by hour | desc orders 1
which weekday sells best, past 90 days => gmv | 08-22..11-19 | by weekday | desc gmv 1
gmv share by channel last month => gmv | 10-01..10-31 | by channel | +share
what share of gmv did toys make last month => gmv | 10-01..10-31 | category=toys | +share
what percent of orders came from zhejiang last month => orders | 10-01..10-31 | province=浙江 | +share
three fastest growing products past 30 days => gmv | 10-21..11-19 | by product | vs previous 09-21..10-20 | desc growth 3 | +growth
which channel lost the most visitors last week => visitors | 11-09..11-15 | by channel | vs previous 11-02..11-08 | asc diff 1 | +diff
who spent the most this year => gmv | 01-01..11-19 | by buyer | desc gmv 1
top ten customers last month => gmv | 10-01..10-31 | by buyer | desc gmv 10
skus with the most stock, top 5 => stock | ? | by sku | desc stock 5
orders by hour last week => orders | 11-09..11-15 | by hour
refund reasons past 30 days => refund_count | 10-21..11-19 | by refund_reason
products converting below 1% past 30 days => conversion_rate | 10-21..11-19 | by product | conversion_rate lt 0.01
products with over 1000 visitors and no orders, past 30 days => visitors,orders | 10-21..11-19 | by product | visitors gt 1000 | orders eq 0
how many products sold over 100 units last month => units | 10-01..10-31 | by product | units gt 100 | +count
on how many days did gmv top 10k in the past 30 days => gmv | 10-21..11-19 | day | gmv gt 10000 | +count
how many provinces bought something last month => orders | 10-01..10-31 | by province | orders gt 0 | +count
list products nobody bought in the past 30 days => products_without_sales | 10-21..11-19 | by product
products with 20 pieces or less in stock => stock | ? | by product | stock le 20
provinces with an aov between 50 and 80 last month => aov | 10-01..10-31 | by province | aov ge 50 | aov le 80
top 3 products last week, how much in total => gmv | 11-09..11-15 | by product | desc gmv 3 | +sum
share of the top ten products in last month's gmv => gmv | 10-01..10-31 | by product | desc gmv 10 | +share | +sum
third best province last month => gmv | 10-01..10-31 | by province | desc gmv 3 | +rank
where does the mug rank by gmv last month => gmv | 10-01..10-31 | product=p0021 | +rank
visitors and conversion by product last week => visitors,conversion_rate | 11-09..11-15 | by product
gmv per buyer level last month => gmv | 10-01..10-31 | by buyer_level
gmv by platform campaign this year => gmv | 01-01..11-19 | by platform_campaign
best three products in yiwu last month => gmv | 10-01..10-31 | by product | city=义乌 | desc gmv 3
products that will run out in under 10 days => days_of_stock | ? | by product | days_of_stock lt 10
products rated under 4 past 90 days => review_score | 08-22..11-19 | by product | review_score lt 4
buyers with 3 or more orders last month => orders | 10-01..10-31 | by buyer | orders ge 3
customers who spent over 5000 this year => gmv | 01-01..11-19 | by buyer | gmv gt 5000
chart of daily gmv in october => gmv | 10-01..10-31 | day
roi by product past 30 days => roi | 10-21..11-19 | by product
which ad campaign had the lowest roi last month => roi | 10-01..10-31 | by ad_campaign | asc roi 1
ad plans with roi below 2 last month => roi | 10-01..10-31 | by ad_campaign | roi lt 2
spend and ctr by ad campaign last week => ad_spend,ctr | 11-09..11-15 | by ad_campaign
repurchase rate by province past 90 days => repurchase_rate | 08-22..11-19 | by province
five cities with the best repeat rate this year => repurchase_rate | 01-01..11-19 | by city | desc repurchase_rate 5
refunds as a share of gmv last month => refund_amount,gmv | 10-01..10-31 | +ratio
pieces per order last month => units,orders | 10-01..10-31 | +ratio
ad cost as a percentage of gmv last month => ad_cost_share | 10-01..10-31
conversion by channel last month => conversion_rate | 10-01..10-31 | by channel
gross margin per category last month => gross_margin | 10-01..10-31 | by category
top 5 by gross profit past 30 days => gross_profit | 10-21..11-19 | by product | desc gross_profit 5
share of products that sold anything last month => selling_rate | 10-01..10-31
best sell-through, top three, past 30 days => sell_through | 10-21..11-19 | by product | desc sell_through 3
weekly roi over the past 3 months => roi | 08-22..11-19 | week
share of new customers last month => buyers | 10-01..10-31 | buyer_type=new | +share
returning customers' share of gmv last month => gmv | 10-01..10-31 | buyer_type=returning | +share
aov of new vs returning buyers last month => aov | 10-01..10-31 | by buyer_type
ad orders as a share of all orders last month => ad_orders,orders | 10-01..10-31 | +ratio
province with the highest spend per buyer last month => gmv_per_buyer | 10-01..10-31 | by province | desc gmv_per_buyer 1
products with cart rate above 5% but conversion under 1% past 30 days => add_to_cart_rate,conversion_rate | 10-21..11-19 | by product | add_to_cart_rate gt 0.05 | conversion_rate lt 0.01
refund rate by product, highest first, last month => refund_rate | 10-01..10-31 | by product | desc refund_rate
slowest response day past 30 days => response_time | 10-21..11-19 | day | desc response_time 1
cpc trend past 30 days => cpc | 10-21..11-19 | day
repeat rate in yiwu this year => repurchase_rate | 01-01..11-19 | city=义乌
glow turtle's roi last week => roi | 11-09..11-15 | product=p0001
by how many points did conversion change last month => conversion_rate | 10-01..10-31 | vs previous 09-01..09-30 | +diff
gmv per visitor by channel last month => gmv_per_visitor | 10-01..10-31 | by channel
how many people bought yesterday => buyers | 11-19
visitor numbers for tuesday => visitors | 11-17
what's yesterday's conversion => conversion_rate | 11-19
units shifted yesterday => units | 11-19
how many add to carts on the 10th => add_to_cart | 11-10
refunds yesterday in yuan => refund_amount | 11-19
clicks and ctr of ads on nov 11 => ad_clicks,ctr | 11-11
what was our roi on singles day => roi | 11-11
how many returning buyers yesterday => returning_buyers | 11-19
inquiries and response rate yesterday => inquiries,response_rate | 11-19
how long did we take to reply yesterday => response_time | 11-19
gross profit yesterday => gross_profit | 11-19
yesterday: orders, buyers, aov => orders,buyers,aov | 11-19
unpaid orders yesterday => unpaid_orders | 11-19
views on 11/05 => page_views | 11-05
gmv wk before last => gmv | 11-02..11-08
orders last 2 weeks => orders | 11-06..11-19
visitors in the past 45 days => visitors | 10-06..11-19
gmv from oct 28 to nov 3 => gmv | 10-28..11-03
q2 orders => orders | 04-01..06-30
refund rate over national day => refund_rate | 10-01..10-07
this year's gmv so far => gmv | 01-01..11-19
last quarter's ad spend => ad_spend | 07-01..09-30
late october visitors => visitors | 10-21..10-31
sales during the 618 period => gmv | 06-01..06-18
shanghai aov last month => aov | 10-01..10-31 | province=上海
orders from yiwu's new customers last month => orders | 10-01..10-31 | city=义乌 | buyer_type=new
search visitors to the glow turtle last week => visitors | 11-09..11-15 | channel=search | product=p0001
bubble machine ad spend past 7 days => ad_spend | 11-13..11-19 | product=p0009
visitors excluding paid ads last week => visitors | 11-09..11-15 | channel!=paid_ads
toy units last week => units | 11-09..11-15 | category=toys
hair accessories refund rate last month => refund_rate | 10-01..10-31 | category=hair
holiday gmv in october => gmv | 10-01..10-31 | day_type=holiday
orders on weekdays last month => orders | 10-01..10-31 | day_type=workday
L2 buyers' average order last month => aov | 10-01..10-31 | buyer_level=L2
money refunded for quality problems past 30 days => refund_amount | 10-21..11-19 | refund_reason=质量问题
how many refunds because of slow delivery last month => refund_count | 10-01..10-31 | refund_reason=物流太慢
were orders up or down last week => orders | 11-09..11-15 | vs previous 11-02..11-08
gmv in october year on year => gmv | 10-01..10-31 | vs year 2025-10-01..2025-10-31
ad spend this week compared to last => ad_spend | 11-16..11-19 | vs previous 11-09..11-12
how many fewer visitors yesterday than the day before => visitors | 11-19 | vs previous 11-18 | +diff
average refunds per day last month => refund_count | 10-01..10-31 | +avg_per_day
daily average ad spend in october => ad_spend | 10-01..10-31 | +avg_per_day
top ten by gmv past 30 days => gmv | 10-21..11-19 | by product | desc gmv 10
most favourited product last week => favourites | 11-09..11-15 | by product | desc favourites 1
product with the fewest page views last week => page_views | 11-09..11-15 | by product | asc page_views 1
which channel brought the most gmv last week => gmv | 11-09..11-15 | by channel | desc gmv 1
most profitable products past 30 days => gross_profit | 10-21..11-19 | by product | desc gross_profit
worst day last month by gmv => gmv | 10-01..10-31 | day | asc gmv 1
week with the most visitors in the past 3 months => visitors | 08-22..11-19 | week | desc visitors 1
stock by category => stock | ? | by category
gmv and visitors for each day last week => gmv,visitors | 11-09..11-15 | day
new buyers per month this year => new_buyers | 01-01..11-19 | month
glow turtle units by sku last month => units | 10-01..10-31 | by sku | product=p0001
cities in guangdong by gmv last month => gmv | 10-01..10-31 | by city | province=广东
which city in zhejiang bought the most last month => gmv | 10-01..10-31 | by city | province=浙江 | desc gmv 1
new customers by channel last month => new_buyers | 10-01..10-31 | by channel
share of each refund reason past 30 days => refund_count | 10-21..11-19 | by refund_reason | +share
what percentage of visitors came from search last week => visitors | 11-09..11-15 | channel=search | +share
top three provinces' share of gmv last month => gmv | 10-01..10-31 | by province | desc gmv 3 | +share | +sum
products with more than 50 units and a refund rate over 5% past 30 days => units,refund_rate | 10-21..11-19 | by product | units gt 50 | refund_rate gt 0.05
products with at least 1000 visitors but under 0.5% conversion past 30 days => visitors,conversion_rate | 10-21..11-19 | by product | visitors ge 1000 | conversion_rate lt 0.005
products with gmv from 5000 to 10000 last month => gmv | 10-01..10-31 | by product | gmv ge 5000 | gmv le 10000
how many products sold fewer than 10 pieces in the past 30 days => units | 10-21..11-19 | by product | units lt 10 | +count
how many provinces had more than 20 buyers last month => buyers | 10-01..10-31 | by province | buyers gt 20 | +count
products with more than 90 days of stock => days_of_stock | ? | by product | days_of_stock gt 90
products with zero stock => stock | ? | by product | stock eq 0
how many customers spent over 1000 last month => gmv | 10-01..10-31 | by buyer | gmv gt 1000 | +count
five biggest losers by gmv past 30 days => gmv | 10-21..11-19 | by product | vs previous 09-21..10-20 | asc growth 5 | +growth
which category grew fastest last week => gmv | 11-09..11-15 | by category | vs previous 11-02..11-08 | desc growth 1 | +growth
visitors by channel vs the week before, last week => visitors | 11-09..11-15 | by channel | vs previous 11-02..11-08
total units of the top five products last month => units | 10-01..10-31 | by product | desc units 5 | +sum
rank of zhejiang by gmv last month => gmv | 10-01..10-31 | province=浙江 | +rank
second biggest channel by visitors last week => visitors | 11-09..11-15 | by channel | desc visitors 2 | +rank
which ad campaign spent the most last month => ad_spend | 10-01..10-31 | by ad_campaign | desc ad_spend 1
cpc by ad campaign last week => cpc | 11-09..11-15 | by ad_campaign
how many products have roi above 3 past 30 days => roi | 10-21..11-19 | by product | roi gt 3 | +count
product with the highest ad cost share past 30 days => ad_cost_share | 10-21..11-19 | by product | desc ad_cost_share 1
page views per visitor last week => page_views,visitors | 11-09..11-15 | +ratio
units per buyer last month => units,buyers | 10-01..10-31 | +ratio
orders per buyer this year => orders,buyers | 01-01..11-19 | +ratio
carts per order last month => add_to_cart,orders | 10-01..10-31 | +ratio
new vs returning share of buyers last month => buyers | 10-01..10-31 | by buyer_type | +share
spend per buyer by level last month => gmv_per_buyer | 10-01..10-31 | by buyer_level
weekly conversion past 3 months => conversion_rate | 08-22..11-19 | week
products with sell-through below 10% past 30 days => sell_through | 10-21..11-19 | by product | sell_through lt 0.1
"""
